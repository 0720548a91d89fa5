"""Free-text skills, one a line → skills of the taxonomies, with alternatives, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

import numpy as np

from search.extraction.answers import Fit, Normalised, NormalisedAnswer, SkillChoice
from search.extraction.extracting import checked_confidence
from search.extraction.live import LiveExtractor, live_extractor
from search.extraction.spelled_lines import Spelled, SpelledLines
from search.open_index import OpenIndex
from skillsearch.encoder.base import Vectors
from skillsearch.errors import QueryError, TooLarge
from skillsearch.extraction import DEFAULT_CONFIDENCE
from skillsearch.extraction.confidence import semantic_confidence
from skillsearch.text import normal_form

__all__ = ["MAX_LINE_CHARACTERS", "MAX_REQUEST_LINES", "Normaliser", "normalise_lines"]

MAX_REQUEST_LINES = 10_000
"""Of a request over HTTP; a file may have any number."""

MAX_LINE_CHARACTERS = 300
"""A longer line is a text, whose skills are extracted instead."""

ALTERNATIVES = 3

SHARED = 0.4
"""Off where another skill of its taxonomy goes by the label as well and nothing tells which."""

CLEAR = 0.1
SHARED_CLEAR = 0.15
"""Off where its preferred label is nearer to the line than the other's by a cosine of CLEAR."""

BATCH = 2048
"""Lines that are looked up and encoded together."""

KEPT = 200_000
"""Lines whose answers are remembered: lists repeat themselves."""


def normalise_lines(
    index: OpenIndex,
    lines: Sequence[str],
    *,
    taxonomies: Sequence[str] = (),
    language: str = "en",
    min_confidence: float | None = None,
) -> NormalisedAnswer:
    """What each of the lines of a request means.

    Raises :class:`~skillsearch.errors.QueryError` for no lines or a confidence out of range,
    :class:`~skillsearch.errors.TooLarge` for too many, and what
    :func:`~search.extraction.live.live_extractor` raises.
    """
    if not lines:
        raise QueryError("There is no line.", remedy="Send the skills in a list of lines.")
    if len(lines) > MAX_REQUEST_LINES:
        raise TooLarge(
            f"{len(lines):,} lines are too many.",
            remedy=f"Send at most {MAX_REQUEST_LINES:,}, or use: skillsearch normalise FILE.",
        )
    normaliser = Normaliser.open(index, taxonomies, language, min_confidence)
    return NormalisedAnswer(tuple(normaliser.all_of(lines)), (), normaliser.live.stamp)


