"""Abbreviations in brackets: "Quality Assurance Engineer (QA Engineer)" is one title twice."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["spellings"]

_BRACKET = re.compile(r"\s*\(([^()]+)\)")
_SMALL_WORDS = frozenset({"of", "and", "the", "for", "in", "to", "a", "&"})
_MIN_CLIPPED = 2
"""Letters that a clipped word keeps at least: "Ad" of "Advertising"; or one, if a capital."""


def spellings(title: str) -> tuple[str, ...]:
    """The ways to write ``title`` that its brackets tell, long before short; else itself alone.

    A bracket tells one if it abbreviates the words before it, or they abbreviate it, by initials
    ("SQA", "A/C") or by clipping ("Tech", "Rep"); or if it is the initials of some of them. What
    else stands in brackets (a place, a shift) belongs to the title.

    >>> spellings("Software Quality Assurance Engineer (SQA Engineer)")
    ('Software Quality Assurance Engineer', 'SQA Engineer')
    >>> spellings("Software Quality Assurance Engineer (SQA), Berlin")
    ('Software Quality Assurance Engineer, Berlin', 'SQA Engineer, Berlin')
    """
    for bracket in _BRACKET.finditer(title):
        before, inside, after = title[: bracket.start()], bracket[1].strip(), title[bracket.end() :]
        outer, inner = before.split(), inside.split()
        if not outer:
            continue
        if abbreviates(inner, outer):
            return _both(before + after, inside + after)
        if abbreviates(outer, inner):
            return _both(inside + after, before + after)
        for start in range(len(outer)):
            for end in range(start + 2, len(outer) + 1):
                if len(inner) == 1 and abbreviates(inner, outer[start:end]):
                    short = " ".join([*outer[:start], inside, *outer[end:]])
                    return _both(before + after, short + after)
    return (title,)


def abbreviates(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether every word of ``long`` is in ``short``, in order, at least one of them shortened."""
    return [w.lower() for w in short] != [w.lower() for w in long] and _covers(short, long)


def _covers(short: Sequence[str], long: Sequence[str]) -> bool:
    if not short or not long:
        return not short and not long
    if _same_or_clipped(short[0], long[0]) and _covers(short[1:], long[1:]):
        return True
    return any(
        _covers(short[1:], long[end:])
        for end in range(2, len(long) + 1)
        if _initials(short[0]) in _initials_of(long[:end])
    )


def _same_or_clipped(short: str, long: str) -> bool:
    word, whole = short.lower().rstrip("."), long.lower()
    enough = len(word) >= _MIN_CLIPPED or short.isupper()
    return word == whole or (enough and whole.startswith(word))


def _initials(word: str) -> str:
    """The letters of a word that is all capitals ("A/C" → "ac"), else nothing that matches."""
    letters = re.sub(r"[^\w]", "", word)
    return letters.lower() if letters.isupper() and len(letters) > 1 else "\0"


def _initials_of(words: Sequence[str]) -> set[str]:
    """First letters of the words, with and without those of small words."""
    parts = [part for word in words for part in re.findall(r"\w+|&", word.lower())]
    large = [part for part in parts if part not in _SMALL_WORDS]
    return {"".join(part[0] for part in parts), "".join(part[0] for part in large)}


def _both(long: str, short: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(text.split()) for text in (long, short)))
