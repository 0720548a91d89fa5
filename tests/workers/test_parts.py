"""Which processes a worker is made of, and what they are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run

from skillsearch.errors import SettingError
from skillsearch.settings import Settings, load_settings
from workers.environment import environment_of
from workers.parts import parts_of, queues_of


@pytest.fixture
def embedded(tmp_path: Path) -> Settings:
    return load_settings(data_dir=tmp_path, encoder="onnx")


@pytest.fixture
def server(tmp_path: Path) -> Settings:
    return load_settings(data_dir=tmp_path, qdrant_url="http://localhost:6333")


def test_the_embedded_engine_has_a_writer_of_its_own(embedded: Settings) -> None:
    assert queues_of("", embedded) == ("parse", "embed", "write")


def test_beside_a_server_there_is_nothing_to_write(server: Settings) -> None:
    assert queues_of("", server) == ("parse", "embed")
    with pytest.raises(SettingError, match="embedded engine"):
        queues_of("embed,write", server)


def test_an_unknown_queue_is_answered_with_those_there_are(embedded: Settings) -> None:
    with pytest.raises(SettingError, match="pars") as refused:
        queues_of("pars,embed", embedded)
    assert "parse, embed, write" in refused.value.remedy


def test_two_embedders_share_the_cores(embedded: Settings) -> None:
    parts = parts_of(("parse", "embed"), embedded, concurrency=3, embedders=2)
    assert [(part.name, part.concurrency) for part in parts] == [
        ("parse", 3),
        ("embed 1", 1),
        ("embed 2", 1),
    ]
    assert all("SKILLSEARCH_ENCODE_THREADS" in part.variables for part in parts[1:])


def test_embedders_take_the_devices_in_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "2,3")
    parts = parts_of(("embed",), load_settings(data_dir=tmp_path), concurrency=1, embedders=3)
    assert [part.variables["CUDA_VISIBLE_DEVICES"] for part in parts] == ["2", "3", "2"]


def test_a_child_reads_the_settings_of_its_parent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = load_settings(
        data_dir=tmp_path,
        broker_url="redis://:opensesame@localhost:6379/0",
        qdrant_prefer_grpc=True,
        query_log=0,
    )
    for name, value in environment_of(given).items():
        monkeypatch.setenv(name, value)
    assert load_settings() == given


def test_a_worker_without_a_broker_says_what_to_set(run: Run, tmp_path: Path) -> None:
    refused = run("worker", "--data-dir", tmp_path)
    assert refused.code == 2
    assert "SKILLSEARCH_BROKER_URL is not set" in refused.err
    assert "skillsearch index resumes PATH" in refused.err
