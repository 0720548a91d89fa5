"""From evidence to the score that a person sees.

The score of a concept for a query is a function of these two alone, never of the other hits or of
a rank: 0.8 means the same in every search. Literal evidence sets it where there is some, meaning
sets it elsewhere:

    exact     1.00         the query is the preferred label
    alias     0.99, 0.98   the query is an alternative, a hidden label
    fuzzy     ≤ 0.97       share of letters that the query and the label have in common
    prefix    0.75–0.97    the label begins with the query; the more of it, the higher
    lexical   ≤ 0.97       a label stands in the query: the cosine plus a bonus by its words
    semantic  ≤ 0.95       the cosine between query and concept
"""

from __future__ import annotations

from dataclasses import dataclass

from search.answers import Match
from skillsearch.lexicon import LabelMatch

__all__ = ["Evidence", "score_of"]

PREFERRED_WEIGHT = 0.5
"""Share of the preferred label's cosine in the semantic part; the nearest label has the rest."""

SPELLED_BONUS = 0.12
SPELLED_BONUS_PER_WORD = 0.03
"""Bonus of a label that stands in the query word for word (docs/scoring.md has the tuning)."""

COVERAGE_WEIGHT = 0.10
"""Bonus of a concept whose labels hold every word of the query, weighted by rarity."""

MAX_SEMANTIC = 0.95
MAX_LEXICAL = 0.97


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
    meaning = (
        PREFERRED_WEIGHT * evidence.preferred
        + (1 - PREFERRED_WEIGHT) * evidence.nearest
        + COVERAGE_WEIGHT * evidence.coverage
    )
    meaning = min(max(meaning, 0.0), MAX_SEMANTIC)
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
        return "prefix", min(max(meaning, 0.75 + 0.22 * literal.similarity), MAX_LEXICAL)
    words = literal.span[1] - literal.span[0]
    bonus = literal.similarity * (SPELLED_BONUS + SPELLED_BONUS_PER_WORD * words)
    return "lexical", min(meaning + bonus, MAX_LEXICAL)
