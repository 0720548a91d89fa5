"""A title as an employer typed it → what it says: the job, its level, its field, and the noise."""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.titles.casing import sensibly_cased, written_out
from search.titles.noise import Part, inline_noise, kind_of, trailing_place, without_symbols
from search.titles.seniority import Levelled, levelled
from search.titles.several import split_titles
from search.titles.word_lists import HEADS
from skillsearch.documents import Seniority
from skillsearch.text import words

__all__ = ["MAX_TITLE_CHARACTERS", "JobTitle", "NormalisedTitle", "normalise_title"]

MAX_TITLE_CHARACTERS = 300
"""A longer text is no title."""

_BRACKETS = re.compile(r"\s*[(\[{]([^()\[\]{}]*)[)\]}]\s*")
_SEPARATOR = re.compile(
    r"\s+[-–—·•~:]+\s+|\s*\|+\s*|\s*[–—•·]\s*|\s+-(?=\S)|(?<=\w)-\s+|\s*;\s*|:\s+|__+"
    r"|\s+@\s+|\s*//+\s*"
)
_COMMA = re.compile(r"\s*,\s*")


@dataclass(frozen=True, slots=True)
class JobTitle:
    """One job that a title names.

    ``text`` is the title in plain words, ``core`` the same without its level, ``specialisations``
    what it says of the field ("Python", "Payments Team").
    """

    text: str
    core: str
    seniority: Seniority
    specialisations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NormalisedTitle:
    """What a title says: the jobs it names, none where it names none, and what was taken off."""

    given: str
    titles: tuple[JobTitle, ...]
    parts: tuple[Part, ...]


def normalise_title(given: str) -> NormalisedTitle:
    """Read a title; a pure function of its text.

    >>> normalise_title("Sr. SW Engr (Python) – Night Shift").titles[0].text
    'Senior Software Engineer'
    """
    text, parts = without_symbols(given)
    text, inner = _out_of_brackets(text, parts)
    text, inline = inline_noise(text)
    parts += inline
    segments = _segments(text, parts)
    if not segments:
        return NormalisedTitle(given, (), tuple(parts))
    job = _job_segment(segments)
    beside = [s for i, s in enumerate(segments) if i != job] + inner
    main, place = trailing_place(segments[job])
    if place:
        parts.append(place)
    shouting = _is_shouted(main)
    fields = tuple(dict.fromkeys(_field(s, shouting) for s in beside))
    titles = []
    for each in split_titles(main):
        level = levelled(written_out(each))
        if level.grade:
            parts.append(Part(level.grade, "grade"))
        own = tuple(field for field in fields if words(field) != words(level.core))
        titles.append(_title(level, own, shouting))
    distinct = dict.fromkeys(t for t in titles if words(t.text))
    return NormalisedTitle(given, tuple(distinct), tuple(parts))


def _title(level: Levelled, fields: tuple[str, ...], shouting: bool) -> JobTitle:
    return JobTitle(
        sensibly_cased(level.text, shouting=shouting),
        sensibly_cased(level.core, shouting=shouting),
        level.seniority,
        fields,
    )


def _field(text: str, shouting: bool) -> str:
    return sensibly_cased(written_out(text), shouting=shouting and _is_shouted(text))


def _out_of_brackets(text: str, parts: list[Part]) -> tuple[str, list[str]]:
    """The text without its brackets; noise in them goes to ``parts``, the rest is returned."""
    inner: list[str] = []

    def take(match: re.Match[str]) -> str:
        content = match[1].strip(" -–—*,.;:!")
        before, after = match.string[: match.start()], match.string[match.end() :]
        if match[0] == match[0].strip() and after[:1].isalpha() and before[-1:].isalpha():
            return match[1]  # "Verkäufer(in)nen", "nurse(s)y": letters of one word
        if re.fullmatch(r"(?:in|s|es|e|r|innen)", content) and before[-1:].isalpha():
            return " "
        if kind := kind_of(content):
            parts.append(Part(content, kind))
            return " | " if after.strip() and before.strip() else " "
        kept = []
        for piece in _COMMA.split(content):
            bare, noise = inline_noise(piece)
            parts.extend(noise)
            if kind := kind_of(bare.strip(" |")):
                parts.append(Part(bare.strip(" |"), kind))
            elif words(bare):
                kept.append(bare.replace("|", " ").strip())
        if kept:
            inner.append(", ".join(kept))
        return " "

    previous = ""
    while previous != text:
        previous, text = text, _BRACKETS.sub(take, text).strip()
    return re.sub(r"[()\[\]{}]", " ", text), inner


def _segments(text: str, parts: list[Part]) -> list[str]:
    """What stands between separators and is no noise, in order."""
    kept: list[str] = []
    for segment in _SEPARATOR.split(text):
        segment = segment.strip(" -–—|,:;*#_.!/\\\"'“”")
        if not segment:
            continue
        if kind := kind_of(segment):
            parts.append(Part(segment, kind))
            continue
        pieces = []
        for piece in _COMMA.split(segment):
            piece = piece.strip(" -–—.*#")
            if kind := kind_of(piece):
                parts.append(Part(piece, kind))
            elif words(piece):
                pieces.append(piece)
        kept += pieces
    return kept


def _job_segment(segments: list[str]) -> int:
    """The first segment that ends in the name of a job, else the first."""
    for number, segment in enumerate(segments):
        last = words(written_out(segment))[-1:]
        if last and (last[0] in HEADS or last[0].removesuffix("s") in HEADS):
            return number
    for number, segment in enumerate(segments):
        if HEADS.intersection(words(written_out(segment))):
            return number
    return 0


def _is_shouted(text: str) -> bool:
    """Whether capitals say nothing: all letters are, or none is, and there are some words."""
    letters = [c for c in text if c.isalpha()]
    upper = sum(c.isupper() for c in letters)
    return not upper or (upper == len(letters) and len(letters) > 4)
