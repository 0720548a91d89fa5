"""Crosswalks between the bundled samples, in the terminal, over HTTP and in files."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from command_line import Run
from fastapi.testclient import TestClient

from search.crosswalk.crosswalk import MAX_PROPOSALS
from search.crosswalk.desk import Asked, Crosswalk, CrosswalkDesk
from search.crosswalk.export import iri_of, to_csv, to_jsonld, to_turtle
from search.crosswalk.relation import INVERSE
from search.open_index import OpenIndex
from skillsearch.errors import QueryError
from skillsearch.records import TaxonomyKey
from skillsearch.store.files import copy_tree

SKOS = "skos:"


@pytest.fixture(scope="session")
def desk(index: OpenIndex) -> CrosswalkDesk:
    return CrosswalkDesk(index)


@pytest.fixture(scope="session")
def found(desk: CrosswalkDesk) -> Crosswalk:
    return desk.crosswalk(Asked("ssf", "esco", language="en"))


def test_every_concept_is_answered_with_few_proposals_or_with_none(found: Crosswalk) -> None:
    by_source: dict[str, list[str]] = {}
    for proposal in found.proposals:
        by_source.setdefault(proposal.source, []).append(proposal.relation)
    assert len(by_source) == found.total
    assert all(len(relations) <= MAX_PROPOSALS for relations in by_source.values())
    assert all(relations.count("exactMatch") <= 1 for relations in by_source.values())
    assert all(relations == ["none"] for relations in by_source.values() if "none" in relations)
    assert {p.inverse for p in found.proposals} == {INVERSE[p.relation] for p in found.proposals}
    assert found.counts["none"] < len(found.proposals), "nothing was mapped at all"


def test_a_proposal_does_not_depend_on_what_else_is_asked(
    desk: CrosswalkDesk, found: Crosswalk
) -> None:
    chosen = found.proposals[len(found.proposals) // 2].source
    alone = desk.crosswalk(Asked("ssf", "esco", language="en", concepts=(chosen,)))
    assert alone.proposals == tuple(p for p in found.proposals if p.source == chosen)


def test_pages_together_are_the_whole(desk: CrosswalkDesk, found: Crosswalk) -> None:
    pages = [
        desk.crosswalk(Asked("ssf", "esco", language="en", limit=7, offset=start)).proposals
        for start in range(0, found.total, 7)
    ]
    assert tuple(p for page in pages for p in page) == found.proposals


def test_a_threshold_leaves_out_and_does_not_change(desk: CrosswalkDesk, found: Crosswalk) -> None:
    sure = desk.crosswalk(Asked("ssf", "esco", language="en", min_confidence=0.8))
    kept = {p for p in sure.proposals if p.relation != "none"}
    assert kept == {p for p in found.proposals if p.relation != "none" and p.confidence >= 0.8}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Asked("ssf", "ssf"), "to itself"),
        (Asked("ssf", "tarot"), "not in the index"),
        (Asked("ssf", "esco", language="en", concepts=("no such thing",)), "'no such thing'"),
    ],
)
def test_what_cannot_be_mapped_is_refused(desk: CrosswalkDesk, asked: Asked, said: str) -> None:
    with pytest.raises(QueryError, match=said) as refusal:
        desk.crosswalk(asked)
    assert refusal.value.remedy


def test_the_terminal_and_http_answer_alike(
    run: Run, client: TestClient, sample_data_dir: Path, tmp_path: Path, found: Crosswalk
) -> None:
    home = tmp_path / "home"
    copy_tree(sample_data_dir, home)
    flags = ("--from", "ssf", "--to", "esco", "--language", "en", "--limit", "3", "--json")
    said = run("crosswalk", *flags, "--data-dir", home).document
    params: dict[str, str | int] = {"from": "ssf", "to": "esco", "language": "en", "limit": 3}
    response = client.get("/v1/crosswalk", params=params)
    assert response.status_code == 200, response.text
    assert response.json() == said
    turtle = client.get("/v1/crosswalk", params=params | {"format": "ttl"})
    assert turtle.headers["content-type"].startswith("text/turtle")


def test_the_csv_has_a_row_for_each_proposal(found: Crosswalk) -> None:
    rows = list(csv.DictReader(to_csv(found.proposals).splitlines()))
    assert [(r["source_id"], r["relation"], r["target_id"]) for r in rows] == [
        (p.source, p.relation, p.target) for p in found.proposals
    ]


def test_skos_says_every_relation_both_ways(found: Crosswalk) -> None:
    nodes = {node["@id"]: node for node in json.loads(to_jsonld(found))["@graph"]}
    said = 0
    for proposal in found.proposals:
        one = iri_of(found.source, proposal.source)
        other = iri_of(found.target, proposal.target)
        if proposal.relation == "none":
            continue
        said += 1
        assert {"@id": other} in nodes[one][SKOS + proposal.relation]
        assert {"@id": one} in nodes[other][SKOS + proposal.inverse]
    assert said
    turtle = to_turtle(found)
    statements = re.findall(r"^    skos:\w+Match (.+?) [;.]$", turtle, flags=re.M)
    assert sum(line.count("<") for line in statements) == 2 * said


def test_ids_become_iris_that_may_stand_in_a_file() -> None:
    key = TaxonomyKey("my own", "1", "en")
    assert iri_of(key, "http://example.org/skill/1") == "http://example.org/skill/1"
    assert iri_of(key, "http://example.org/a b>") == "http://example.org/a%20b%3E"
    assert iri_of(key, "wood/carving") == "urn:skillsearch:my%20own:1:wood%2Fcarving"


def test_a_file_of_another_kind_is_refused_before_anything_is_read(run: Run, house: Path) -> None:
    refused = run("crosswalk", "--from=a", "--to=b", "--out=map.xlsx", "--data-dir", house)
    assert refused.code == 2
    assert ".csv, .jsonld or .ttl" in refused.err
