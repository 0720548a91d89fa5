"""Which evidence makes which relation."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.crosswalk.evidence import Evidence
from search.crosswalk.relation import INVERSE, RELATIONS, Relation, decide
from search.crosswalk.wording import content_words

ALIKE = Evidence("", "other", 0.8, 0.85, 0.8, 1, 1)

COSINES = st.floats(-1, 1)
EVIDENCE = st.builds(
    Evidence,
    spelling=st.sampled_from(["label", "alias", ""]),
    words=st.sampled_from(["same", "more", "fewer", "other"]),
    label_cosine=COSINES,
    best_label_cosine=COSINES,
    description_cosine=st.none() | COSINES,
    rank=st.integers(1, 10),
    rank_back=st.integers(1, 10_000),
    above=st.booleans(),
    below=st.booleans(),
    few_words=st.booleans(),
)


@given(EVIDENCE)
def test_every_evidence_is_decided_with_a_confidence(evidence: Evidence) -> None:
    relation, confidence = decide(evidence)
    assert relation in RELATIONS
    assert 0 <= confidence <= 1


@given(EVIDENCE)
def test_the_other_way_round_broad_is_narrow_and_the_rest_stays(evidence: Evidence) -> None:
    turned = {"more": "fewer", "fewer": "more"}
    other_way = replace(
        evidence,
        words=turned.get(evidence.words, evidence.words),  # type: ignore[arg-type]
        above=evidence.below,
        below=evidence.above,
    )
    assert decide(other_way)[0] == INVERSE[decide(evidence)[0]]


@pytest.mark.parametrize(
    ("evidence", "relation"),
    [
        (replace(ALIKE, spelling="label", words="same"), "exactMatch"),
        (replace(ALIKE, words="same"), "exactMatch"),
        (replace(ALIKE, words="same", description_cosine=0.3), "closeMatch"),
        (replace(ALIKE, words="more", rank=2), "broadMatch"),
        (replace(ALIKE, words="fewer", rank_back=2), "narrowMatch"),
        (ALIKE, "closeMatch"),
        (replace(ALIKE, rank_back=40), "none"),
        (replace(ALIKE, rank_back=40, above=True), "narrowMatch"),
        (replace(ALIKE, description_cosine=0.2), "none"),
    ],
)
def test_a_relation_follows_from_what_is_known(evidence: Evidence, relation: Relation) -> None:
    assert decide(evidence)[0] == relation


def test_the_same_label_with_another_meaning_is_not_the_same() -> None:
    homonym = Evidence("label", "same", 1.0, 1.0, 0.05, 1, 1)
    assert decide(homonym)[0] != "exactMatch"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Budget Management", "manage budgets"), ("Welding Operations", "perform welding")],
)
def test_what_stands_around_the_matter_does_not_count(one: str, other: str) -> None:
    assert content_words(one, "en") == content_words(other, "en") != frozenset()


def test_a_label_of_nothing_else_keeps_its_words() -> None:
    assert content_words("management skills", "en")
