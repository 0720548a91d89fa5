"""What in a query spells a label: all of it, its beginning, part of it, or nearly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from skillsearch.lexicon.lexicon import Lexicon, Scope
from skillsearch.text import stems

__all__ = ["LabelMatch", "LiteralMatch", "match_labels"]

LiteralMatch = Literal["exact", "alias", "prefix", "fuzzy", "lexical"]

MAX_LABEL_WORDS = 12
"""Stretches of a query longer than this are not looked up as labels: of the 132,721 labels of ESCO
1.1.1, 154 are longer. Such a label is still found by meaning and by its words."""

MAX_PREFIX_MATCHES = 300
"""Of more labels that begin with the query, the shortest preferred ones are kept."""

MIN_FUZZY = 0.8
"""Least normalised similarity (2·matches / total letters) of a corrected label."""

MIN_INFLECTED = 0.75
"""Least similarity of two forms with equal stems: "organ" and "organization" are not one word."""


@dataclass(frozen=True, slots=True)
class LabelMatch:
    """A label that the query spells.

    ``row`` is its row in the lexicon; ``span`` the stretch of query words (start, end) that spells
    it; ``similarity`` is 1 for letter by letter, else the share of letters that agree.
    """

    concept: int
    row: int
    match: LiteralMatch
    similarity: float
    span: tuple[int, int]


def match_labels(
    lexicon: Lexicon,
    query_words: Sequence[str],
    corrected: Sequence[str],
    scope: Scope,
) -> dict[int, LabelMatch]:
    """Concept number → its best literal match, for concepts within the scope.

    ``query_words`` are the words as typed, ``corrected`` the same after typo correction.
    """
    inside = scope.mask(lexicon)
    best: dict[int, LabelMatch] = {}

    def offer(found: LabelMatch) -> None:
        known = best.get(found.concept)
        if inside[found.concept] and (
            known is None or _order(found, lexicon) < _order(known, lexicon)
        ):
            best[found.concept] = found

    for found in _stretches(lexicon, corrected, inside):
        offer(_as_typed(found, lexicon, query_words, corrected))
    for found in _beginnings(lexicon, query_words, inside):
        offer(found)
    if list(corrected) != list(query_words):
        for found in _near(lexicon, query_words, corrected, inside):
            offer(found)
    return best


_STRENGTH = {"exact": 0, "alias": 1, "prefix": 2, "fuzzy": 3, "lexical": 4}


def _order(found: LabelMatch, lexicon: Lexicon) -> tuple[int, float, int, int]:
    return (
        _STRENGTH[found.match],
        -found.similarity * (found.span[1] - found.span[0]),
        int(lexicon.row_role[found.row]),
        found.row,
    )


def _stretches(
    lexicon: Lexicon, query_words: Sequence[str], inside: NDArray[np.bool_]
) -> list[LabelMatch]:
    """Labels that stand in the query, inflected or not; longer ones shadow shorter ones."""
    found: list[LabelMatch] = []
    stemmed = {language: stems(query_words, language) for language in lexicon.languages}
    covered: list[tuple[int, int]] = []
    for length in range(min(MAX_LABEL_WORDS, len(query_words)), 0, -1):
        for start in range(len(query_words) - length + 1):
            span = (start, start + length)
            if any(s <= start and span[1] <= e for s, e in covered):
                continue
            hits = [
                hit
                for language in lexicon.languages
                for hit in _spelled(lexicon, query_words, stemmed[language], span, language)
                if inside[hit.concept]
            ]
            if hits:
                covered.append(span)
                found += hits
    return found


def _spelled(
    lexicon: Lexicon,
    query_words: Sequence[str],
    stemmed: Sequence[str],
    span: tuple[int, int],
    language: str,
) -> list[LabelMatch]:
    from rapidfuzz.distance import Indel

    form = " ".join(query_words[span[0] : span[1]])
    whole = span == (0, len(query_words))
    hits = []
    for row in lexicon.stem.equal_range(" ".join(stemmed[span[0] : span[1]])):
        concept = int(lexicon.row_concept[row])
        if lexicon.keys[int(lexicon.concept_scope[concept])].language != language:
            continue
        similarity = Indel.normalized_similarity(form, lexicon.form[row])
        if similarity < MIN_INFLECTED:
            continue
        match: LiteralMatch = "lexical"
        if whole and similarity == 1.0:
            match = "exact" if lexicon.row_role[row] == 0 else "alias"
        hits.append(LabelMatch(concept, row, match, similarity, span))
    return hits


def _beginnings(
    lexicon: Lexicon, query_words: Sequence[str], inside: NDArray[np.bool_]
) -> list[LabelMatch]:
    """Labels that begin with the query; a last word that is itself known must stand whole."""
    query = " ".join(query_words)
    if len(query) < 2:
        return []
    complete = lexicon.word_number(query_words[-1]) is not None
    positions = lexicon.form.prefix_range(f"{query} " if complete else query, lexicon.form_order)
    rows = lexicon.form_order[positions.start : positions.stop]
    rows = rows[inside[lexicon.row_concept[rows]]]
    lengths = lexicon.form.lengths[rows]
    if len(rows) > MAX_PREFIX_MATCHES:
        keep = np.lexsort((rows, lengths, lexicon.row_role[rows]))[:MAX_PREFIX_MATCHES]
        rows, lengths = rows[keep], lengths[keep]
    size = len(query.encode("utf-8", "surrogatepass"))
    span = (0, len(query_words))
    return [
        LabelMatch(int(lexicon.row_concept[row]), int(row), "prefix", size / int(length), span)
        for row, length in zip(rows, lengths, strict=True)
    ]


def _as_typed(
    found: LabelMatch, lexicon: Lexicon, query_words: Sequence[str], corrected: Sequence[str]
) -> LabelMatch:
    """A match of the corrected query: fuzzy, if it is the whole and was typed otherwise."""
    if found.span != (0, len(corrected)) or list(corrected) == list(query_words):
        return found
    from rapidfuzz.distance import Indel

    similarity = Indel.normalized_similarity(" ".join(query_words), lexicon.form[found.row])
    return LabelMatch(found.concept, found.row, "fuzzy", similarity, (0, len(query_words)))


def _near(
    lexicon: Lexicon,
    query_words: Sequence[str],
    corrected: Sequence[str],
    inside: NDArray[np.bool_],
) -> list[LabelMatch]:
    """Labels that hold every corrected word and differ little from the query as a whole."""
    from rapidfuzz.distance import Indel

    numbers = [lexicon.word_number(word) for word in corrected]
    known = sorted((n for n in numbers if n is not None), key=lambda n: lexicon.word_frequency[n])
    if len(known) < len(numbers) or not known:
        return []
    rows = lexicon.rows_of_word(known[0])
    for number in known[1:]:
        rows = np.intersect1d(rows, lexicon.rows_of_word(number), assume_unique=True)
    rows = rows[inside[lexicon.row_concept[rows]]]
    query = " ".join(query_words)
    span = (0, len(query_words))
    found = []
    for row in rows.tolist():
        similarity = Indel.normalized_similarity(query, lexicon.form[row], score_cutoff=MIN_FUZZY)
        if similarity >= MIN_FUZZY:
            concept = int(lexicon.row_concept[row])
            found.append(LabelMatch(concept, row, "fuzzy", similarity, span))
    return found
