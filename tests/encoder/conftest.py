"""Real encoders: the shipped one, the stock model exported once a session, a tiny one made here."""

from __future__ import annotations

from pathlib import Path

import pytest

from skillsearch.encoder import Encoder, load_encoder
from skillsearch.encoder.registry import locate
from skillsearch.settings import Settings

STOCK = "all-MiniLM-L6-v2"


@pytest.fixture(scope="session")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    """The encoder that ships; what holds for it holds for every export."""
    return load_encoder(Settings(data_dir=tmp_path_factory.mktemp("home"), encoder="onnx"))


@pytest.fixture(scope="session")
def stock(exported_models: Path) -> Encoder:
    """The stock model, exported on this machine."""
    return load_encoder(Settings(data_dir=exported_models, encoder="onnx", model=STOCK))


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sentence-transformers folder: two layers of 32, random weights, CLS pooling."""
    import torch
    import transformers
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer

    torch.manual_seed(7)
    bert = tmp_path_factory.mktemp("bert")
    config = transformers.BertConfig(
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=64,
    )
    model = transformers.BertModel(config)
    with torch.no_grad():  # as after training, no two parameters are equal
        for parameter in model.parameters():
            parameter += 0.02 * torch.randn_like(parameter)
    model.save_pretrained(bert)
    tokenizer = transformers.AutoTokenizer.from_pretrained(locate("all-MiniLM-L6-v2").fetch())
    tokenizer.save_pretrained(bert)
    transformer = Transformer(str(bert), max_seq_length=48)
    folder = tmp_path_factory.mktemp("models") / "tiny-cls"
    SentenceTransformer(modules=[transformer, Pooling(32, "cls")], device="cpu").save(str(folder))
    return folder
