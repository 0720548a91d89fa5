"""The text of a request, and which of it is understood already."""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.matching.asking.answers import Part

__all__ = ["BREAK", "Sheet"]

BREAK = re.compile(r"[,;:!?()\[\]{}|•]|\.(?=\s|$)|\s[-–—]+\s|\bbut\b|\bwhile\b", re.IGNORECASE)
"""What divides clauses. A dot, hyphen or slash inside a word is none."""

_QUOTED = re.compile(r"[\"“”„‟«»][^\"“”„‟«»]*[\"“”„‟«»]")
_LINE_END = re.compile(r"(?<=[^\s,;:.!?])[ \t]*[\r\n]+\s*")


class Sheet:
    """Each stretch is taken once, by whatever reads it first; what is in quotes by nothing here.

    ``parts``, ``unused`` and ``warnings`` are what :class:`~.answers.Reading` has in the end.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.parts: list[Part] = []
        self.unused: list[str] = []
        self.warnings: list[str] = []
        self._taken = bytearray(len(text) + 1)
        for quoted in _QUOTED.finditer(text):
            self._cover(quoted.start(), quoted.end())
        self.breaks = [(m.start(), m.end()) for m in BREAK.finditer(text)]

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Matches in what nothing has taken yet."""
        for match in pattern.finditer(self.text):
            if self.is_free(match.start(), match.end()):
                yield match

    def is_free(self, start: int, end: int) -> bool:
        """Whether nothing of the stretch is taken."""
        return not any(self._taken[start:end])

    def take(self, start: int, end: int, meaning: str) -> None:
        """The stretch means this; "" for a word that only says how others are meant."""
        self._cover(start, end)
        if meaning:
            self.say(start, end, meaning)

    def say(self, start: int, end: int, meaning: str) -> None:
        """What a stretch was taken for, for people."""
        self.parts.append(Part(start, end, self.text[start:end], meaning))

    def refuse(self, start: int, end: int, warning: str) -> None:
        """The stretch cannot be used, for the reason that the warning gives."""
        self._cover(start, end)
        self.unused.append(self.text[start:end])
        self.warn(warning)

    def warn(self, warning: str) -> None:
        """Say something once."""
        if warning not in self.warnings:
            self.warnings.append(warning)

    def free_runs(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The stretches of ``text[start:end]`` between breaks that nothing has taken."""
        cuts = [b for b in self.breaks if b[0] < end and b[1] > start]
        place = start
        for cut_start, cut_end in [*cuts, (end, end)]:
            yield from self._free(place, min(cut_start, end))
            place = max(place, cut_end)

    def clause_start(self, place: int) -> int:
        """Where the clause around a place begins."""
        return max((end for _, end in self.breaks if end <= place), default=0)

    def clause_end(self, place: int) -> int:
        """Where it ends."""
        return min((start for start, _ in self.breaks if start >= place), default=len(self.text))

    def _free(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        first: int | None = None
        for place in range(start, end):
            if self._taken[place]:
                if first is not None:
                    yield first, place
                first = None
            elif first is None:
                first = place
        if first is not None:
            yield first, end

    def _cover(self, start: int, end: int) -> None:
        self._taken[start:end] = b"\1" * (end - start)


def lines_as_clauses(text: str) -> str:
    """The text with a comma for each line end that ends no clause: a list is one clause a line."""
    return _LINE_END.sub(", ", text)
