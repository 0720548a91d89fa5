"""Words of labels that a mistyped word may stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from skillsearch.extraction.vocabulary import Vocabulary
from skillsearch.extraction.words import Word, key_of, label_words

__all__ = ["NearWords"]

LEAST_LETTERS = 5
"""At one edit, every shorter word is another one's typo."""

_FAR = 9
"""Letters from which two edits are allowed."""

_MOST = 6


class NearWords:
    """Unlike a text's word, a line's must fit a whole label, so that all that is near is tried.

    ``known`` are words in normal form that are no typos, beside those of the labels.
    """

    def __init__(self, known: Iterable[str], vocabulary: Vocabulary) -> None:
        words = {word.form for label in vocabulary.surfaces for word in label_words(label)}
        self._known = {key_of(word) for word in chain(known, words)}
        self._by_letter: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(words):
            if word.isalpha() and len(word) >= LEAST_LETTERS:
                self._by_letter[word[0]].append(word)
        self._near = lru_cache(maxsize=65536)(self._nearest)

    def of(self, word: Word) -> tuple[str, ...]:
        """Keys of the words that ``word`` may be, the nearest first; its own where it is one."""
        mistyped = len(word.form) >= LEAST_LETTERS and word.form.isalpha()
        if not mistyped or word.key in self._known:
            return (word.key,)
        return self._near(word.form) or (word.key,)

    def _nearest(self, form: str) -> tuple[str, ...]:
        """With the same first letter and one edit, from nine letters on two (a swap is one)."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        near = process.extract(
            form,
            self._by_letter.get(form[0], ()),
            scorer=OSA.distance,
            score_cutoff=1 if len(form) < _FAR else 2,
            limit=_MOST,
        )
        return tuple(dict.fromkeys(key_of(word) for word, _, _ in near))
