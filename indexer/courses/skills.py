"""The skills that courses teach: those that their rows name, else those that their texts do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

import numpy as np

from indexer.courses.rows import CourseRow
from skillsearch.encoder.base import Vectors
from skillsearch.extraction import DEFAULT_CONFIDENCE, SkillExtractor
from skillsearch.passages.reading import read_passages
from skillsearch.text import normal_form

__all__ = ["TaughtSkills"]

LEAST_COSINE = 0.75
"""From here a name that spells no label means the skill with the nearest one: where a mention by
meaning is as sure as one that is shown."""

Encode = Callable[[Sequence[str]], Vectors]


class TaughtSkills:
    """Finds the point ids of what a course teaches, in every taxonomy that the extractor knows."""

    def __init__(self, extractor: SkillExtractor, encode: Encode) -> None:
        self._extractor = extractor
        self._encode = encode
        self._vocabulary = extractor.snapshot.vocabulary

    def of(self, row: CourseRow) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Sorted point ids, and the names of the row that mean no skill that is indexed."""
        if not row.named:
            return tuple(sorted(self._in_text(row))), ()
        found: set[str] = set()
        unknown = []
        for name in row.named:
            skills = set(self._called(name))
            found |= skills
            if not skills:
                unknown.append(name)
        return tuple(sorted(found)), tuple(unknown)

    def _in_text(self, row: CourseRow) -> Iterable[str]:
        """What title and description name, as sure as it would be shown."""
        read = read_passages(f"{row.course.title}.\n{row.course.description}", "text")
        if not read.pieces:
            return set()
        vectors = self._encode([piece.text for piece in read.pieces])
        mentions = self._extractor.extract(read.masked, read.pieces, vectors, kind="text")
        return {
            m.skill
            for m in mentions
            if m.confidence >= DEFAULT_CONFIDENCE and m.polarity != "negated"
        }

    def _called(self, name: str) -> Iterator[str]:
        """Who has the id, else the label; of each taxonomy that has neither, who means it."""
        point = self._vocabulary.point
        if (number := self._by_ref.get(name)) is not None:
            yield point[number]
            return
        spelled = self._by_label.get(normal_form(name), {})
        cosines = (self._extractor.snapshot.vectors @ self._encode([name])[0]).astype(np.float32)
        for edition in range(len(self._vocabulary.editions)):
            if edition in spelled:
                yield from (point[number] for number in spelled[edition])
                continue
            own = np.where(self._vocabulary.skill_edition == edition, cosines, -1.0)
            best = int(own.argmax())
            if own[best] >= LEAST_COSINE:
                yield point[best]

    @cached_property
    def _by_ref(self) -> dict[str, int]:
        ref = self._vocabulary.ref
        return {ref[number]: number for number in range(len(ref))}

    @cached_property
    def _by_label(self) -> dict[str, dict[int, list[int]]]:
        """Normal form → edition → skills: those whose preferred label it is, else the others."""
        words = self._vocabulary
        skills, roles = words.alias_skill.tolist(), words.alias_role.tolist()
        found: dict[str, dict[int, dict[int, list[int]]]] = defaultdict(dict)
        for surface, skill, role in zip(words.surfaces, skills, roles, strict=True):
            edition = int(words.skill_edition[skill])
            found[normal_form(surface)].setdefault(edition, {}).setdefault(role, []).append(skill)
        return {
            form: {edition: by_role[min(by_role)] for edition, by_role in editions.items()}
            for form, editions in found.items()
        }
