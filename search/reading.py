"""A sentence read part by part and word by word, against every concept of a generation at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.open_index import LiveCollection, OpenIndex
from search.preferred import preferred_vectors
from skillsearch.encoder.base import Vectors
from skillsearch.lexicon import Lexicon, Scope

__all__ = ["Reading", "crowds", "rarity", "read_sentence"]

PARTS_SHARE = 15
"""Of the concepts that each way of finding gives, a part gives one in so many."""

CROWD_SHARE = 0.9
"""How much of its crowd is taken off the cosines of a part; see :func:`crowds`."""

CROWD_TEMPERATURE = 0.05
"""The smaller, the more a crowd is the nearest concepts alone."""


@dataclass(frozen=True)
class Reading:
    """Arrays by concept number, (c,) float32.

    ``by_part``, (c, parts), has the cosines between preferred labels and parts. ``part`` is the
    clearest of a concept's: its cosine less a share of the part's crowd (see :func:`crowds`), so
    that a vague part, near to many skills, names none of them well. ``held`` is the share of a
    label's words, weighted by rarity, that the sentence has, of the label with the greatest share;
    ``held_preferred`` that of the preferred label.
    """

    by_part: NDArray[np.float32]
    part: NDArray[np.float32]
    held: NDArray[np.float32]
    held_preferred: NDArray[np.float32]

    def nearest(self, scope: Scope, lexicon: Lexicon, pool: int) -> list[int]:
        """The concepts of the scope that each part is nearest to; more for a larger ``pool``."""
        inside = np.flatnonzero(scope.mask(lexicon))
        count = min(max(pool // PARTS_SHARE, 1), len(inside))
        if not count:
            return []
        cosines = self.by_part[inside]
        top = np.argpartition(-cosines, count - 1, axis=0)[:count]
        found: list[int] = np.unique(inside[top]).tolist()
        return found


def read_sentence(
    index: OpenIndex, collection: LiveCollection, words: Sequence[int], parts: Vectors
) -> Reading:
    """The reading of a sentence.

    ``words`` are the lexicon's numbers of its words in any inflection, each once; ``parts`` the
    vectors of its parts, shape (n, dimension), n at least 1.
    """
    lexicon = collection.lexicon
    by_part = preferred_vectors(index, collection) @ parts.T
    totals = index.derived(collection, "rarity of labels", lambda: _label_rarities(lexicon))
    shares = _held_rarities(lexicon, words) / totals
    rows = np.flatnonzero(shares)
    held = np.zeros(lexicon.concept_count, np.float32)
    np.maximum.at(held, lexicon.row_concept[rows], shares[rows])
    held_preferred = np.zeros_like(held)
    rows = rows[lexicon.row_role[rows] == 0]
    np.maximum.at(held_preferred, lexicon.row_concept[rows], shares[rows])
    return Reading(by_part, _clearest(by_part, lexicon.concept_scope), held, held_preferred)


def crowds(cosines: NDArray[np.float32]) -> NDArray[np.float32]:
    """How near each part, a column, is to the concepts of a taxonomy, its rows, all in all.

    The logarithm of the mean of exp(cosine / temperature), times the temperature: between their
    mean and their greatest, and the same for a taxonomy twice as large of the same make.
    """
    told = np.exp(cosines / np.float32(CROWD_TEMPERATURE)).mean(axis=0)
    crowd: NDArray[np.float32] = np.float32(CROWD_TEMPERATURE) * np.log(told)
    return crowd


def _clearest(by_part: Vectors, scopes: NDArray[np.int16]) -> NDArray[np.float32]:
    """Concept → its clearest part; other taxonomies of the index make no difference."""
    clearest = np.empty(len(by_part), np.float32)
    for scope in np.unique(scopes).tolist():
        inside = scopes == scope
        cosines = by_part[inside]
        clearest[inside] = (cosines - np.float32(CROWD_SHARE) * crowds(cosines)).max(axis=1)
    return clearest


def rarity(lexicon: Lexicon, holding: int | NDArray[np.int32]) -> NDArray[np.float64]:
    """How much a word tells that stands in labels of ``holding`` concepts: log(1 + c / (h + ½))."""
    told: NDArray[np.float64] = np.log1p(lexicon.concept_count / (np.asarray(holding) + 0.5))
    return told


def _label_rarities(lexicon: Lexicon) -> NDArray[np.float32]:
    """Row → the rarities of its words together; never 0."""
    told = rarity(lexicon, lexicon.word_frequency)
    each = np.repeat(told, np.diff(lexicon.word_row_ends, prepend=0))
    totals = np.bincount(lexicon.word_rows, each, minlength=len(lexicon.row_concept))
    return np.maximum(totals, 1e-6).astype(np.float32)


def _held_rarities(lexicon: Lexicon, words: Sequence[int]) -> NDArray[np.float32]:
    """Row → the rarities together of those of its words that a sentence has."""
    told = rarity(lexicon, lexicon.word_frequency)
    held = np.zeros(len(lexicon.row_concept), np.float32)
    for number in words:
        held[lexicon.rows_of_word(number)] += np.float32(told[number])
    return held
