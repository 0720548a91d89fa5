"""A stretch of typed words → the labels that it spells, and what is left over.

Longer labels go before shorter ones, skills and occupations side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.expansion.answers import PartKind
from search.expansion.naming import Name, Named, Namer
from search.expansion.plain_words import FILLERS, PLACE_MARKS, SECTORS, SENIORITY
from skillsearch.extraction.words import singular, words_at
from skillsearch.lexicon import correct
from skillsearch.lexicon.abbreviations import ABBREVIATIONS

__all__ = ["Reader", "Stretch"]

MAX_LABEL_WORDS = 8

MIN_CORRECTED = 5
"""Shorter words are not taken for typos: "Deno" is a name, not a demo."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Typed words and what they spell: ``query[start:end]``.

    ``said`` is what was looked up where it differs from what was typed: an abbreviation spelled
    out, a typo mended. ``names`` are the concepts that go by it, by taxonomy. Words that spell
    nothing have ``tokens`` instead: start, end and what each abbreviates ("").
    """

    start: int
    end: int
    kind: PartKind
    said: str = ""
    names: tuple[tuple[Name, ...], ...] = ()
    tokens: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    form: str
    said: tuple[str, ...]
    is_known: bool
    is_joined: bool


class Reader:
    """Reads stretches of one query."""

    def __init__(self, query: str, namer: Namer) -> None:
        self._query = query
        self._namer = namer

    def read(self, start: int, end: int) -> list[Stretch]:
        """The stretches of ``query[start:end]`` in order; together they hold every word."""
        typed = self._words(start, end)
        taken: dict[int, tuple[int, Named, str]] = {}
        free = [True] * len(typed)
        for length in range(min(MAX_LABEL_WORDS, len(typed)), 0, -1):
            for first in range(len(typed) - length + 1):
                if not all(free[first : first + length]) or _cuts(typed, first, length):
                    continue
                named = self._named(typed[first : first + length])
                if named is not None:
                    taken[first] = (length, *named)
                    free[first : first + length] = [False] * length
        found: list[Stretch] = []
        position = 0
        while position < len(typed):
            if position in taken:
                length, named_there, said = taken[position]
                begin, stop = typed[position].start, typed[position + length - 1].end
                found.append(
                    Stretch(*self._whole(begin, stop), named_there.kind, said, named_there.groups)
                )
                position += length
                continue
            last = position
            while last + 1 < len(typed) and free[last + 1]:
                last += 1
            found += self._left_over(typed[position : last + 1])
            position = last + 1
        return found

    def names_a_job(self, stretch: Stretch) -> bool:
        """Whether the stretch ends in a word that names a job."""
        text = stretch.said or self._query[stretch.start : stretch.end]
        forms = [w.form for w in words_at(text, 0, len(text))]
        return bool(forms) and singular(forms[-1]) in self._namer.heads

    def _words(self, start: int, end: int) -> list[_Word]:
        found: list[_Word] = []
        for word in words_at(self._query, start, end):
            if self._query[word.start : word.end] == "&" or word.form == "":
                continue
            known = self._namer.is_word(word.form)
            alone = self._whole(word.start, word.end) == _token(self._query, word.start, word.end)
            said = self._said(word.form, known) if alone else ()
            joined = bool(found) and self._query[found[-1].end : word.start] == "&"
            found.append(_Word(word.start, word.end, word.form, said, known, joined))
        return found

    def _said(self, form: str, known: bool) -> tuple[str, ...]:
        """What an abbreviation stands for or a typo meant; empty where the word is one itself."""
        if form in ABBREVIATIONS:
            return () if self._namer.is_name([form]) else tuple(ABBREVIATIONS[form].split(" "))
        if known or len(form) < MIN_CORRECTED or form in SECTORS | SENIORITY | FILLERS:
            return ()
        for side in self._namer.sides.values():
            corrected = correct(side.lexicon, [form])
            if corrected.replaced:
                return corrected.words
        return ()

    def _named(self, typed: Sequence[_Word]) -> tuple[Named, str] | None:
        """What the words name, and what had to be said for them ("" as typed)."""
        forms = [word.form for word in typed]
        if len(forms) == 1 and forms[0] in FILLERS | SENIORITY | SECTORS:
            return None
        found = self._namer.named(forms)
        if found is not None:
            return found, ""
        said = [form for word in typed for form in (word.said or (word.form,))]
        found = self._namer.named(said) if said != forms else None
        return None if found is None else (found, " ".join(said))

    def _left_over(self, typed: Sequence[_Word]) -> Iterator[Stretch]:
        """Words that spell nothing, one kind after another."""
        run: list[_Word] = []
        for number, word in enumerate(typed):
            kind: PartKind | None = None
            if word.form in SENIORITY:
                kind = "seniority"
            elif word.form in SECTORS:
                kind = "sector"
            elif word.form in FILLERS or word.form in PLACE_MARKS:
                kind = "filler"
            elif number and typed[number - 1].form in PLACE_MARKS and not word.is_known:
                kind = "place"
            if kind is None:
                run.append(word)
                if singular((word.said or (word.form,))[-1]) in self._namer.heads:
                    yield self._run(run)
                    run = []
                continue
            if run:
                yield self._run(run)
                run = []
            yield Stretch(*self._whole(word.start, word.end), kind)
        if run:
            yield self._run(run)

    def _run(self, run: Sequence[_Word]) -> Stretch:
        tokens: list[tuple[int, int, str]] = []
        for word in run:
            start, end = self._whole(word.start, word.end)
            said = " ".join(word.said) if word.form in ABBREVIATIONS else ""
            if tokens and start - tokens[-1][1] <= 1 and not self._query[start - 1].isspace():
                tokens[-1] = (tokens[-1][0], end, "")  # parts of one typed word: Node.js, CI/CD
            else:
                tokens.append((start, end, said))
        said = " ".join(said or self._query[start:end] for start, end, said in tokens)
        abbreviated = any(token[2] for token in tokens)
        place = tokens[0][0], tokens[-1][1]
        return Stretch(*place, "words", said if abbreviated else "", tokens=tuple(tokens))

    def _whole(self, start: int, end: int) -> tuple[int, int]:
        """With the dot that begins a name, as in .NET, and the bracket that closes one."""
        inside = self._query[start:end]
        if inside.count("(") > inside.count(")") and self._query[end : end + 1] == ")":
            end += 1
        dotted = start > 0 and self._query[start - 1] == "."
        if dotted and (start == 1 or self._query[start - 2].isspace()):
            start -= 1
        return start, end


def _cuts(typed: Sequence[_Word], first: int, length: int) -> bool:
    """Whether a stretch would take one half of what "&" joins: R&D is not R."""
    after = first + length
    return typed[first].is_joined or (after < len(typed) and typed[after].is_joined)


def _token(query: str, start: int, end: int) -> tuple[int, int]:
    """The typed token around a word, without the punctuation at its ends."""
    while start > 0 and not query[start - 1].isspace():
        start -= 1
    while end < len(query) and not query[end].isspace():
        end += 1
    token = query[start:end]
    left = len(token) - len(token.lstrip(",;:()[]\"'“”"))
    right = len(token) - len(token.rstrip(",;:()[]\"'“”.!?"))
    return start + left, end - right
