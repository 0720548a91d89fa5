"""Documents scored against what is asked, each by itself: the score knows no other document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.matching.aligning import Alignment, align
from search.matching.asked import Asked
from search.matching.documents import IndexedDocument
from search.matching.features import Features, features_of, lacking, unwanted
from search.matching.field import SEEN
from search.matching.kinship import Kin, KinTable
from search.matching.need import Requirement
from search.matching.retrieval import closest_sentences, mean_closeness
from search.matching.scoring import LEAST_SKILLS, FitModel
from search.matching.skill_space import SkillSpace
from search.open_index import LiveCollection
from skillsearch.encoder.base import Vectors
from skillsearch.store.base import VectorStore
from skillsearch.store.models import Record, Vector
from skillsearch.text import normal_form

__all__ = ["LIGHT_FIELDS", "Scored", "kin_of", "score_documents", "score_of", "score_one", "worded"]

LIGHT_FIELDS = (
    "titles", "years", "years_low", "seniority", "education_level", "languages", "as_of", "held"
)  # fmt: skip
"""What scoring reads of a document; sentences and evidence are read of those that are shown."""

_UNABRIDGED = ("evidence", "experience")
"""What is read besides of a document that was indexed before ``held`` was kept."""


@dataclass(frozen=True)
class Scored:
    """A document with its score (None: not enough evidence) and what it rests on."""

    document: IndexedDocument
    score: float | None
    features: Features
    alignments: Sequence[Alignment]

    @property
    def order(self) -> tuple[float, str]:
        """Best score first, then those without one by likeness as a whole; equals by id."""
        if self.score is None:
            return (1.0 - (self.features["profile"] or 0.0), self.document.id)
        return (-self.score, self.document.id)


def score_documents(
    store: VectorStore,
    collection: LiveCollection,
    asked: Asked,
    points: Sequence[str],
    space: SkillSpace,
    model: FitModel,
) -> list[Scored]:
    """The documents with these ids, the best first."""
    records = _read(store, collection, asked, points)
    found = [record.id for record in records]
    nearest = closest_sentences(store, collection, asked.vectors, found)
    sentences: Sequence[float | None] = [None] * len(found)
    if asked.sentences is not None:
        sentences = mean_closeness(store, collection, asked.sentences, found).tolist()
    documents = [IndexedDocument(record.id, record.payload) for record in records]
    kin = kin_of(space, asked.need.requirements, documents)
    fields = asked.same_field(records)
    scored = [
        score_one(
            asked,
            document,
            record.vector,
            kin,
            model,
            nearest=nearest[:, number],
            sentences=sentences[number],
            field=fields[number],
        )
        for number, (document, record) in enumerate(zip(documents, records, strict=True))
    ]
    return sorted(scored, key=lambda each: each.order)


def kin_of(
    space: SkillSpace, requirements: Sequence[Requirement], documents: Sequence[IndexedDocument]
) -> KinTable:
    """What the skills of the documents are to those of the requirements, for all at once."""
    held = dict.fromkeys(skill for document in documents for skill in document.held)
    asked = dict.fromkeys(skill for each in requirements for skill in each.skills)
    return space.table(list(asked), list(held))


def score_one(
    asked: Asked,
    document: IndexedDocument,
    vectors: Mapping[str, Vector],
    kin: Kin,
    model: FitModel,
    *,
    nearest: NDArray[np.float32],
    sentences: float | None,
    field: float | None,
) -> Scored:
    """One document with its vectors ``dense`` and ``title``.

    ``nearest`` (r,) is the cosine of each requirement to its nearest sentence, ``sentences`` the
    mean of those of the asking sentences, ``field`` the chance of the same field of work.
    """
    requirements = asked.need.requirements
    alignments = align(requirements, document, kin, nearest, worded(requirements, document))
    features = features_of(
        asked,
        document,
        alignments,
        profile=_cosine(asked.dense, vectors.get("dense")),
        title=_cosine(asked.title, vectors.get("title")),
        sentences=sentences,
        field=field,
    )
    enough = (document.titles or len(document.held) >= LEAST_SKILLS) and any(
        features[name] is not None for name in ("skills", "title")
    )
    score = score_of(model, asked, alignments, features) if enough else None
    return Scored(document, score, features, alignments)


def score_of(
    model: FitModel, asked: Asked, alignments: Sequence[Alignment], features: Features
) -> float:
    """The score of features, less what is unwanted and what is lacking; 0–100."""
    return model.score(
        features, unwanted=unwanted(asked, alignments), lacking=lacking(asked, alignments)
    )


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


def _read(
    store: VectorStore, collection: LiveCollection, asked: Asked, points: Sequence[str]
) -> list[Record]:
    fields, vectors = list(LIGHT_FIELDS), SEEN[asked.need.kind]
    if any(_looks_for_words(r) for r in asked.need.requirements):
        fields.append("pieces")
    records = store.retrieve(collection.name, points, with_payload=fields, with_vectors=vectors)
    if all("held" in record.payload for record in records):
        return records
    return store.retrieve(
        collection.name, points, with_payload=(*fields, *_UNABRIDGED), with_vectors=vectors
    )


def _looks_for_words(requirement: Requirement) -> bool:
    return bool(requirement.phrases) or not requirement.skills


def _cosine(asked: Vectors | None, held: Vector | None) -> float | None:
    if asked is None or not isinstance(held, np.ndarray):
        return None
    return float(asked @ held)
