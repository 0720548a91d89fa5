"""Sentences as queries: parts, what they find, and what of short queries must not change."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from search.answers import Hit
from search.concepts import search_concepts
from search.open_index import OpenIndex
from search.phrases import MAX_PARTS, parts_of
from search.preferred import preferred_vectors
from search.reading import crowds, read_sentence
from search.request import ConceptFilter, Page
from search.scoring import MAX_LEXICAL, Evidence, SentenceEvidence, score_of
from skillsearch.lexicon import LabelMatch

SENTENCE = "You keep our clusters running with Kubernetes, plan budgets and coach the team"


def hits(index: OpenIndex, query: str, limit: int = 20, **wanted: str) -> list[Hit]:
    chosen = ConceptFilter.of({name: (value,) for name, value in wanted.items()})
    answer = search_concepts(index, "skills", query, chosen, Page(limit))
    return [hit for hit in answer.results if isinstance(hit, Hit)]


def evidence(**known: float) -> Evidence:
    given = {"part": 0.5, "held": 0.0, "held_preferred": 0.0, "rarity": 0.0, **known}
    return Evidence(0.5, 0.5, sentence=SentenceEvidence(**given))


def test_a_sentence_falls_into_its_phrases_and_their_stretches() -> None:
    parts = parts_of("Plan the weekly budget, train new staff (drivers) and/or repair CI/CD tools")
    assert parts[:4] == (
        "Plan the weekly budget",
        "train new staff",
        "drivers",
        "repair CI/CD tools",
    )
    assert "weekly budget" in parts


@pytest.mark.parametrize("query", ["python", "project management", "bus and tram driver"])
def test_a_short_query_is_not_taken_apart(query: str) -> None:
    assert parts_of(query) == ()


def test_a_list_without_end_has_a_bounded_number_of_parts() -> None:
    assert len(parts_of(", ".join(f"skill number {n}" for n in range(500)))) == MAX_PARTS


def test_punctuation_alone_is_no_part() -> None:
    assert all(any(c.isalnum() for c in part) for part in parts_of("a , — . b ( * ) c d e • f"))


def test_each_skill_of_a_sentence_is_among_the_first_hits(index: OpenIndex) -> None:
    labels = [hit.label for hit in hits(index, SENTENCE, limit=5, taxonomy="esco", language="en")]
    assert "Kubernetes" in labels


def test_the_scores_of_a_sentence_lie_below_those_of_what_is_spelled(index: OpenIndex) -> None:
    scores = [hit.score for hit in hits(index, SENTENCE, limit=100)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score < MAX_LEXICAL for score in scores)


def test_the_score_in_a_sentence_does_not_depend_on_filters_or_company(index: OpenIndex) -> None:
    english = {"taxonomy": "esco", "language": "en"}
    whole = {hit.id: hit.score for hit in hits(index, SENTENCE, limit=100, **english)}
    some = hits(index, SENTENCE, limit=100, kind="knowledge", **english)
    shared = [hit for hit in some if hit.id in whole]
    assert len(shared) >= 3
    assert all(hit.score == whole[hit.id] for hit in shared)


def test_pages_of_a_sentence_put_together_are_the_whole(index: OpenIndex) -> None:
    whole = [hit.id for hit in hits(index, SENTENCE, limit=40)]
    pages = [
        hit.id
        for offset in (0, 20)
        for hit in search_concepts(
            index, "skills", SENTENCE, ConceptFilter(), Page(20, offset)
        ).results
        if isinstance(hit, Hit)
    ]
    assert pages == whole


def test_a_long_label_typed_whole_has_the_full_score(index: OpenIndex) -> None:
    lexicon = index.collection("skills").lexicon
    long = [
        lexicon.surface[row]
        for row in np.flatnonzero(lexicon.row_role == 0).tolist()
        if parts_of(lexicon.surface[row])
    ]
    assert long
    first = hits(index, long[0], limit=1)[0]
    assert (first.match, first.score) == ("exact", 1.0)


def test_more_of_any_evidence_never_lowers_the_score() -> None:
    steps = [0.0, 0.3, 0.7, 1.0]
    for name in ("part", "held_preferred"):
        scores = [score_of(evidence(**{name: step}))[1] for step in steps]
        assert all(a < b for a, b in itertools.pairwise(scores))


def test_a_preferred_label_in_a_sentence_counts_more_than_an_alias_and_that_than_a_hidden_one() -> (
    None
):
    spelled = LabelMatch(0, 0, "lexical", 1.0, (2, 4))
    sentence = SentenceEvidence(part=0.5, held=0.0, held_preferred=0.0, rarity=12.0)
    scores = [score_of(Evidence(0.5, 0.5, 0.0, spelled, role, sentence))[1] for role in (0, 1, 2)]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 3


def test_the_strongest_evidence_stays_below_the_ceiling() -> None:
    spelled = LabelMatch(0, 0, "lexical", 1.0, (0, 9))
    best = SentenceEvidence(part=1.0, held=1.0, held_preferred=1.0, rarity=90.0)
    assert score_of(Evidence(1.0, 1.0, 1.0, spelled, 0, best))[1] < MAX_LEXICAL


def test_a_crowd_lies_between_the_mean_and_the_nearest_and_grows_with_near_concepts() -> None:
    lonely = np.array([0.9, 0.1, 0.1, 0.1], np.float32)
    crowded = np.array([0.9, 0.85, 0.85, 0.85], np.float32)
    few, many = crowds(np.stack([lonely, crowded], axis=1))
    assert lonely.mean() < few < many < crowded.max()


def test_a_crowd_does_not_grow_with_the_size_of_the_taxonomy() -> None:
    cosines = np.random.default_rng(7).uniform(-0.2, 1.0, (40, 3)).astype(np.float32)
    assert np.allclose(crowds(cosines), crowds(np.concatenate([cosines, cosines])), atol=1e-6)


def test_a_vague_part_counts_less_than_a_clear_one_of_the_same_cosine(index: OpenIndex) -> None:
    collection = index.collection("skills")
    vectors = preferred_vectors(index, collection)
    scopes = collection.lexicon.concept_scope
    middle = vectors[scopes == scopes[0]].mean(axis=0)
    parts = np.stack([vectors[0], middle / np.linalg.norm(middle)])
    clear, vague = (read_sentence(index, collection, [], part[None]) for part in parts)
    lost_clear, lost_vague = (float((r.by_part[:, 0] - r.part)[0]) for r in (clear, vague))
    assert clear.part.argmax() == 0
    assert (vague.by_part[0, 0] - lost_vague) < (clear.by_part[0, 0] - lost_clear)
    assert float(np.ptp((vague.by_part[:, 0] - vague.part)[scopes == scopes[0]])) < 1e-5


def test_the_vectors_in_memory_are_those_of_the_store(index: OpenIndex) -> None:
    collection = index.collection("skills")
    vectors = preferred_vectors(index, collection)
    assert len(vectors) == collection.lexicon.concept_count
    point = collection.lexicon.point_id(3)
    (record,) = index.store.retrieve(collection.name, [point], with_vectors=("dense",))
    assert np.allclose(vectors[3], np.asarray(record.vector["dense"]))
    assert any((index.cache / "preferred").glob("*.npy"))
