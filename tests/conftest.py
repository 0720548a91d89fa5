"""Fixtures that the whole suite shares."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from command_line import Outcome, Run
from hypothesis import settings as hypothesis_settings
from worker_processes import RedisServer

from skillsearch.store.files import copy_tree

# How long an example takes says more of the machine than of the code.
hypothesis_settings.register_profile("suite", deadline=None)
hypothesis_settings.load_profile("suite")


@pytest.fixture(scope="session")
def datasets() -> Path:
    """The folder of real data; its absence skips on a laptop and fails in CI."""
    folder = os.environ.get("SKILLSEARCH_DATASETS", "")
    if folder and Path(folder).is_dir():
        return Path(folder).resolve()
    reason = "SKILLSEARCH_DATASETS does not name a folder with the real taxonomies"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def exported_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose ``models`` holds the exported stock model, made once a run."""
    from skillsearch.encoder import load_encoder
    from skillsearch.settings import load_settings

    folder = tmp_path_factory.mktemp("models-home")
    load_encoder(load_settings(data_dir=folder, model="all-MiniLM-L6-v2", encoder="onnx"))
    return folder


@pytest.fixture(scope="session")
def new_data_dir(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Makes data folders with nothing in them; the shipped encoder needs none of its files."""
    return lambda: tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def sample_data_dir(new_data_dir: Callable[[], Path]) -> Path:
    """A data folder with the bundled samples indexed; to be read, not written."""
    from indexer.pipeline import index_taxonomies
    from indexer.samples import published_samples
    from indexer.taxonomies import read_taxonomies
    from skillsearch.encoder import load_encoder
    from skillsearch.settings import load_settings
    from skillsearch.store import open_store

    folder = new_data_dir()
    settings = load_settings(data_dir=folder)
    with open_store(settings) as store:
        index_taxonomies(
            read_taxonomies(published_samples()), store, load_encoder(settings), folder / "cache"
        )
    return folder


@pytest.fixture(scope="session")
def sample_documents_dir(sample_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the sample resumes, postings and courses; to be read, not written."""
    from cli.main import skillsearch
    from indexer.samples import sample_courses, sample_postings, sample_resumes
    from skillsearch.store.files import copy_tree

    folder = tmp_path_factory.mktemp("documents") / "home"
    copy_tree(sample_data_dir, folder)
    loads = (
        ("resumes", sample_resumes(), "--as-of", "2025-12-01"),
        ("postings", sample_postings()),
        ("courses", sample_courses()),
    )
    for load in loads:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            skillsearch.main(
                ["index", *map(str, load), "--data-dir", str(folder)], standalone_mode=False
            )
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line in this process; a traceback on stderr fails."""
    from cli.main import main

    def call(*arguments: object) -> Outcome:
        capsys.readouterr()
        code: int | str | None = 0
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = stop.code
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return Outcome(int(code or 0), captured.out, captured.err)

    return call


@pytest.fixture
def house(new_data_dir: Callable[[], Path]) -> Path:
    """A data folder of the test's own, empty."""
    return new_data_dir()


@pytest.fixture(scope="session")
def small_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sentence-transformers folder of another dimension: one layer of 32, random weights."""
    import torch
    import transformers

    from skillsearch.encoder.registry import locate

    package = "sentence_transformers.models"
    torch.manual_seed(1)
    folder = tmp_path_factory.mktemp("models") / "small-bert"
    config = transformers.BertConfig(
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=64,
    )
    transformers.BertModel(config).save_pretrained(folder)
    tokenizer = transformers.AutoTokenizer.from_pretrained(locate("all-MiniLM-L6-v2").fetch())
    tokenizer.save_pretrained(folder)
    described = {
        "modules.json": [
            {"idx": number, "name": str(number), "path": path, "type": f"{package}.{name}"}
            for number, (path, name) in enumerate([("", "Transformer"), ("1_Pooling", "Pooling")])
        ],
        "sentence_bert_config.json": {"max_seq_length": 48, "do_lower_case": False},
        "1_Pooling/config.json": {"word_embedding_dimension": 32, "pooling_mode_mean_tokens": True},
    }
    (folder / "1_Pooling").mkdir()
    for name, value in described.items():
        (folder / name).write_text(json.dumps(value))
    return folder


@pytest.fixture
def redis_server(tmp_path: Path) -> Iterator[RedisServer]:
    """A Redis server with nothing in it."""
    folder = tmp_path / "redis"
    folder.mkdir()
    server = RedisServer(folder)
    server.start()
    yield server
    server.kill()


@pytest.fixture
def skilled_data_dir(sample_data_dir: Path, new_data_dir: Callable[[], Path]) -> Path:
    """A data folder of the test's own with the bundled samples indexed."""
    folder = new_data_dir() / "home"
    copy_tree(sample_data_dir, folder)
    return folder
