"""Real encoders: the product's own model, exported once a session, and a tiny one made here."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from skillsearch.encoder import Encoder, load_encoder
from skillsearch.encoder.registry import locate
from skillsearch.settings import Settings


@pytest.fixture(scope="session")
def encoder_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """ONNX settings; SKILLSEARCH_TEST_CACHE names a folder to keep the export between sessions."""
    cache = os.environ.get("SKILLSEARCH_TEST_CACHE")
    home = Path(cache) if cache else tmp_path_factory.mktemp("home")
    return Settings(data_dir=home, encoder="onnx", model="all-MiniLM-L6-v2")


@pytest.fixture(scope="session")
def encoder(encoder_settings: Settings) -> Encoder:
    return load_encoder(encoder_settings)


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sentence-transformers folder: two layers of 32, random weights, CLS pooling."""
    import torch
    import transformers
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Pooling, Transformer

    torch.manual_seed(7)
    bert = tmp_path_factory.mktemp("bert")
    config = transformers.BertConfig(
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=64,
    )
    transformers.BertModel(config).save_pretrained(bert)
    tokenizer = transformers.AutoTokenizer.from_pretrained(locate("all-MiniLM-L6-v2").fetch())
    tokenizer.save_pretrained(bert)
    transformer = Transformer(str(bert), max_seq_length=48)
    folder = tmp_path_factory.mktemp("models") / "tiny-cls"
    SentenceTransformer(modules=[transformer, Pooling(32, "cls")], device="cpu").save(str(folder))
    return folder
