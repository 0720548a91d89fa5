"""How much a skill says about a job: "communication" is asked for in all, "phlebotomy" is not."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from search.extraction.live import LiveExtractor
from skillsearch.encoder.base import Vectors

__all__ = ["EVERYWHERE", "LEAST", "Specificity"]

EVERYWHERE = (
    "communication",
    "teamwork",
    "work in teams",
    "leadership",
    "time management",
    "organise work",
    "problem solving",
    "critical thinking",
    "attention to detail",
    "interpersonal skills",
    "adapt to change",
    "work independently",
    "work under pressure",
    "customer service",
    "computer literacy",
    "use office software",
    "Microsoft Office",
    "use email and internet",
    "English",
    "write reports",
    "give presentations",
    "meet deadlines",
    "show initiative",
    "motivate others",
    "manage a team",
    "train employees",
    "planning",
    "coordinate activities",
    "documentation",
    "keep records",
    "quality standards",
    "health and safety",
    "follow procedures",
    "multitask",
    "decision making",
    "build relationships",
    "negotiation",
    "business processes",
    "budgeting",
    "project management",
    "think creatively",
    "learn new things",
    "work ethic",
    "physical stamina",
    "education",
    "business",
    "services",
    "management",
)
"""What postings of every field ask for; who has it has said little about what they do."""

LEAST = 0.2
"""What a skill counts that is one of them, against 1 of a skill of one trade."""

_ALIKE, _UNLIKE = 0.75, 0.45


class Specificity:
    """The weight of a text or skill by its cosine to the nearest of :data:`EVERYWHERE`.

    :data:`LEAST` from cosine .75, 1 up to .45, linear between.
    """

    def __init__(self, live: LiveExtractor) -> None:
        self._everywhere: Vectors = live.sentences.of(EVERYWHERE)

    def of(self, vectors: Vectors) -> NDArray[np.float32]:
        """The weights, shape (n,), of unit vectors, shape (n, d)."""
        if not len(vectors):
            return np.empty(0, np.float32)
        nearest = (vectors @ self._everywhere.T).max(axis=1)
        share = np.clip((nearest - _UNLIKE) / (_ALIKE - _UNLIKE), 0.0, 1.0)
        weights: NDArray[np.float32] = (1 - (1 - LEAST) * share).astype(np.float32)
        return weights
