"""A text cut where mentions begin and end, so that each stretch is shown in one way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from search.extraction.answers import SkillMention, TextExtraction, UnmatchedPhrase

__all__ = ["Look", "Segment", "look_of", "segments_of"]

Look = Literal["alias", "fuzzy", "semantic", "unmatched", ""]
"""How a stretch is marked."""


@dataclass(frozen=True, slots=True)
class Segment:
    """``sent[start:end]`` and everything that covers it, the shortest span first."""

    start: int
    end: int
    mentions: tuple[SkillMention, ...]
    unmatched: tuple[UnmatchedPhrase, ...]


def segments_of(extraction: TextExtraction) -> Iterator[Segment]:
    """The whole text in order; no segment is empty."""
    cuts = {0, extraction.characters}
    cuts.update(place for m in extraction.mentions for place in (m.start, m.end))
    cuts.update(place for u in extraction.unmatched for place in (u.start, u.end))
    for start, end in pairwise(sorted(cuts)):
        mentions = [m for m in extraction.mentions if m.start <= start and end <= m.end]
        mentions.sort(key=lambda m: (m.end - m.start, m.match == "implied", -m.confidence))
        unmatched = [u for u in extraction.unmatched if u.start <= start and end <= u.end]
        yield Segment(start, end, tuple(mentions), tuple(unmatched))


def look_of(segment: Segment) -> Look:
    """How to mark a segment: what names a skill itself counts before the meaning of a sentence."""
    ways = {m.match for m in segment.mentions}
    if "alias" in ways:
        return "alias"
    if "fuzzy" in ways:
        return "fuzzy"
    if segment.unmatched:
        return "unmatched"
    return "semantic" if ways else ""
