"""Questions to the official taxonomies, with answers that a person would accept."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.pipeline import index_taxonomies
from indexer.taxonomies import read_taxonomies
from search.completion import complete
from search.concepts import search_concepts
from search.detail import concept_detail
from search.holdings import holdings
from search.open_index import OpenIndex
from search.request import ConceptFilter, Page

ESCO = ConceptFilter(taxonomy=("esco",))
SSF = ConceptFilter(taxonomy=("ssf",))


def labels(index: OpenIndex, query: str, wanted: ConceptFilter, limit: int = 5) -> list[str]:
    answer = search_concepts(index, "skills", query, wanted, Page(limit))
    return [hit.label for hit in answer.results]  # type: ignore[union-attr]


def test_the_index_holds_every_concept_of_the_downloads(real_index: OpenIndex) -> None:
    held = {(t["name"], t["version"]): t for t in holdings(real_index)["taxonomies"]}
    assert held[("esco", "1.1.0")]["skills"] == 13_891
    assert held[("esco", "1.1.0")]["occupations"] == 3_008
    assert held[("ssf", "2026")]["skills"] == 2_316


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("python", "Python (computer programming)"),
        ("pyhton", "Python (computer programming)"),
        ("C#", "C#"),
        ("ML", "machine learning"),
        ("welding", "operate welding equipment"),
        ("sales pitch", "deliver a sales pitch"),
        ("forklift", "operate forklift"),
        ("customer complaints", "handle customer complaints"),
        ("book keeping", "bookkeeping regulations"),
    ],
)
def test_what_recruiters_type_is_among_the_first_five(
    real_index: OpenIndex, query: str, expected: str
) -> None:
    found = labels(real_index, query, ESCO)
    assert expected in found, found


def test_both_frameworks_answer_side_by_side(real_index: OpenIndex) -> None:
    answer = search_concepts(real_index, "skills", "data analytics", ConceptFilter(), Page(20))
    assert {hit.taxonomy for hit in answer.results} == {"esco", "ssf"}


def test_a_skill_knows_its_occupations_hierarchy_and_neighbours(real_index: OpenIndex) -> None:
    detail = concept_detail(real_index, "skills", "Python (computer programming)", ESCO)
    assert len(detail["occupations"]) >= 40
    assert any(entry["relation"] == "essential" for entry in detail["occupations"])
    assert all(entry["label"] for entry in detail["occupations"])
    assert detail["relations"]["broader"][0]["label"] == "computer programming"
    assert detail["paths"]
    assert len(detail["neighbours"]) == 5


def test_an_ssf_skill_knows_its_levels_and_sectors(real_index: OpenIndex) -> None:
    detail = concept_detail(real_index, "skills", "Accounting Standards", SSF)
    assert {"4", "5"} <= {level["level"] for level in detail["levels"]}
    assert "Accountancy" in detail["sectors"]


def test_an_ssf_skill_is_found_by_the_code_of_one_of_its_levels(real_index: OpenIndex) -> None:
    detail = concept_detail(real_index, "skills", "ACC-CRP-4001-1.1", SSF)
    assert detail["label"] == "Accounting Standards"


def test_typeahead_completes_from_all_labels(real_index: OpenIndex) -> None:
    offered = complete(real_index, "skills", "project mana", ESCO, 5)
    assert offered.results[0].text == "project management"  # type: ignore[union-attr]


def test_indexing_the_same_again_encodes_and_builds_nothing(
    real_index: OpenIndex, real_sources: list[Path], tmp_path: Path
) -> None:
    encoder = real_index.encoder_for(real_index.collection("skills"))
    report = index_taxonomies(read_taxonomies(real_sources), real_index.store, encoder, tmp_path)
    assert report.generations == []
    assert report.encoded == 0
    assert sum(plan.unchanged for plan in report.plans) == 13_891 + 3_008 + 2_316
