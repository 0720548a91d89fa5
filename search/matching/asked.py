"""A structured query with everything that is compared: its vectors, weights and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from search.extraction.live import LiveExtractor
from search.matching.documents import IndexedDocument
from search.matching.field import FieldModel, alike, views
from search.matching.need import Need
from search.matching.skill_space import SkillSpace
from search.matching.specificity import Specificity
from skillsearch.encoder.base import Vectors
from skillsearch.store.models import Record
from skillsearch.text import stems, words

__all__ = ["Asked", "asked_of"]

ASKING = ("requirements", "responsibilities", "nice_to_have", "skills", "experience", "summary",
          "projects", "other", "header", "certifications")  # fmt: skip
"""Sections in which a document says what it asks for or has done."""

MOST_SENTENCES = 24
"""Sentences of the asking document that are compared, evenly from all of it."""

UNLIKE_WEIGHT = 0.5
"""What the examples to be unlike take away, as in Rocchio's feedback."""


@dataclass(frozen=True, eq=False)
class Asked:
    """A need, ready to be compared. d is the dimension, r the number of requirements.

    ``dense`` (d,) and ``title`` (d,) are None where nothing is said; ``sentences`` (s, d) are those
    of the asking document that say what it asks. ``vectors`` (r, d) are the requirements';
    ``specificity`` (r,) what each says about a job.
    """

    need: Need
    dense: Vectors | None
    title: Vectors | None
    sentences: Vectors | None
    vectors: Vectors
    specificity: NDArray[np.float32]
    fields: FieldModel | None = None

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The stems of all that is asked for, for BM25."""
        wanted = [r for r in self.need.requirements if r.importance != "not"]
        said = [*self.need.titles, *(r.text for r in wanted)]
        said += [phrase for r in wanted for phrase in r.phrases]
        return tuple(stems(words(" ".join([*said, self.need.text])), "en"))

    @cached_property
    def field(self) -> NDArray[np.float32] | None:
        """The field of work asked for, (f,); None where nothing tells, or no model reads it."""
        named = {"dense": self.dense, "title": self.title}
        seen = views({name: each for name, each in named.items() if each is not None})
        return None if self.fields is None or seen is None else self.fields.of(seen[None, :])[0]

    def same_field(self, records: Sequence[Record]) -> list[float | None]:
        """How far each document, with its vectors, is of the field asked for, 0–1."""
        seen = [views(record.vector) for record in records]
        known = [view for view in seen if view is not None]
        if self.field is None or self.fields is None or not known:
            return [None] * len(records)
        shares = iter(alike(self.field, self.fields.of(np.stack(known))).tolist())
        return [None if view is None else next(shares) for view in seen]

    @cached_property
    def weights(self) -> NDArray[np.float32]:
        """What each requirement counts, (r,); 0 for a must-not."""
        return np.array(
            [
                0.0 if r.importance == "not" else r.weight * float(s)
                for r, s in zip(self.need.requirements, self.specificity, strict=True)
            ],
            np.float32,
        )

    def skills(self) -> dict[str, float]:
        """Point id → weight of the skills that are wanted."""
        wanted: dict[str, float] = {}
        for requirement, weight in zip(self.need.requirements, self.weights.tolist(), strict=True):
            for skill in requirement.skills if weight > 0 else ():
                wanted[skill] = max(wanted.get(skill, 0.0), weight)
        return wanted


def asked_of(
    need: Need,
    live: LiveExtractor,
    space: SkillSpace,
    specificity: Specificity,
    *,
    asking: Record | None = None,
    like: Sequence[Record] = (),
    unlike: Sequence[Record] = (),
    fields: FieldModel | None = None,
) -> Asked:
    """The vectors of a need; ``asking`` is its document with vectors, if one asks.

    ``fields`` reads vectors of the same encoder, None where there is no such model.
    """
    title = _title_of(asking, need)
    skills = [next((s for s in r.skills if s in space), "") for r in need.requirements]
    texts = [r.text for r, skill in zip(need.requirements, skills, strict=True) if not skill]
    whole = "" if asking is not None else need.text or _as_text(need)
    titles = "" if title is not None else ", ".join(need.titles)
    encoded = dict.fromkeys(filter(None, [*texts, whole, titles]))
    known = dict(zip(encoded, live.sentences.of(list(encoded)), strict=True)) if encoded else {}
    vectors = space.vectors(skills)
    vectors[[not skill for skill in skills]] = np.reshape(
        [known[text] for text in texts], (-1, space.dimension)
    )
    if titles:
        title = known[titles]
    dense = known[whole] if whole else None
    sentences = None
    if asking is not None:
        dense, sentences = _named(asking, "dense"), _sentences(asking)
    return Asked(
        need=need,
        dense=_moved(dense, like, unlike),
        title=title,
        sentences=sentences,
        vectors=vectors,
        specificity=specificity.of(vectors),
        fields=fields,
    )


def _title_of(asking: Record | None, need: Need) -> Vectors | None:
    """The vector of the titles as it is stored with who asks, unless others are asked for."""
    if asking is None or need.titles != IndexedDocument(asking.id, asking.payload).titles[:3]:
        return None
    return _named(asking, "title")


def _as_text(need: Need) -> str:
    wanted = [r.text for r in need.requirements if r.importance != "not"]
    return ", ".join([*need.titles, *wanted])


def _sentences(asking: Record) -> Vectors | None:
    chunks = _named(asking, "chunks")
    if chunks is None:
        return None
    sections = [piece["section"] for piece in asking.payload.get("pieces", ())]
    rows = [i for i, section in enumerate(sections[: len(chunks)]) if section in ASKING]
    if not rows:
        return None
    places = np.linspace(0, len(rows) - 1, min(len(rows), MOST_SENTENCES)).round().astype(int)
    chosen: Vectors = chunks[[rows[i] for i in dict.fromkeys(places.tolist())]]
    return chosen


def _moved(
    dense: Vectors | None, like: Sequence[Record], unlike: Sequence[Record]
) -> Vectors | None:
    if not like and not unlike:
        return dense
    parts = [dense] if dense is not None else []
    parts += [np.mean([_dense(r) for r in like], axis=0)] if like else []
    moved = np.sum(parts, axis=0) if parts else np.zeros_like(_dense(unlike[0]))
    if unlike:
        moved = moved - UNLIKE_WEIGHT * np.mean([_dense(r) for r in unlike], axis=0)
    length = float(np.linalg.norm(moved))
    unit: Vectors = (moved / length if length else moved).astype(np.float32)
    return unit


def _dense(record: Record) -> Vectors:
    found = _named(record, "dense")
    assert found is not None
    return found


def _named(record: Record, name: str) -> Vectors | None:
    found = record.vector.get(name)
    return found if isinstance(found, np.ndarray) else None
