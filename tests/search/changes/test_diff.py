"""``skillsearch diff`` and ``GET /v1/changes``."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from command_line import Run
from fastapi.testclient import TestClient

from cli.diff import KINDS
from search.changes.editions import stored
from search.changes.records import ChangeKind
from search.open_index import OpenIndex


@pytest.fixture
def two_lists(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_text("id,label,description\n1,falconry,Train hawks.\n2,thatching,Roofs of reed.\n")
    new.write_text("id,label,description\n2,thatching,Roofs of reed or straw.\n3,dowsing,Water.\n")
    return old, new


def test_the_help_offers_every_kind_of_change() -> None:
    assert get_args(ChangeKind) == KINDS


def test_two_files_are_compared_without_an_index(
    run: Run, two_lists: tuple[Path, Path], house: Path
) -> None:
    answered = run("diff", *two_lists, "--no-impact", "--json", "--data-dir", house)
    assert answered.code == 0, answered.err
    found = answered.document
    assert {k: n for k, n in found["counts"].items() if n} == {
        "added": 1,
        "removed": 1,
        "redescribed": 1,
    }
    assert found["impact"] is None
    assert not (house / "store").exists()


def test_a_file_for_a_spreadsheet_is_written(
    run: Run, two_lists: tuple[Path, Path], house: Path, tmp_path: Path
) -> None:
    out = tmp_path / "changes.csv"
    assert run("diff", *two_lists, "--out", out, "--data-dir", house).code == 0
    assert out.read_text().startswith("kind,type,before_ids,")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("guild@1",), "Two editions are compared"),
        (("guild@1", "guild@2", "--out", "changes.pdf"), "not written as .pdf"),
    ],
)
def test_what_cannot_be_done_is_said_first(
    run: Run, house: Path, arguments: tuple[str, ...], said: str
) -> None:
    refused = run("diff", *arguments, "--data-dir", house)
    assert refused.code == 2
    assert said in refused.err


def test_an_edition_that_is_not_indexed_is_answered_with_those_that_are(
    client: TestClient,
) -> None:
    response = client.get("/v1/changes", params={"from": "esco@0.9", "to": "ssf"})
    assert response.status_code == 422
    assert "esco@" in response.json()["remedy"]


def test_an_edition_is_not_compared_with_itself(client: TestClient) -> None:
    response = client.get("/v1/changes", params={"from": "ssf", "to": "ssf"})
    assert response.status_code == 422
    assert "with itself" in response.json()["detail"]


def test_a_page_of_changes_has_the_counts_of_all(client: TestClient) -> None:
    params: dict[str, str | int] = {"from": "ssf", "to": "onet", "limit": 3, "kind": "removed"}
    response = client.get("/v1/changes", params=params)
    assert response.status_code == 200, response.text
    found = response.json()
    assert len(found["changes"]) <= 3
    assert {change["kind"] for change in found["changes"]} <= {"removed"}
    assert sum(found["counts"].values()) > 3


def test_what_the_index_holds_is_what_was_read(index: OpenIndex) -> None:
    from indexer.samples import published_samples
    from indexer.taxonomies import read_taxonomies

    for taxonomy in read_taxonomies(published_samples()):
        held = stored(index, taxonomy.key)
        assert held.concepts == {(c.type, c.id): c for c in taxonomy.concepts}
