"""How sure it is that a title stands for an occupation: a closeness → a share of titles."""

from __future__ import annotations

import math

__all__ = ["LEAST_CONFIDENCE", "LEAST_SCORE", "confidence_of"]

# Logistic regression over the five nearest occupations of each title of one half of the JobBERT
# validation titles (ESCO 1.1.1, the shipped encoder), split by occupation; docs/titles.md has the
# reliability on the other half.
_BIAS, _SCORE, _LEAD = -4.53, 4.03, 8.49

LEAST_CONFIDENCE = 0.15
"""Below it the choice is a guess, and none is made."""

LEAST_SCORE = 0.5
"""Below it nothing fits: of the titles that people judged, 4 % have nothing nearer."""


def confidence_of(score: float, best_other: float) -> float:
    """The share of titles this near to an occupation for which people chose that occupation.

    ``best_other`` is the score of the nearest other occupation of the taxonomy.
    """
    return 1 / (1 + math.exp(-(_BIAS + _SCORE * score + _LEAD * (score - best_other))))
