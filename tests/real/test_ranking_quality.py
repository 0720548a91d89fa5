"""Ranking quality of whole answers on the human-labelled validation sentences, pinned.

Protocol: the query is the sentence; gold labels are a set, without ``LABEL NOT PRESENT`` and
``UNDERSPECIFIED``; RP@5 = hits in the first five / min(5, gold). Baseline in the same run: the
cosine between the sentence and the preferred labels by the same encoder.

To measure again after a change of the encoder, of search/reading.py or search/scoring.py:

    SKILLSEARCH_DATASETS=… pytest tests/real/test_ranking_quality.py -s
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from search.concepts import search_concepts
from search.open_index import OpenIndex
from search.request import ConceptFilter, Page
from training.data.esco import read_esco
from training.data.extraction import read_sentences
from training.ranking.compounds import compounds

ESCO = ConceptFilter(taxonomy=("esco",))

TOLERANCE = {"tech": 3.0, "house": 1.7}
"""Points that a pin may move on another processor, whose int8 sums may round otherwise, or beside
another taxonomy, which moves the rarity of words: one query that swaps two hits at rank five is 0.3
to 1.7. TECH has its sentences twice, with other bullets, and two that swap together are 2.7: so far
apart were the settings nearest to those shipped."""


def gold_by_sentence(path: Path) -> dict[str, set[str]]:
    gold: dict[str, set[str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["label"] not in ("LABEL NOT PRESENT", "UNDERSPECIFIED"):
                gold.setdefault(row["sentence"], set()).add(row["label"].strip())
    return gold


def precision_at_five(ranked: list[str], gold: set[str]) -> float:
    return len(gold & set(ranked[:5])) / min(5, len(gold))


@pytest.fixture(scope="module")
def preferred(real_index: OpenIndex) -> tuple[list[str], np.ndarray]:
    """Labels and vectors of all ESCO skills."""
    collection = real_index.collection("skills")
    labels, vectors = [], []
    offset: str | None = None
    while True:
        page, offset = real_index.store.scroll(
            collection.name,
            offset=offset,
            with_payload=("taxonomy", "label"),
            with_vectors=("dense",),
        )
        chosen = [record for record in page if record.payload["taxonomy"] == "esco"]
        labels += [record.payload["label"] for record in chosen]
        vectors += [np.asarray(record.vector["dense"]) for record in chosen]
        if offset is None:
            return labels, np.stack(vectors)


@pytest.mark.parametrize(("name", "queries", "pinned"), [("tech", 75, 83.9), ("house", 61, 71.4)])
def test_sentences_are_linked_better_than_by_the_cosine_alone(
    real_index: OpenIndex,
    preferred: tuple[list[str], np.ndarray],
    datasets: Path,
    name: str,
    queries: int,
    pinned: float,
) -> None:
    gold = gold_by_sentence(datasets / "eval" / "extraction" / f"{name}_validation_annotations.csv")
    assert len(gold) == queries
    labels, vectors = preferred
    encoder = real_index.encoder_for(real_index.collection("skills"))
    whole, cosine = [], []
    for sentence, wanted in gold.items():
        answer = search_concepts(real_index, "skills", sentence, ESCO, Page(100))
        whole.append(precision_at_five([h.label for h in answer.results], wanted))  # type: ignore[union-attr]
        nearest = np.argsort(-(vectors @ encoder.encode([sentence])[0]), kind="stable")
        cosine.append(precision_at_five([labels[i] for i in nearest[:5]], wanted))
    figure, baseline = 100 * float(np.mean(whole)), 100 * float(np.mean(cosine))
    print(f"\n{name}: RP@5 {figure:.1f}, cosine of preferred labels {baseline:.1f}")
    assert figure == pytest.approx(pinned, abs=TOLERANCE[name])
    assert figure > baseline


def test_skills_are_found_in_sentences_that_join_several_and_name_some(
    real_index: OpenIndex, datasets: Path
) -> None:
    esco = read_esco(sorted((datasets / "esco").glob("*v1.1.0*.zip")))
    written = read_sentences(datasets / "sentences" / "esco_1.1.0.tsv")
    figures = []
    for sentence in compounds(esco.skills, written, 100):
        answer = search_concepts(real_index, "skills", sentence.text, ESCO, Page(5))
        figures.append(precision_at_five([hit.id for hit in answer.results], set(sentence.skills)))
    figure = 100 * float(np.mean(figures))
    print(f"\ncompounds: RP@5 {figure:.1f}")
    assert figure == pytest.approx(54.6, abs=2.5)
