"""A sentence in parts: what stands between its breaks, and stretches of a few words of that.

One vector of a sentence with three skills is near none of them. A part has one, so each part asks
for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from skillsearch.text import words

__all__ = ["MAX_PARTS", "MIN_WORDS", "parts_of"]

MIN_WORDS = 5
"""A shorter query is a name or a phrase, and asks as a whole."""

MAX_PARTS = 16
"""Of a longer list of parts the first are taken: phrases first, then stretches, as they come."""

STRETCHES = (3, 5)
"""Lengths in words of the stretches of a phrase."""

_BREAK = re.compile(
    r"[,;:()\[\]{}•*|&]|\s[-–—/]\s|/(?=\s)|(?<=\s)/|\.(?=\s|$)"
    r"|\b(?:and/or|and|or|but|as well as|while|whilst|including|such as|like|etc)\b",
    re.IGNORECASE,
)
"""Between phrases. A slash or a hyphen inside a word is none."""

_JOINT = re.compile(
    r"\b(?:with|in|for|to|of|through|using|on|within|across|by|as|that|which|who|from|into|at|via"
    r"|towards?|the|a|an|our|your|their|be|is|are|will|you|we|have|has|can|this)\b",
    re.IGNORECASE,
)
"""Between the smaller phrases of a phrase: "experience | with | payroll software"."""

# fmt: off
_EMPTY = frozenset((
    "a", "all", "an", "and", "any", "are", "as", "at", "be", "by", "can", "etc", "excellent",
    "for", "from", "good", "great", "has", "have", "in", "into", "is", "it", "its", "may", "more",
    "most", "must", "of", "on", "or", "other", "our", "strong", "such", "that", "the", "their",
    "this", "through", "to", "very", "we", "well", "which", "who", "will", "with", "within",
    "across", "you", "your",
))
# fmt: on
"""A stretch that begins or ends with one of these says no more than the stretch without it."""

_TRIMMED = " .-–—'\"“”"


def parts_of(text: str) -> tuple[str, ...]:
    """The parts of a text besides itself, each once; none of a text under ``MIN_WORDS`` words.

    >>> parts_of("Plans menus, budgets (weekly) and orders food")
    ('Plans menus', 'budgets', 'weekly', 'orders food')
    """
    if len(words(text)) < MIN_WORDS:
        return ()
    phrases = list(_split(_BREAK, text))
    smaller = [
        part
        for phrase in phrases
        if len(found := list(_split(_JOINT, phrase))) > 1
        for part in found
        if len(words(part)) > 1
    ]
    stretches = [stretch for phrase in phrases for stretch in _stretches(phrase)]
    parts = dict.fromkeys([*phrases, *smaller, *stretches])
    parts.pop(text, None)
    return tuple(parts)[:MAX_PARTS]


def _split(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    for part in pattern.split(text):
        stripped = part.strip(_TRIMMED)
        if words(stripped):
            yield stripped


def _stretches(phrase: str) -> Iterator[str]:
    tokens = phrase.split()
    for length in STRETCHES:
        for start in range(len(tokens) - length + 1 if len(tokens) > length else 0):
            stretch = tokens[start : start + length]
            if {stretch[0].lower(), stretch[-1].lower()}.isdisjoint(_EMPTY):
                joined = " ".join(stretch)
                if words(joined):
                    yield joined
