"""Fixtures that the whole suite shares."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


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
    """A data folder whose ``models`` holds the exported default encoder, made once a run."""
    from skillsearch.encoder import load_encoder
    from skillsearch.settings import load_settings

    folder = tmp_path_factory.mktemp("models-home")
    load_encoder(load_settings(data_dir=folder, encoder="onnx"))
    return folder


@pytest.fixture(scope="session")
def new_data_dir(
    exported_models: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], Path]:
    """Makes data folders that have the exported encoder and nothing else."""

    def make() -> Path:
        folder = tmp_path_factory.mktemp("data")
        shutil.copytree(exported_models / "models", folder / "models")
        return folder

    return make


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
