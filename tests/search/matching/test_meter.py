"""What a constraint costs: the same that searching again without it would show."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from command_line import Run
from fastapi.testclient import TestClient

from search.matching.answers import MatchAnswer
from search.matching.matcher import Matcher
from search.matching.matching import need_for, search_documents
from search.matching.meter import STRONG, ConstraintCost, read_meter
from search.matching.need import DocumentFilter, Need, Requirement
from search.open_index import OpenIndex
from search.request import Page


def _search(index: OpenIndex, need: Need) -> MatchAnswer:
    return search_documents(index, need, Page(100), "default")


def _strong(answer: MatchAnswer) -> set[str]:
    return {hit.id for hit in answer.results if hit.score is not None and hit.score >= STRONG}


def _meter(index: OpenIndex, need: Need) -> dict[str, ConstraintCost]:
    matcher = Matcher.open(index, "resume", "default")
    asked = matcher.asked(need, matcher.asking(need))
    return {cost.constraint: cost for cost in read_meter(matcher, need, asked)}


@pytest.fixture(scope="module")
def solar(people: OpenIndex) -> Need:
    """The solar installer's posting, with filters that the best candidate does not pass."""
    need = need_for(people, "resume", "solar-installer.txt", "default")
    filters = DocumentFilter(years_min=9.0, education_min="bachelor")
    return replace(need, filters=filters)


def test_a_filter_costs_what_a_search_without_it_shows_more(people: OpenIndex, solar: Need) -> None:
    costs = _meter(people, solar)

    narrow = _search(people, solar)
    for name, kept in (
        ("years_min", DocumentFilter(education_min="bachelor")),
        ("education_min", DocumentFilter(years_min=9.0)),
    ):
        wide = _search(people, replace(solar, filters=kept))
        more = {hit.id for hit in wide.results} - {hit.id for hit in narrow.results}
        assert costs[name].more == wide.total - narrow.total == len(more)
        assert costs[name].more_above_75 == len(_strong(wide) & more)
        assert costs[name].is_exact
    assert sum(cost.more for cost in costs.values()) > 0


@pytest.mark.parametrize("importance", ["must", "not"])
def test_a_strict_requirement_costs_who_fails_it(people: OpenIndex, importance: Any) -> None:
    strict = Requirement("payroll", importance, phrases=("payroll",), strict=True)
    need = Need("resume", titles=("electrician",), requirements=(strict,))

    (cost,) = _meter(people, need).values()

    wide, narrow = _search(people, replace(need, requirements=())), _search(people, need)
    assert cost.more == wide.total - narrow.total > 0
    assert cost.more_above_75 == len(_strong(wide) - {hit.id for hit in narrow.results})
    assert (cost.kind, cost.strict) == (importance, True)


def test_a_soft_requirement_hides_nobody_and_lifts_who_lacks_it(people: OpenIndex) -> None:
    bare = Need("resume", titles=("electrician",))
    unwanted = Requirement("roofs", "not", phrases=("solar", "panels", "electrical"))
    need = replace(bare, requirements=(*bare.requirements, unwanted))

    cost = _meter(people, need)[f"requirements[{len(bare.requirements)}]"]

    lifted = len(_strong(_search(people, bare))) - len(_strong(_search(people, need)))
    assert cost.more == 0
    assert cost.more_above_75 == lifted > 0


def test_what_costs_most_comes_first(people: OpenIndex, solar: Need) -> None:
    costs = list(_meter(people, solar).values())

    order = [(-cost.more_above_75, -cost.more) for cost in costs]
    assert order == sorted(order)
    assert {cost.kind for cost in costs} == {"filter", "must"}


def test_a_wish_is_no_constraint(people: OpenIndex) -> None:
    wish = Requirement("welding", "nice")

    assert _meter(people, Need("resume", titles=("welder",), requirements=(wish,))) == {}


def test_filters_are_said_in_words(people: OpenIndex) -> None:
    filters = DocumentFilter(
        location=("Leeds", "York"), years_min=2.5, years_max=10.0, seniority=("senior",),
        education_min="master", languages=("de", "en"), as_of_from="2024-01-31",
        as_of_to="2026-01-31", quality_min=0.5,
    )  # fmt: skip

    costs = _meter(people, Need("resume", text="x", filters=filters))

    assert {cost.text for cost in costs.values()} == {
        "location Leeds or York", "at least 2.5 years", "at most 10 years", "seniority senior",
        "education master or above", "languages de and en", "documents since 2024-01-31",
        "documents up to 2026-01-31", "quality of the text from 0.5",
    }  # fmt: skip


def test_the_command_line_and_the_api_give_the_same_meter(
    run: Run, people_dir: Path, people_client: TestClient
) -> None:
    folder = ("--data-dir", str(people_dir))
    told = run("candidates", "electrician", "--years-min", "9", "--meter", "--json", *folder)
    body = {"text": "electrician", "filters": {"years_min": 9}}
    sent = people_client.post("/v1/candidates/search", json={**body, "meter": True})
    without = people_client.post("/v1/candidates/search", json=body)

    meter = sent.json()["meter"]
    assert json.loads(told.out)["meter"] == meter
    assert {"constraint", "kind", "text", "more", "more_above_75", "is_exact"} <= set(meter[0])
    assert sum(cost["more"] for cost in meter) > 0
    assert without.json()["meter"] is None


def test_the_terminal_shows_a_table(run: Run, people_dir: Path) -> None:
    shown = run("candidates", "electrician", "--years-min", "5", "--meter",
                "--data-dir", str(people_dir))  # fmt: skip

    assert "What each constraint costs" in shown.out
    assert "at least 5 years" in shown.out
