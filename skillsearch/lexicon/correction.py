"""Typos and abbreviations: which words are in no label, and what was probably meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from skillsearch.lexicon.abbreviations import ABBREVIATIONS
from skillsearch.lexicon.lexicon import Lexicon

__all__ = ["Correction", "correct"]

MIN_LENGTH = 4
"""Shorter words are left alone: at distance one, every abbreviation is another one's typo."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A query's words after correction.

    ``replaced`` maps each corrected stretch to its correction; ``unknown`` are the words that stand
    in no label and have no near neighbour there.
    """

    words: tuple[str, ...]
    replaced: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()


def correct(lexicon: Lexicon, query_words: Sequence[str]) -> Correction:
    """Correct the words that no label has in any inflection: joined, split, a letter or two off,
    or abbreviated as recruiters do.

    The distance is optimal string alignment (a swap of neighbours counts one): one edit up to
    seven letters, two from eight on. The first letter must agree unless the word is long, which
    is where people rarely err (Pollock and Zamora, 1984).
    """
    words: list[str] = []
    replaced: list[tuple[str, str]] = []
    unknown: list[str] = []
    position = 0
    while position < len(query_words):
        word = query_words[position]
        joined = "".join(query_words[position : position + 2])
        if position + 1 < len(query_words) and _is_one_word(lexicon, word, joined):
            replaced.append((" ".join(query_words[position : position + 2]), joined))
            words.append(joined)
            position += 2
            continue
        position += 1
        meant = _meant(lexicon, word)
        words += meant or [word]
        if meant is None:
            unknown.append(word)
        elif meant != [word]:
            replaced.append((word, " ".join(meant)))
    return Correction(tuple(words), tuple(replaced), tuple(unknown))


def _meant(lexicon: Lexicon, word: str) -> list[str] | None:
    """What a word stands for: itself if labels have it; None if nothing is near."""
    if lexicon.word_number(word) is not None:
        return [word]
    if word in ABBREVIATIONS:
        return ABBREVIATIONS[word].split(" ")
    if lexicon.relatives(word):
        return [word]
    if len(word) < MIN_LENGTH:
        return None
    return _nearest(lexicon, word) or _split(lexicon, word)


def _is_one_word(lexicon: Lexicon, word: str, joined: str) -> bool:
    """Whether "java script" should be "javascript": the joined word is known, the parts unlike."""
    if len(joined) < 2 * MIN_LENGTH - 2 or lexicon.word_number(joined) is None:
        return False
    rest = joined[len(word) :]
    left, right = lexicon.word_number(word), lexicon.word_number(rest)
    if left is None or right is None:
        return True
    together = set(lexicon.rows_of_word(left).tolist()) & set(lexicon.rows_of_word(right).tolist())
    return not any(f"{word} {rest}" in lexicon.form[row] for row in together)


def _nearest(lexicon: Lexicon, word: str) -> list[str] | None:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    allowed = 1 if len(word) < 8 else 2
    found = process.extract(
        word, lexicon.vocabulary, scorer=OSA.distance, score_cutoff=allowed, limit=20
    )
    choices = [
        (
            distance,
            sorted(candidate) != sorted(word),  # letters swapped before letters mistaken
            -int(lexicon.word_frequency[number]),
            candidate,
        )
        for candidate, distance, number in found
        if (candidate[0] == word[0] or len(word) >= 8) and not candidate.isdigit()
    ]
    return [min(choices)[-1]] if choices else None


def _split(lexicon: Lexicon, word: str) -> list[str] | None:
    """Whether "machinelearning" is two words that some label has side by side."""
    for cut in range(3, len(word) - 2):
        left, right = lexicon.word_number(word[:cut]), lexicon.word_number(word[cut:])
        if left is None or right is None:
            continue
        rows = set(lexicon.rows_of_word(left).tolist()) & set(lexicon.rows_of_word(right).tolist())
        if any(f"{word[:cut]} {word[cut:]}" in lexicon.form[row] for row in rows):
            return [word[:cut], word[cut:]]
    return None
