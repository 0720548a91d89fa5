"""Typeahead: what a half-typed query may become."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skillsearch.lexicon.correction import correct
from skillsearch.lexicon.lexicon import Lexicon, Scope
from skillsearch.text import words

__all__ = ["Suggestion", "suggest"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A label to offer; ``row`` is its row in the lexicon, ``match`` how it continues the text."""

    text: str
    concept: int
    row: int
    match: str


def suggest(lexicon: Lexicon, text: str, scope: Scope, limit: int) -> list[Suggestion]:
    """Labels that continue ``text``, at most one a concept, none twice.

    First labels that begin with it, then labels that hold words beginning with each of its words,
    then the same for the corrected words. Within each: preferred before alternative before hidden,
    shorter before longer.
    """
    typed = words(text)
    if not typed:
        return []
    inside = scope.mask(lexicon)
    found: list[Suggestion] = []
    seen_concepts: set[int] = set()
    seen_texts: set[str] = set()

    def take(rows: NDArray[np.int32], match: str) -> None:
        rows = rows[inside[lexicon.row_concept[rows]]]
        order = np.lexsort((rows, lexicon.form.lengths[rows], lexicon.row_role[rows]))
        for row in rows[order].tolist():
            if len(found) == limit:
                return
            concept = int(lexicon.row_concept[row])
            form = lexicon.form[row]
            if concept not in seen_concepts and form not in seen_texts:
                seen_concepts.add(concept)
                seen_texts.add(form)
                found.append(Suggestion(lexicon.surface[row], concept, row, match))

    ends_with_space = text[-1:].isspace()
    begun = " ".join(typed) + (" " if ends_with_space else "")
    whole = lexicon.form.equal_range(" ".join(typed), lexicon.form_order)
    take(lexicon.form_order[whole.start : whole.stop], "exact")
    span = lexicon.form.prefix_range(begun, lexicon.form_order)
    take(lexicon.form_order[span.start : span.stop], "prefix")
    if len(found) < limit:
        take(_holding(lexicon, typed, last_is_whole=ends_with_space), "words")
    if len(found) < limit:
        corrected = correct(lexicon, typed)
        if corrected.replaced:
            take(_holding(lexicon, corrected.words, last_is_whole=False), "fuzzy")
    return found


def _holding(
    lexicon: Lexicon, typed: list[str] | tuple[str, ...], *, last_is_whole: bool
) -> NDArray[np.int32]:
    holding = np.ones(len(lexicon.row_concept), bool)
    for position, word in enumerate(typed):
        whole = position == len(typed) - 1 and last_is_whole
        numbers = lexicon.word.equal_range(word) if whole else lexicon.word.prefix_range(word)
        if not numbers:
            return np.empty(0, np.int32)
        holding &= lexicon.has_words(numbers)
    return np.flatnonzero(holding).astype(np.int32)
