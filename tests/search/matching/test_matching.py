"""Who fits a vacancy, which vacancy fits a person, and why: on the bundled samples."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from command_line import Run
from fastapi.testclient import TestClient

from search.matching.answers import MatchAnswer
from search.matching.documents import find_document
from search.matching.matching import need_for, search_documents
from search.matching.need import DocumentFilter, Need, Requirement, need_from, need_to_dict
from search.matching.pair import match_pair
from search.open_index import OpenIndex
from search.request import Page
from skillsearch.documents import DocumentKind
from skillsearch.errors import IndexMismatch, NotFound, NothingIndexed, QueryError

PAIRS = [
    ("solar-installer.txt", "electrician.txt"),
    ("recruiter.txt", "recruiter.html"),
]


def _ask(index: OpenIndex, need: Need, limit: int = 10, offset: int = 0) -> MatchAnswer:
    return search_documents(index, need, Page(limit, offset), "default", reveal=True)


def _names(answer: MatchAnswer) -> list[str]:
    return [hit.external_id for hit in answer.results]


@pytest.mark.parametrize(("posting", "person"), PAIRS)
def test_the_person_of_the_trade_comes_first(people: OpenIndex, posting: str, person: str) -> None:
    answer = _ask(people, need_for(people, "resume", posting, "default"))

    assert _names(answer)[0] == person
    assert answer.results[0].band in ("strong", "good")


@pytest.mark.parametrize(("posting", "person"), PAIRS)
def test_the_vacancy_of_the_trade_comes_first(people: OpenIndex, posting: str, person: str) -> None:
    answer = _ask(people, need_for(people, "posting", person, "default"))

    assert _names(answer)[0] == posting


def test_every_requirement_has_a_line_and_every_line_its_sentence(people: OpenIndex) -> None:
    need = need_for(people, "resume", "solar-installer.txt", "default")

    answer = _ask(people, need, limit=12)

    for hit in answer.results:
        record = find_document(people, "resume", hit.id, "default")
        sentences = {piece["text"] for piece in record.payload["pieces"]}
        assert [entry.requirement for entry in hit.ledger] == [r.text for r in need.requirements]
        for entry in hit.ledger:
            assert {place.sentence for place in entry.evidence} <= sentences
            assert bool(entry.evidence) == (entry.status != "missing")
            if entry.status == "missing":
                assert entry.nearest is not None
                assert entry.nearest.sentence in sentences


def test_a_pair_has_the_score_that_the_search_gives_it(people: OpenIndex) -> None:
    found = _ask(people, need_for(people, "resume", "solar-installer.txt", "default")).results[0]
    candidate = find_document(people, "resume", found.id, "default", with_vectors=True)
    posting = find_document(people, "posting", "solar-installer.txt", "default", with_vectors=True)

    alone = match_pair(people, candidate, posting, "default").results[0]

    assert alone.score == pytest.approx(found.score, abs=0.2)  # the store keeps halves
    assert alone.score_back == pytest.approx(found.score_back, abs=0.2)
    assert alone.band == found.band


def test_pages_follow_each_other(people: OpenIndex) -> None:
    need = Need("resume", text="works with people")

    whole = _names(_ask(people, need, limit=9))
    pages = [_names(_ask(people, need, limit=3, offset=offset)) for offset in (0, 3, 6)]

    assert [name for page in pages for name in page] == whole
    assert len(set(whole)) == 9


def test_a_strict_requirement_leaves_out_who_fails_it(people: OpenIndex) -> None:
    words = Requirement("in quotes", phrases=("payroll",), strict=True)

    having = _ask(people, Need("resume", text="accounts", requirements=(words,)))
    lacking = _ask(
        people, Need("resume", text="accounts", requirements=(replace(words, importance="not"),))
    )

    assert having.total
    assert {e.status for hit in having.results for e in hit.ledger} == {"matched"}
    assert not set(_names(having)) & set(_names(lacking))
    assert having.total + lacking.total == _ask(people, Need("resume", text="accounts")).total


def test_what_must_not_be_there_costs_score(people: OpenIndex) -> None:
    need = Need("resume", titles=("electrician",))
    unwanted = Requirement("wiring", importance="not", phrases=("electrical", "patients", "sites"))

    before = {hit.id: hit.score for hit in _ask(people, need).results}
    after = _ask(people, replace(need, requirements=(unwanted,)))

    affected = [hit for hit in after.results if hit.ledger[0].status == "matched"]
    assert affected
    assert all((hit.score or 0) < (before[hit.id] or 0) for hit in affected)


def test_a_stated_must_have_that_is_missing_costs_most_of_the_score(people: OpenIndex) -> None:
    wiring = Requirement("wiring", phrases=("electrical",))
    zebras = Requirement("zebras", phrases=("zebras",))

    def score(*requirements: Requirement) -> float:
        hits = _ask(people, Need("resume", titles=("electrician",), requirements=requirements))
        return next(h.score for h in hits.results if h.external_id == "electrician.txt") or 0.0

    whole, half, none = score(wiring), score(wiring, zebras), score(zebras)
    assert whole > 75
    assert none < 0.11 * whole
    assert none < half < 0.56 * whole
    read = score(replace(zebras, stated=False))
    assert read > 2 * none, "what a posting lists, hardly anybody writes into a resume"


def test_filters_leave_out_and_say_so(people: OpenIndex) -> None:
    experienced = _ask(people, Need("resume", text="x", filters=DocumentFilter(years_min=8)))
    nobody = _ask(people, Need("resume", text="x", filters=DocumentFilter(location=("Atlantis",))))

    assert experienced.results
    assert all(hit.years is not None and hit.years >= 8 for hit in experienced.results)
    assert nobody.total == 0
    assert "location" in nobody.warnings[0]


def test_an_example_draws_its_like_and_is_no_hit_itself(people: OpenIndex) -> None:
    like = _ask(people, Need("resume", like=("backend-developer.md",)))
    unlike = _ask(people, Need("resume", text="developer", unlike=("backend-developer.md",)))

    assert _names(like)[0] in ("backend-developer-2020.html", "data-engineer.json")
    assert "backend-developer.md" not in _names(like) + _names(unlike)


def test_facets_count_who_passes(people: OpenIndex) -> None:
    answer = search_documents(
        people, Need("resume", text="x"), Page(1), "default", with_facets=True
    )

    assert set(answer.facets) == {"skills", "titles", "locations", "languages"}
    assert all(0 < n <= answer.total for counts in answer.facets.values() for n in counts.values())


def test_diversity_keeps_the_first_and_the_set(people: OpenIndex) -> None:
    need = Need("resume", titles=("software developer",))
    plain = _ask(people, need)

    varied = search_documents(people, need, Page(10), "default", diversity=0.7, reveal=True)

    assert _names(varied)[0] == _names(plain)[0]
    assert sorted(_names(varied)) == sorted(_names(plain))
    assert _names(varied) != _names(plain)


def test_a_shown_query_asks_the_same_again(people: OpenIndex) -> None:
    need = need_for(people, "resume", "recruiter.txt", "default")
    first = _ask(people, need)

    again = need_from(json.loads(json.dumps(first.query)))

    assert again == need
    assert need_to_dict(again) == first.query


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"kind": "resume", "skils": []}, "'skils' is not known"),
        ({"kind": "person"}, "kind = 'person'"),
        ({"kind": "resume", "requirements": [{"text": "x", "weight": 0}]}, "weight = 0"),
        ({"kind": "resume", "requirements": [{"text": " "}]}, "has no text"),
        ({"kind": "resume", "years": "many"}, "years = 'many'"),
        ({"kind": "resume", "filters": {"as_of_from": "soon"}}, "'soon' is no date"),
        ({"kind": "resume", "filters": []}, "is not an object"),
    ],
)
def test_a_query_that_cannot_be_used_says_where(values: dict[str, object], said: str) -> None:
    with pytest.raises(QueryError, match=said):
        need_from(values)


def test_another_tenant_finds_nothing(people: OpenIndex) -> None:
    with pytest.raises(NotFound, match=r"no posting 'recruiter\.txt'"):
        need_for(people, "resume", "recruiter.txt", "others")
    assert search_documents(people, Need("resume", text="x"), Page(), "others").total == 0


def test_nothing_indexed_says_what_to_run(index: OpenIndex) -> None:
    with pytest.raises(NothingIndexed) as refused:
        search_documents(index, Need("posting", text="x"), Page(), "default")

    assert "skillsearch index postings" in refused.value.remedy


def test_documents_of_another_layout_are_refused(people: OpenIndex) -> None:
    from skillsearch.store.compatibility import check_layout

    with pytest.raises(IndexMismatch, match="layout 1"):
        check_layout({}, "candidates")


def test_too_little_to_say_is_said(people: OpenIndex) -> None:
    answer = _ask(people, Need("resume", filters=DocumentFilter(quality_min=0.1)))

    assert answer.results
    assert {hit.band for hit in answer.results} == {"not enough evidence"}
    assert {hit.score for hit in answer.results} == {None}


@pytest.mark.parametrize("kind", ["resume", "posting"])
def test_the_command_line_and_the_api_say_the_same(
    kind: DocumentKind, run: Run, people_dir: Path, people_client: TestClient
) -> None:
    route, command, text = {
        "resume": ("candidates", "candidates", "nurse, night shifts, at least 2 years"),
        "posting": ("postings", "postings", "work as an electrician"),
    }[kind]

    told = run(command, text, "--json", "--data-dir", str(people_dir))
    sent = people_client.post(f"/v1/{route}/search", json={"text": text})

    assert sent.status_code == 200, sent.text
    said, answered = told.document, sent.json()
    for answer in (said, answered):
        answer.pop("receipt")
    assert said == answered


def test_a_text_that_is_not_indexed_can_ask(people_client: TestClient) -> None:
    text = (
        "Electrician, solar\n\nResponsibilities\n- Install solar panels on roofs\n"
        "- Test electrical circuits\n\nRequirements\n- Electrical installation\n"
    )

    found = people_client.post("/v1/candidates/search", json={"posting_text": text, "limit": 1})
    pair = people_client.post(
        "/v1/match", json={"candidate_id": "electrician.txt", "posting_text": text}
    )

    assert found.json()["results"][0]["external_id"] == "electrician.txt"
    assert pair.json()["results"][0]["score"] == found.json()["results"][0]["score"]


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({}, 422, "Nothing is asked"),
        ({"text": "x", "limit": 1001}, 422, "limit"),
        ({"posting_id": "none"}, 404, "no posting 'none'"),
        ({"text": "x", "query": {"kind": "resume"}}, 422, "cannot be given together"),
        ({"query": {"kind": "posting", "text": "x"}}, 422, "seeks postings"),
        ({"text": "x", "like": ["none"]}, 404, "no candidate 'none'"),
        ({"text": "x", "speling": 1}, 422, "speling"),
        ({"posting_text": "\x00"}, 422, ""),
    ],
)
def test_a_request_that_cannot_be_answered_says_why(
    people_client: TestClient, body: dict[str, object], status: int, said: str
) -> None:
    answer = people_client.post("/v1/candidates/search", json=body)

    assert answer.status_code == status, answer.text
    assert said in answer.text
