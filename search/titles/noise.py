"""What stands around a job title and is no part of it: shifts, pay, places, references, hype."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from search.titles.noise_forms import INLINE, WHOLE, Kind
from search.titles.word_lists import PLACES
from skillsearch.text import normal_form

__all__ = ["Kind", "Part", "inline_noise", "kind_of", "trailing_place", "without_symbols"]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a title that was taken off, as it was written."""

    text: str
    kind: Kind


_LEAD = re.compile(
    r"^(?:based (?:in|at)|located (?:in|at)|in|at|near|around|location\s?:)\s+", re.IGNORECASE
)
_STATE = re.compile(r"[A-Z][\w .'’-]+,\s?[A-Z]{2}(?:\s\d{5})?")
_JOIN = re.compile(r"\s*[,;/|+&·•]\s*|\s+(?:and|or)\s+|\s+[-–—]\s+", re.IGNORECASE)


def kind_of(segment: str) -> Kind | None:
    """What kind of noise a segment between separators is, None where it may be part of a title.

    >>> kind_of("Night Shift"), kind_of("5 days, East"), kind_of("Python")
    ('shift', 'hours', None)
    """
    text = segment.strip(" .:;,*#!-–—_")
    if not text:
        return None
    for kind, pattern in WHOLE:
        if pattern.fullmatch(text):
            return kind
    if _is_place(text):
        return "location"
    pieces = [piece for piece in _JOIN.split(text) if piece.strip()]
    if len(pieces) > 1 and all(kinds := [kind_of(piece) for piece in pieces]):
        return kinds[0]
    return None


def _is_place(text: str) -> bool:
    if _STATE.fullmatch(text):
        return True
    bare = _LEAD.sub("", text)
    form = normal_form(bare)
    if form in PLACES:
        return True
    first, _, rest = form.partition(" ")
    return first in PLACES and rest in {"area", "based", "office", "region", "city"}


def inline_noise(text: str) -> tuple[str, list[Part]]:
    """The text without noise that stands inside it, each taken stretch a blank, and what it was."""
    parts: list[Part] = []
    for kind, pattern in INLINE:

        def take(match: re.Match[str], kind: Kind = kind) -> str:
            if match[0].strip(" !:"):
                parts.append(Part(match[0].strip(), kind))
            return " | "

        text = pattern.sub(take, text)
    return text, parts


def trailing_place(text: str) -> tuple[str, Part | None]:
    """A title without the place at its end: "Rider Kuala Lumpur", "Nurse in Leeds".

    What "of" or "for" leads to stays: a head of Singapore is one of Singapore.
    """
    words = text.split()
    for length in (4, 3, 2, 1):
        if length >= len(words) or normal_form(" ".join(words[-length:])) not in PLACES:
            continue
        rest = words[:-length]
        if rest[-1].casefold() in {"of", "for", "&", "and", "to"}:
            return text, None
        while len(rest) > 1 and rest[-1].casefold() in {"in", "at", "near", "based"}:
            rest = rest[:-1]
        kept = " ".join(rest)
        return kept.rstrip(" ,-–—"), Part(text[len(kept) :].strip(" ,-–—"), "location")
    return text, None


def without_symbols(text: str) -> tuple[str, list[Part]]:
    """The text with emoji, arrows, stars and control characters taken out."""
    parts: list[Part] = []
    kept = []
    for character in unicodedata.normalize("NFKC", text):
        category = unicodedata.category(character)
        if category in ("So", "Sk", "Cs", "Co", "Cn", "Cf") or character in "★☆►▶→*~^=<>":
            if category == "So":
                parts.append(Part(character, "symbol"))
            kept.append(" " if category not in ("Cf", "Sk") else "")
        else:
            kept.append(" " if category == "Cc" or character == "_" else character)
    return " ".join("".join(kept).split()), parts
