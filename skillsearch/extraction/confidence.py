"""How sure a mention is, from 0 to 1: what a reviewer would accept of such mentions.

By alias: ``ALIAS`` less a penalty for each thing that speaks against it; so a mention with one more
doubt is never surer. By meaning: piecewise linear in the cosine of piece and label, so a nearer
piece is never less sure; ``SEMANTIC`` has the knots.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from skillsearch.documents import SectionKind
from skillsearch.extraction.ambiguity import Doubt

__all__ = [
    "DEFAULT_CONFIDENCE",
    "alias_confidence",
    "implied_confidence",
    "semantic_confidence",
]

DEFAULT_CONFIDENCE = 0.6
"""The least confidence of a mention that is shown where nobody asks for another."""

ALIAS = 0.95

DOUBTED: dict[Doubt, float] = {
    "none": 0.0,
    "short": 0.1,
    "name": 0.1,
    "generic": 0.2,
    "stray": 0.25,
}
ROLE = (0.0, 0.2, 0.25)
"""Preferred, alternative, hidden label: further labels are often narrower than their skill."""
FIT = (0.0, 0.02, 0.25)
"""Spelled as the label, another number, other endings. Readers accept about half of the last."""
SHARED = 0.1
"""Another skill of the taxonomy goes by the same label."""
ASIDE = 0.2
"""In a section that speaks of something else than the person or the work."""

_ASIDE: frozenset[SectionKind] = frozenset({"interests"})

FUZZY = 0.1
"""Off for a word mistyped."""

IMPLIED = 0.6
"""Times the confidence of the narrower skill: never shown unasked, as ``DEFAULT_CONFIDENCE`` is
above it. What ESCO calls broader is often another trade's word for the same."""

SEMANTIC = ((0.0, 0.0), (0.5, 0.15), (0.65, 0.45), (0.75, 0.65), (0.85, 0.8), (1.0, 0.95))
"""(cosine, confidence), between two views of the shipped model's mentions: what the annotators of
SkillSkape chose too (0.34 of those at 0.65–0.7, 0.50 to 0.75, 0.61 to 0.8), which is strict where
two labels say nearly the same, and what a reader accepts (about two of three above 0.65)."""


PHRASE = 0.2
"""Off for a phrase: at the same cosine readers accept fewer of those. Of mentions labelled blind in
real documents, 0.69 and 0.88 at cosines of 0.725 and 0.75, against 0.90 and all of 25 pieces."""


def alias_confidence(
    doubt: Doubt, role: int, fit: int, *, shared: bool, section: SectionKind, typo: bool = False
) -> float:
    """The confidence of a mention by alias, or with a ``typo`` by a label nearly spelled."""
    penalty = DOUBTED[doubt] + ROLE[role] + FIT[fit] + FUZZY * typo
    penalty += SHARED * shared + ASIDE * (section in _ASIDE)
    return round(max(ALIAS - penalty, 0.0), 4)


def implied_confidence(narrower: float) -> float:
    """The confidence of a skill that is broader than one named with this confidence."""
    return round(IMPLIED * narrower, 4)


def semantic_confidence(cosine: float, *, phrase: bool = False) -> float:
    """The confidence of a mention by meaning, of a piece or of a ``phrase`` of it."""
    knots: NDArray[np.float64] = np.array(SEMANTIC)
    sure = float(np.interp(cosine, knots[:, 0], knots[:, 1]))
    return round(max(sure - PHRASE * phrase, 0.0), 4)
