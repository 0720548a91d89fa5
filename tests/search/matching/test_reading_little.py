"""What makes an answer quick changes nothing in it: short rows, one table of kin, one query."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from search.matching.documents import IndexedDocument, find_document
from search.matching.kinship import Kinship
from search.matching.matcher import Matcher
from search.matching.matching import need_for, search_documents
from search.matching.retrieval import closest_sentences, mean_closeness
from search.matching.skill_space import skill_space
from search.open_index import OpenIndex
from search.request import Page
from skillsearch.documents import DocumentKind
from skillsearch.held_skills import Held, held_skills
from skillsearch.store.models import Record

POSTING = "solar-installer.txt"


def _documents(index: OpenIndex, alias: str) -> list[Record]:
    return index.store.scroll(index.store.get_aliases()[alias], limit=100)[0]


@pytest.mark.parametrize("alias", ["candidates", "postings"])
def test_what_is_kept_in_short_says_what_the_evidence_says(people: OpenIndex, alias: str) -> None:
    for record in _documents(people, alias):
        short = IndexedDocument(record.id, {"held": record.payload["held"]})
        whole = IndexedDocument(record.id, record.payload)

        assert list(short.held) == [named.skill for named in whole.named]
        assert {skill: tuple(row) for skill, row in short.held.items()} == whole.held


def test_a_skill_is_dated_by_the_last_position_that_names_it() -> None:
    positions = [
        {"start": "2012-01", "end": "2015-06", "current": False, "start_offset": 0,
         "end_offset": 50},
        {"start": "2019", "end": "", "current": True, "start_offset": 60, "end_offset": 90},
        {"start": "", "end": "", "current": False, "start_offset": 100, "end_offset": 120},
    ]  # fmt: skip

    def skill(name: str, match: str, *starts: int) -> dict[str, Any]:
        mentions = [{"start": s, "end": s + 3, "text": "SQL", "match": match} for s in starts]
        return {"skill": name, "confidence": 0.9, "years": None, "label": "sql",
                "mentions": mentions}  # fmt: skip

    evidence = [
        skill("ended", "alias", 10),
        skill("still", "semantic", 10, 70),
        skill("undated", "fuzzy", 55, 105),
    ]

    assert held_skills(evidence, positions) == [
        Held("ended", 0.9, None, "label", 2015),
        Held("still", 0.9, None, "semantic", 9999),
        Held("undated", 0.9, None, "fuzzy", None),
    ]


@pytest.mark.parametrize("kind", ["resume", "posting"])
def test_documents_indexed_before_the_short_rows_get_the_same_answer(
    people: OpenIndex, kind: DocumentKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    asks = POSTING if kind == "resume" else "electrician.txt"
    need = need_for(people, kind, asks, "default")
    answer = search_documents(people, need, Page(10), "default")
    retrieve, read = people.store.retrieve, list[bool]()

    def without_rows(
        name: str,
        ids: Sequence[str],
        *,
        with_payload: bool | Sequence[str] = True,
        with_vectors: bool | Sequence[str] = False,
    ) -> list[Record]:
        found = retrieve(name, ids, with_payload=with_payload, with_vectors=with_vectors)
        read.extend(record.payload.pop("held", None) is not None for record in found)
        return found

    monkeypatch.setattr(people.store, "retrieve", without_rows)
    again = search_documents(people, need, Page(10), "default")

    assert any(read)
    assert again.results == answer.results


def test_one_table_of_kin_says_what_each_document_is_told_alone(people: OpenIndex) -> None:
    space, _ = skill_space(people)
    skills = [
        list(IndexedDocument(record.id, record.payload).held)
        for alias in ("postings", "candidates")
        for record in _documents(people, alias)[:8]
    ]
    asked = [*skills[0], "not-indexed"]
    union = list(dict.fromkeys(skill for each in skills for skill in each))
    table = space.table(asked, [*union, "not-indexed"])

    for held in [*skills, ["not-indexed", *skills[3]]]:
        together, alone = table.kin(asked, held), space.kin(asked, held)
        assert [_tie(each) for each in together] == [_tie(each) for each in alone]
        assert sum(each is not None for each in alone) >= (held == skills[0]) * len(skills[0])
    unknown = table.kin(["not-indexed"], ["not-indexed"])[0]
    assert unknown is not None
    assert (unknown.tie, unknown.degree) == ("same", 1.0)


def _tie(kinship: Kinship | None) -> tuple[str, str, float] | None:
    return None if kinship is None else (kinship.held, kinship.tie, round(kinship.degree, 5))


def test_the_mean_over_sentences_is_that_of_each_alone(people: OpenIndex) -> None:
    matcher = Matcher.open(people, "resume", "default")
    asking = find_document(people, "posting", POSTING, "default", with_vectors=True)
    rows = np.asarray(asking.vector["chunks"], np.float32)
    points = [record.id for record in _documents(people, "candidates")]

    mean = mean_closeness(people.store, matcher.documents, rows, points)

    each = closest_sentences(people.store, matcher.documents, rows, points)
    assert mean == pytest.approx(each.mean(axis=0), abs=1e-4)
    assert mean_closeness(people.store, matcher.documents, rows, []).shape == (0,)


def test_an_indexed_document_asks_without_encoding_anything(people: OpenIndex) -> None:
    _, live = skill_space(people)
    need = need_for(people, "resume", POSTING, "default")
    search_documents(people, need, Page(5), "default")
    asked = live.sentences.asked

    answer = search_documents(people, need, Page(5), "default")

    assert live.sentences.asked == asked
    assert all(hit.score_back is not None for hit in answer.results)
