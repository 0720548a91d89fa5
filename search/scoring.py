"""From evidence to the score that a person sees.

The score of a concept for a query is a function of these two alone, never of the other hits or of
a rank: 0.8 means the same in every search. Literal evidence sets it where there is some, meaning
sets it elsewhere:

    exact     1.00         the query is the preferred label
    alias     0.99, 0.98   the query is an alternative, a hidden label
    fuzzy     ≤ 0.97       the share of letters that the query and the label have in common
    prefix    0.75–0.97    the label begins with the query; the more of it, the higher
    lexical   < 0.97       a label stands in the query, or shares most of its rare words
    semantic  < 0.95       the cosine between query and concept

Words lift the cosine towards the ceiling, never beyond it: each kind of evidence closes a share of
the gap that is left. A sentence is read part by part, and what its parts and words tell is added
up; beyond KNEE a sum counts less and less. docs/scoring.md says how the weights were chosen.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from search.answers import Match
from skillsearch.lexicon import LabelMatch

__all__ = ["Evidence", "SentenceEvidence", "score_of"]

PREFERRED_WEIGHT = 0.3
"""Share of the preferred label's cosine in the semantic part; the nearest label has the rest."""

COVERAGE_SHARE = 0.3
"""Share of the gap that a concept closes whose labels hold every word of the query."""

SPELLED_SHARE = 0.3
SPELLED_SHARE_PER_WORD = 0.06
"""Share of the gap that a label closes by standing in the query, and each word of it more."""

MAX_SEMANTIC = 0.95
MAX_LEXICAL = 0.97
MIN_PREFIX = 0.75


SENTENCE_PREFERRED_WEIGHT = 0.8
"""Share of the preferred label's cosine in what the sentence as a whole means."""

WHOLE_WEIGHT = 0.5
PART_WEIGHT = 0.9
"""What the sentence as a whole, and its clearest part, count in the meaning: a part less, for its
cosine comes without its crowd."""

SPELLED_WORD = 0.02
SPELLED_RARITY = 0.006
MAX_SPELLED_WORDS = 4
"""What a label adds that stands in a sentence: for each word, and for the rarity of each."""

ROLE_WEIGHTS = (1.0, 0.3, 0.0)
"""How much of that counts by the label's role. Aliases are often wider than their skill (ESCO has
"data" for statistics), and hidden labels are there for whole queries."""

HELD_WEIGHT = 0.2
"""What a concept adds whose labels hold all words of a sentence, and it all words of a label."""

HELD_PREFERRED_WEIGHT = 0.05
"""What a concept adds all words of whose preferred label are in the sentence; half of them add a
quarter of it."""

KNEE = 0.6
"""Sums of a sentence up to here are scores; what is beyond approaches MAX_LEXICAL."""


@dataclass(frozen=True, slots=True)
class SentenceEvidence:
    """What is known besides where the query is a sentence: see :class:`~search.reading.Reading`.

    ``rarity`` is that of the words of the spelled label together, 0 where none is spelled.
    """

    part: float
    held: float
    held_preferred: float
    rarity: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known about one concept and the query.

    ``preferred`` and ``nearest`` are cosines, of the preferred and of the nearest label;
    ``coverage`` is the share of the query's words that the labels hold, weighted by rarity;
    ``literal`` is the best spelled match and ``role`` that label's role (0 preferred,
    1 alternative, 2 hidden). ``sentence`` is there where the query has parts.
    """

    preferred: float
    nearest: float
    coverage: float = 0.0
    literal: LabelMatch | None = None
    role: int = 0
    sentence: SentenceEvidence | None = None


def score_of(evidence: Evidence) -> tuple[Match, float]:
    """How the concept matches, and its score in [0, 1]."""
    meaning = (
        _meaning(evidence) if evidence.sentence is None else _read(evidence, evidence.sentence)
    )
    literal = evidence.literal
    if literal is None:
        return ("lexical" if evidence.coverage >= 0.5 else "semantic"), meaning
    if literal.match == "exact":
        return "exact", 1.0
    if literal.match == "alias":
        return "alias", 1.0 - 0.01 * evidence.role
    if literal.match == "fuzzy":
        return "fuzzy", min(max(meaning, literal.similarity), MAX_LEXICAL)
    if literal.match == "prefix":
        begun = _lift(MIN_PREFIX, MAX_LEXICAL, literal.similarity)
        return "prefix", max(meaning, begun)
    if evidence.sentence is not None:
        return "lexical", meaning
    words = literal.span[1] - literal.span[0]
    unspelled = (1 - SPELLED_SHARE) * (1 - SPELLED_SHARE_PER_WORD) ** words
    return "lexical", _lift(meaning, MAX_LEXICAL, literal.similarity * (1 - unspelled))


def _meaning(evidence: Evidence) -> float:
    cosine = PREFERRED_WEIGHT * evidence.preferred + (1 - PREFERRED_WEIGHT) * evidence.nearest
    return _lift(
        min(max(cosine, 0.0), MAX_SEMANTIC), MAX_SEMANTIC, COVERAGE_SHARE * evidence.coverage
    )


def _read(evidence: Evidence, sentence: SentenceEvidence) -> float:
    whole = (
        SENTENCE_PREFERRED_WEIGHT * evidence.preferred
        + (1 - SENTENCE_PREFERRED_WEIGHT) * evidence.nearest
    )
    total = WHOLE_WEIGHT * whole + PART_WEIGHT * sentence.part
    total += HELD_WEIGHT * sentence.held * evidence.coverage
    total += HELD_PREFERRED_WEIGHT * sentence.held_preferred**2
    literal = evidence.literal
    if literal is not None:
        words = min(literal.span[1] - literal.span[0], MAX_SPELLED_WORDS)
        spelled = SPELLED_WORD * words + SPELLED_RARITY * sentence.rarity
        total += ROLE_WEIGHTS[evidence.role] * literal.similarity * spelled
    return _softened(max(total, 0.0))


def _softened(total: float) -> float:
    """A sum in [0, MAX_LEXICAL), in the same order, with no step and no kink at ``KNEE``."""
    room = MAX_LEXICAL - KNEE
    return total if total <= KNEE else MAX_LEXICAL - room * math.exp(-(total - KNEE) / room)


def _lift(value: float, ceiling: float, share: float) -> float:
    """``value`` with a share of what is missing to the ceiling added."""
    return value + (ceiling - value) * share
