"""Documents scored against what is asked, each by itself: the score knows no other document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.matching.aligning import Alignment, align
from search.matching.asked import Asked
from search.matching.documents import IndexedDocument
from search.matching.features import Features, features_of, unwanted
from search.matching.field import SEEN
from search.matching.need import Requirement
from search.matching.retrieval import closest_sentences
from search.matching.scoring import LEAST_SKILLS, FitModel
from search.matching.skill_space import SkillSpace
from search.open_index import LiveCollection
from skillsearch.encoder.base import Vectors
from skillsearch.store.base import VectorStore
from skillsearch.store.models import Record
from skillsearch.text import normal_form

__all__ = ["LIGHT_FIELDS", "Scored", "score_documents", "score_one", "worded"]

LIGHT_FIELDS = (
    "external_id", "source", "titles", "years", "years_low", "location", "seniority",
    "education_level", "languages", "as_of", "evidence", "experience",
)  # fmt: skip
"""What scoring reads of a document; the sentences are read of those that are shown."""


@dataclass(frozen=True)
class Scored:
    """A document with its score (None: not enough evidence) and what it rests on."""

    document: IndexedDocument
    score: float | None
    features: Features
    alignments: Sequence[Alignment]

    @property
    def order(self) -> tuple[float, str]:
        """Best score first, those without one last; equals in order of id."""
        return (-(self.score if self.score is not None else -1.0), self.document.id)


def score_documents(
    store: VectorStore,
    collection: LiveCollection,
    asked: Asked,
    points: Sequence[str],
    space: SkillSpace,
    model: FitModel,
) -> list[Scored]:
    """The documents with these ids, the best first."""
    fields = list(LIGHT_FIELDS)
    if any(_looks_for_words(r) for r in asked.need.requirements):
        fields.append("pieces")
    records = store.retrieve(
        collection.name, points, with_payload=fields, with_vectors=SEEN[asked.need.kind]
    )
    found = [record.id for record in records]
    rows = asked.vectors if asked.sentences is None else np.vstack([asked.vectors, asked.sentences])
    nearest = closest_sentences(store, collection, rows, found)
    count = len(asked.vectors)
    scored = []
    for column, record in enumerate(records):
        sentences = nearest[count:, column]
        scored.append(
            score_one(
                asked,
                record,
                space,
                model,
                nearest=nearest[:count, column],
                sentences=float(sentences.mean()) if len(sentences) else None,
            )
        )
    return sorted(scored, key=lambda each: each.order)


def score_one(
    asked: Asked,
    record: Record,
    space: SkillSpace,
    model: FitModel,
    *,
    nearest: NDArray[np.float32],
    sentences: float | None,
) -> Scored:
    """One document with its vectors ``dense`` and ``title``.

    ``nearest`` (r,) is the cosine of each requirement to its nearest sentence, ``sentences`` the
    mean of those of the asking sentences.
    """
    requirements, document = asked.need.requirements, IndexedDocument(record.id, record.payload)
    alignments = align(requirements, document, space, nearest, worded(requirements, document))
    features = features_of(
        asked,
        document,
        alignments,
        profile=_cosine(asked.dense, record, "dense"),
        title=_cosine(asked.title, record, "title"),
        sentences=sentences,
        field=asked.same_field(record),
    )
    enough = (document.titles or len(document.named) >= LEAST_SKILLS) and any(
        features[name] is not None for name in ("skills", "title", "profile")
    )
    score = model.score(features, unwanted=unwanted(asked, alignments)) if enough else None
    return Scored(document, score, features, alignments)


def compared(asked: Asked, chunks: Vectors) -> tuple[NDArray[np.float32], float | None]:
    """The cosine of each requirement to the nearest of a document's sentences, (r,); and the mean
    of those of the asking sentences.
    """
    if not len(chunks):
        return np.zeros(len(asked.vectors), np.float32), None
    nearest: NDArray[np.float32] = (asked.vectors @ chunks.T).max(axis=1)
    if asked.sentences is None:
        return nearest, None
    return nearest, float((asked.sentences @ chunks.T).max(axis=1).mean())


def worded(requirements: Sequence[Requirement], document: IndexedDocument) -> list[bool]:
    """Of each requirement, whether its very words stand in the document."""
    if not any(_looks_for_words(r) for r in requirements):
        return [False] * len(requirements)
    text = " \n ".join(normal_form(piece["text"]) for piece in document.pieces)
    text = f" {text} "
    return [
        _looks_for_words(r)
        and any(f" {normal_form(phrase)} " in text for phrase in r.phrases or (r.text,))
        for r in requirements
    ]


def _looks_for_words(requirement: Requirement) -> bool:
    return bool(requirement.phrases) or not requirement.skills


def _cosine(asked: Vectors | None, record: Record, name: str) -> float | None:
    held = record.vector.get(name)
    if asked is None or not isinstance(held, np.ndarray):
        return None
    return float(asked @ held)
