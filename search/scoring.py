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
the gap that is left. docs/scoring.md says how the weights were chosen.
"""

from __future__ import annotations

from dataclasses import dataclass

from search.answers import Match
from skillsearch.lexicon import LabelMatch

__all__ = ["Evidence", "score_of"]

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


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known about one concept and the query.

    ``preferred`` and ``nearest`` are cosines, of the preferred and of the nearest label;
    ``coverage`` is the share of the query's words that the labels hold, weighted by rarity;
    ``literal`` is the best spelled match and ``role`` that label's role (0 preferred,
    1 alternative, 2 hidden).
    """

    preferred: float
    nearest: float
    coverage: float = 0.0
    literal: LabelMatch | None = None
    role: int = 0


def score_of(evidence: Evidence) -> tuple[Match, float]:
    """How the concept matches, and its score in [0, 1]."""
    cosine = PREFERRED_WEIGHT * evidence.preferred + (1 - PREFERRED_WEIGHT) * evidence.nearest
    meaning = _lift(
        min(max(cosine, 0.0), MAX_SEMANTIC), MAX_SEMANTIC, COVERAGE_SHARE * evidence.coverage
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
    words = literal.span[1] - literal.span[0]
    unspelled = (1 - SPELLED_SHARE) * (1 - SPELLED_SHARE_PER_WORD) ** words
    return "lexical", _lift(meaning, MAX_LEXICAL, literal.similarity * (1 - unspelled))


def _lift(value: float, ceiling: float, share: float) -> float:
    """``value`` with a share of what is missing to the ceiling added."""
    return value + (ceiling - value) * share
