"""The whole of it, by command and over HTTP: found, decided, steered, undone, exported."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import Run
from fastapi.testclient import TestClient

from search.api.app import create_app
from search.open_index import open_index
from skillsearch.settings import load_settings
from skillsearch.store.files import copy_tree
from workers.desk import JobDesk

ROWS = [
    ("s1", "Stock Control", "Keep the store of timber and fittings filled and counted."),
    ("s2", "Stock Control Management", "Keep the store of fittings and timber counted and filled."),
    ("s3", "Blade Sharpening", "Grind and hone blades until they cut cleanly."),
    ("s4", "Sharpening of Blades", "Grind and hone blades so that they cut clean."),
    ("s5", "Payroll Administration", "Pay wages in time, with the right deductions."),
    ("s6", "=Fire Safety", "Prevent fires and know what to do in one."),
]


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from indexer.pipeline import index_taxonomies
    from indexer.taxonomies import read_taxonomies
    from skillsearch.encoder import load_encoder
    from skillsearch.store import open_store

    folder = tmp_path_factory.mktemp("shop")
    source = folder / "workshop.csv"
    with source.open("w", newline="") as file:
        csv.writer(file).writerows([("id", "label", "description"), *ROWS])
    settings = load_settings(data_dir=folder / "home", encode_threads=1)
    with open_store(settings) as store:
        taxonomies = read_taxonomies([source], name="shop", version="1")
        index_taxonomies(taxonomies, store, load_encoder(settings), folder / "home" / "cache")
    return folder / "home"


@pytest.fixture
def home(indexed: Path, tmp_path: Path) -> Path:
    copy_tree(indexed, tmp_path / "home")
    return tmp_path / "home"


@pytest.fixture
def api(home: Path) -> Iterator[TestClient]:
    settings = load_settings(data_dir=home, encode_threads=1)
    with (
        open_index(settings) as index,
        JobDesk(
            settings,
            store=index.store,
            encoder=lambda: index.encoder_for(index.collection("skills")),
        ) as desk,
        TestClient(create_app(index, desk), raise_server_exceptions=False) as client,
    ):
        yield client


def test_a_pair_is_found_decided_and_taken_back(run: Run, home: Path) -> None:
    at = ("--data-dir", home)
    found = run("duplicates", "--taxonomy", "shop", "--json", *at).document
    assert [{m["id"] for m in c["members"]} for c in found["results"]] in (
        [{"s1", "s2"}, {"s3", "s4"}],
        [{"s3", "s4"}, {"s1", "s2"}],
    )
    assert (home / "ledger.sqlite3").exists() is False, "asking decides nothing"

    merged = run(
        *("duplicates", "decide", "Stock Control", "s2", "--merge", "--survivor", "Stock Control"),
        *("--by", "anna", "--note", "the same shelf", "--json", *at),
    ).document
    assert (merged["verdict"], merged["survivor"], merged["by"]) == ("merge", "s1", "anna")
    run("duplicates", "decide", "s3", "s4", "--keep", "--by", "bob", *at)
    (after,) = run("duplicates", "--taxonomy", "shop", "--json", *at).document["results"]
    assert (after["status"], after["survivor"]["id"]) == ("merged", "s1")
    assert after["pairs"][0]["decision"]["note"] == "the same shelf"

    listed = run("duplicates", "decisions", "--json", *at).document["results"]
    assert [made["verdict"] for made in listed] == ["keep", "merge"]
    for made in listed:
        undone = run("duplicates", "undo", made["id"][-8:], "--by", "carl", "--json", *at)
        assert undone.document["undone_by"] == "carl"
    again = run("duplicates", "--taxonomy", "shop", "--json", *at).document
    assert again["results"] == found["results"]


def test_people_read_who_stays_and_why(run: Run, home: Path) -> None:
    shown = run("duplicates", "--taxonomy", "shop", "--data-dir", home)
    assert shown.code == 0
    assert "= Sharpening of Blades" in shown.out
    assert "stays: the label of fewest words" in shown.out


def test_clusters_and_decisions_are_exported(run: Run, home: Path, tmp_path: Path) -> None:
    at = ("--data-dir", home)
    run("duplicates", "decide", "s1", "s2", "--merge", "--survivor", "s2", "--by", "=anna", *at)
    run("duplicates", "decide", "s5", "s6", "--keep", "--by", "bob", *at)
    run("duplicates", "--taxonomy", "shop", "--out", tmp_path / "twins.csv", *at)
    with (tmp_path / "twins.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert {(row["id"], row["role"]) for row in rows if row["status"] == "merged"} == {
        ("s2", "survivor"),
        ("s1", "member"),
    }
    run("duplicates", "--taxonomy", "shop", "--out", tmp_path / "twins.jsonld", *at)
    graph = json.loads((tmp_path / "twins.jsonld").read_text())["@graph"]
    nodes = {node["@id"]: node for node in graph}
    first = nodes["urn:skillsearch:shop:s1"]
    assert first["skos:exactMatch"] == [{"@id": "urn:skillsearch:shop:s2"}]
    assert first["dcterms:isReplacedBy"] == [{"@id": "urn:skillsearch:shop:s2"}]
    assert any("skos:closeMatch" in node for node in graph), "blades are proposed, not decided"
    run("duplicates", "decisions", "--out", tmp_path / "decided.skos.ttl", *at)
    turtle = (tmp_path / "decided.skos.ttl").read_text()
    assert "<urn:skillsearch:shop:s5> owl:differentFrom <urn:skillsearch:shop:s6> ." in turtle
    run("duplicates", "decisions", "--out", tmp_path / "decided.csv", *at)
    assert "'=anna" in (tmp_path / "decided.csv").read_text(), "no spreadsheet runs it"


@pytest.mark.parametrize(
    ("arguments", "complaint", "remedy"),
    [
        (("--taxonomy", "shop", "--min-confidence", "2"), "out of range", "from 0 to 1"),
        (("--taxonomy", "shop", "--out", "x.pdf"), "no format", ".csv, .ttl, .jsonld"),
        (("--taxonomy", "shp"), "not in the index", "Did you mean 'shop'?"),
        (("decide", "s1", "s2"), "not said", "--merge, --keep and --later"),
        (("decide", "s1", "s1", "--keep"), "with itself", "two different"),
        (("decide", "s1", "nobody", "--keep"), "No skill has", "Search for it"),
        (("undo", "abc"), "no decision 'abc'", "skillsearch duplicates decisions"),
    ],
)
def test_what_cannot_be_done_is_told_with_what_to_do(
    run: Run, home: Path, arguments: tuple[str, ...], complaint: str, remedy: str
) -> None:
    refused = run("duplicates", *arguments, "--data-dir", home)
    assert refused.code == 2
    assert complaint in refused.err
    assert remedy in refused.err


def test_http_answers_and_decides_alike(run: Run, home: Path, api: TestClient) -> None:
    body = {"left": "s3", "right": "Sharpening of Blades", "verdict": "later", "by": "anna"}
    made = api.post("/v1/duplicates/decisions", json=body)
    assert made.status_code == 201
    found = api.get("/v1/duplicates", params={"taxonomy": "shop"}).json()
    assert [cluster["status"] for cluster in found["results"]] == ["open", "later"]
    assert found["results"][1]["pairs"][0]["decision"] == made.json()
    gone = api.delete(f"/v1/duplicates/decisions/{made.json()['id']}", params={"by": "bob"})
    assert gone.json()["undone_by"] == "bob"
    assert api.get("/v1/duplicates/decisions").json() == {"results": []}
    every = api.get("/v1/duplicates/decisions", params={"undone": True}).json()["results"]
    assert [decision["id"] for decision in every] == [made.json()["id"]]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"left": "s1", "right": "s2", "verdict": "marry", "by": "anna"}, 422),
        ({"left": "s1", "right": "s2", "verdict": "merge", "by": ""}, 422),
        ({"left": "s1", "right": "nobody", "verdict": "merge", "by": "anna"}, 404),
    ],
)
def test_http_refuses_with_a_problem(api: TestClient, body: dict[str, str], status: int) -> None:
    refused = api.post("/v1/duplicates/decisions", json=body)
    assert (refused.status_code, refused.json()["status"]) == (status, status)
    assert refused.json()["remedy"]
