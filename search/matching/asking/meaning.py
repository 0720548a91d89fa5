"""Phrases that no label spells → skills that mean the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from search.extraction.live import LiveExtractor
from search.matching.asking.things import Thing

__all__ = ["with_meanings"]

LEAST_COSINE = 0.8
"""From here the nearest skill is taken for the phrase, as in the expansion of queries."""

MIN_WORDS = 2
"""A single word that no label has is not guessed at: its vector says little."""


def with_meanings(things: Sequence[Thing], live: LiveExtractor) -> list[Thing]:
    """The things, those of several words with the nearest skill of each taxonomy, if near enough.

    All of them are encoded together and measured in one product.
    """
    open_ones = [n for n, t in enumerate(things) if t.kind == "words" and _is_phrase(t)]
    found = list(things)
    if not open_ones:
        return found
    snapshot = live.extractor.snapshot
    vocabulary = snapshot.vocabulary
    editions = np.asarray(vocabulary.skill_edition)
    cosines = live.sentences.of([things[n].said for n in open_ones]) @ snapshot.vectors.T
    for number, row in zip(open_ones, cosines, strict=True):
        near = [
            int(best)
            for edition in range(len(vocabulary.editions))
            if len(inside := np.flatnonzero(editions == edition))
            and row[best := inside[int(np.argmax(row[inside]))]] >= LEAST_COSINE
        ]
        if near:
            labels = ", ".join(dict.fromkeys(vocabulary.label[n] for n in near))
            found[number] = replace(
                things[number], kind="skill", skills=tuple(vocabulary.point[n] for n in near),
                means=f"skill, by meaning: {labels}",
            )  # fmt: skip
    return found


def _is_phrase(thing: Thing) -> bool:
    return len(thing.said.split()) >= MIN_WORDS and " or " not in thing.said
