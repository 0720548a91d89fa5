"""Expansion from the command line, over HTTP, and inside a search."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run
from fastapi.testclient import TestClient

from search.answers import Hit
from search.concepts import search_concepts
from search.expansion.searching import search_expanded
from search.open_index import OpenIndex
from search.request import ConceptFilter, Page
from skillsearch.store.files import copy_tree

ENGLISH = ConceptFilter(taxonomy=("esco",), language=("en",))


@pytest.fixture(scope="module")
def samples(sample_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the index: one process holds a folder."""
    folder = tmp_path_factory.mktemp("copy") / "home"
    copy_tree(sample_data_dir, folder)
    return folder


@pytest.mark.parametrize(
    ("path", "arguments"),
    [
        ("/v1/expand?q=k8s+admin", ("expand", "k8s", "admin")),
        (
            "/v1/expand?q=javascript+developer&breadth=1&taxonomy=esco&language=en&dialect=ats"
            "&max_length=80",
            (
                *("expand", "javascript developer", "--breadth=1", "--taxonomy=esco"),
                *("--language=en", "--dialect=ats", "--max-length=80"),
            ),
        ),
        (
            "/v1/skills/search?q=k8s+admin&expand=true&limit=20",
            ("skills", "k8s admin", "--expand", "--limit=20"),
        ),
    ],
)
def test_the_api_and_the_command_line_give_the_same_answer(
    client: TestClient, run: Run, samples: Path, path: str, arguments: tuple[str, ...]
) -> None:
    response = client.get(path)
    assert response.status_code == 200, response.text
    assert response.json() == run(*arguments, "--json", "--data-dir", samples).document


def test_the_terminal_shows_parts_reasons_and_strings(run: Run, samples: Path) -> None:
    shown = run("expand", "k8s admin in Berlin", "--dialect", "linkedin", "--data-dir", samples)
    assert shown.code == 0
    assert "label of Kubernetes in esco" in shown.out
    lines = shown.out.splitlines()
    assert any(line.startswith("(k8s OR Kubernetes") and "AND admin" in line for line in lines)
    assert "note:" in shown.err


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("q=(java+OR+kotlin", "never closed"),
        ("q=java&breadth=2", "breadth"),
        ("q=java&dialect=google", "dialect"),
        ("q=java&max_length=1", "max_length"),
        ("q=", "empty"),
    ],
)
def test_a_request_that_cannot_be_carried_out_is_a_problem(
    client: TestClient, query: str, says: str
) -> None:
    response = client.get(f"/v1/expand?{query}")
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert says in response.json()["detail"]


def _scores(hits: tuple[object, ...]) -> dict[str, float]:
    return {hit.id: hit.score for hit in hits if isinstance(hit, Hit)}


@pytest.mark.parametrize("query", ["k8s", "staff management", "javascript", "look after wounds"])
def test_a_search_in_other_words_too_lowers_no_score(index: OpenIndex, query: str) -> None:
    plain = search_concepts(index, "skills", query, ENGLISH, Page(50))
    wide = search_expanded(index, "skills", query, ENGLISH, Page(100))
    before, after = _scores(plain.results), _scores(wide.results)
    assert all(after[hit] >= score for hit, score in before.items())
    named = [h for h in plain.results if isinstance(h, Hit) and h.match in ("exact", "alias")]
    assert list(wide.results[: len(named)]) == named
    assert list(after.values()) == sorted(after.values(), reverse=True)


def test_a_narrower_skill_rises_below_the_one_that_was_named(index: OpenIndex) -> None:
    plain = search_concepts(index, "skills", "javascript", ENGLISH, Page(100))
    wide = search_expanded(index, "skills", "javascript", ENGLISH, Page(100))
    before = {h.label: h.score for h in plain.results if isinstance(h, Hit)}
    after = {h.label: h.score for h in wide.results if isinstance(h, Hit)}
    risen = [label for label, score in after.items() if score > before.get(label, 0)]
    assert risen
    assert max(after[label] for label in risen) <= 0.97
    assert any("Searched for" in warning for warning in wide.warnings)


def test_pages_of_a_wider_search_put_together_are_the_whole(index: OpenIndex) -> None:
    whole = search_expanded(index, "skills", "javascript", ENGLISH, Page(140)).results
    pages: list[object] = []
    for offset in range(0, 140, 35):
        pages += search_expanded(index, "skills", "javascript", ENGLISH, Page(35, offset)).results
    assert pages == list(whole)
    assert len({hit.id for hit in whole}) == len(whole) > 100