class Normaliser:
    """Normalises lines in batches: labels first, typos next, then meaning in one matrix product."""

    def __init__(self, live: LiveExtractor, spelled: SpelledLines, least: float) -> None:
        self.live = live
        self._spelled = spelled
        self._least = least
        self._snapshot = live.extractor.snapshot
        self._sizes = np.bincount(self._snapshot.vocabulary.skill_edition).tolist()
        self._known: dict[str, Normalised] = {}

    @classmethod
    def open(
        cls,
        index: OpenIndex,
        taxonomies: Sequence[str] = (),
        language: str = "en",
        min_confidence: float | None = None,
    ) -> Normaliser:
        """A normaliser over the live skills; ``min_confidence`` None is the default."""
        least = checked_confidence(min_confidence, DEFAULT_CONFIDENCE)
        live = live_extractor(index, taxonomies, language)
        spelled = index.derived(
            live.collection,
            ("spelled lines", live.extractor.editions),
            lambda: SpelledLines(live.collection.lexicon, live.extractor.snapshot),
        )
        return cls(live, spelled, least)

    def all_of(
        self, lines: Iterable[str], progress: Callable[[int], None] | None = None
    ) -> Iterator[Normalised]:
        """The answers in the order of the lines; a line is worked out once, however often it comes.

        ``progress`` is called with the number of lines done since the last call.
        """
        rest = iter(lines)
        while batch := list(islice(rest, BATCH)):
            new = [line for line in dict.fromkeys(batch) if line not in self._known]
            if len(self._known) + len(new) > KEPT:
                self._known.clear()
                new = list(dict.fromkeys(batch))
            self._known.update(zip(new, self._worked_out(new), strict=True))
            for line in batch:
                yield self._known[line]
            if progress is not None:
                progress(len(batch))

    def _worked_out(self, lines: Sequence[str]) -> Iterator[Normalised]:
        unusable = {line: reason for line in lines if (reason := _unusable(line))}
        spelled = {line: self._spelled.of(line) for line in lines if line not in unusable}
        encoded = [line for line, found in spelled.items() if not found or self._rivals(found)]
        cosines = dict(zip(encoded, self._cosines(encoded), strict=True))
        for line in lines:
            if line in unusable:
                yield Normalised(line, None, unusable[line], ())
            elif found := spelled[line]:
                yield self._of_spelled(line, found, cosines.get(line))
            else:
                yield self._of_meaning(line, cosines[line])

    def _of_spelled(self, line: str, found: Sequence[Spelled], near: Vectors | None) -> Normalised:
        """The surest of them; of those equally sure, the one from the larger taxonomy.

        ``near`` has the cosine of each skill where there are :meth:`_rivals` to be told apart.
        """
        penalties = {} if near is None else _penalties(self._rivals(found), near)
        choices = [
            self._choice(s.skill, s.match, s.confidence - penalties.get(s.skill, 0)) for s in found
        ]
        sizes = [self._sizes[self._edition(s.skill)] for s in found]
        order = sorted(range(len(found)), key=lambda i: (-choices[i].confidence, -sizes[i], i))
        first = order[0]
        taken = {s.skill for s in found}
        others = [
            self._choice(skill, "semantic", min(sure, choices[first].confidence))
            for skill, sure in self._neighbours(found[first].skill)
            if skill not in taken
        ]
        ranked = [choices[i] for i in order] + others
        return self._chosen(line, ranked, "several skills go by this label")

    def _rivals(self, found: Sequence[Spelled]) -> list[int]:
        """Skills of one taxonomy that the line spells equally well; none where one is surest."""
        top = [s.skill for s in found if s.confidence == found[0].confidence]
        return top if len({self._edition(skill) for skill in top}) < len(top) else []

    def _edition(self, skill: int) -> int:
        return int(self._snapshot.vocabulary.skill_edition[skill])

    def _cosines(self, lines: Sequence[str]) -> Vectors:
        """(lines, n) cosines of each line with the preferred label of each skill."""
        vectors: Vectors = self.live.sentences.of(lines)
        cosines: Vectors = vectors @ self._snapshot.vectors.T
        return cosines

    def _of_meaning(self, line: str, near: Vectors) -> Normalised:
        kept = min(ALTERNATIVES + 1, len(near))
        skills = np.argpartition(near, -kept)[-kept:].tolist()
        ranked = sorted(skills, key=lambda s: (-near[s], s))
        choices = [self._choice(s, "semantic", semantic_confidence(float(near[s]))) for s in ranked]
        return self._chosen(line, choices, "no skill of the index is near enough")

    def _chosen(self, line: str, choices: list[SkillChoice], reason: str) -> Normalised:
        best, *others = choices
        others.sort(key=lambda choice: -choice.confidence)
        if best.confidence >= self._least:
            return Normalised(line, best, "", tuple(others[:ALTERNATIVES]))
        return Normalised(line, None, reason, (best, *others[: ALTERNATIVES - 1]))

    def _neighbours(self, skill: int) -> Iterator[tuple[int, float]]:
        numbers = self._snapshot.neighbours[skill, :ALTERNATIVES].tolist()
        cosines = self._snapshot.neighbour_cosines[skill, :ALTERNATIVES].tolist()
        for number, cosine in zip(numbers, cosines, strict=True):
            if number >= 0:
                yield number, semantic_confidence(cosine)

    def _choice(self, skill: int, match: Fit, confidence: float) -> SkillChoice:
        vocabulary = self._snapshot.vocabulary
        edition = vocabulary.editions[int(vocabulary.skill_edition[skill])]
        return SkillChoice(
            id=vocabulary.ref[skill],
            label=vocabulary.label[skill],
            taxonomy=edition.name,
            version=edition.version,
            match=match,
            confidence=round(max(confidence, 0.0), 4),
        )


def _penalties(rivals: Sequence[int], near: Vectors) -> dict[int, float]:
    """What each of two or more rivals loses in confidence."""
    ranked = sorted(rivals, key=lambda skill: -near[skill])
    clear = near[ranked[0]] - near[ranked[1]] >= CLEAR
    return {skill: SHARED_CLEAR if clear and skill == ranked[0] else SHARED for skill in rivals}


def _unusable(line: str) -> str:
    """Why a line cannot name a skill; "" where it may."""
    if not line.strip():
        return "the line is empty"
    if len(line) > MAX_LINE_CHARACTERS:
        return "the line is too long for a skill: extract the skills from it instead"
    return "" if normal_form(line) else "the line has no word in it"
