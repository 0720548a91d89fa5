"""Fixtures of the worker tests."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from worker_processes import RedisServer


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
    folder = new_data_dir()
    shutil.copytree(sample_data_dir, folder, dirs_exist_ok=True)
    return folder
