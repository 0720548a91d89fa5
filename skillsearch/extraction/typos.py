"""Mistyped words of labels: which word of a text is none, and which one was meant.

A word is mistyped only if nobody knows it: no label, no description of a taxonomy, no word list of
the model has it in any inflection. So an everyday word is never corrected into a skill.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain, takewhile
from pathlib import Path

from skillsearch.extraction.vocabulary import Vocabulary
from skillsearch.extraction.words import Word, key_of, label_words

__all__ = ["LEAST_LETTERS", "Typos", "everyday_words", "slipped"]

LEAST_LETTERS = 5
"""At one edit, every shorter word is another one's typo."""

_FAR = 9
"""Letters from which two edits are allowed."""


class Typos:
    """Corrects the words of texts towards the words of labels.

    ``known`` are words in normal form that are none; those of the aliases of ``vocabulary`` are
    none either, and what a typo may stand for.
    """

    def __init__(self, known: Iterable[str], vocabulary: Vocabulary) -> None:
        surfaces = vocabulary.surfaces
        self._targets = Counter(word.form for label in surfaces for word in label_words(label))
        self.known = frozenset(chain(known, self._targets))
        self._known = {key_of(word) for word in self.known}
        self._by_letter: defaultdict[str, list[str]] = defaultdict(list)
        for word in sorted(self._targets):
            if word.isalpha() and len(word) >= LEAST_LETTERS:
                self._by_letter[word[0]].append(word)
        self._meant = lru_cache(maxsize=65536)(self._nearest)

    def corrected(self, word: Word) -> Word | None:
        """What ``word`` was meant to be; None where it is a word, or nothing is near."""
        if len(word.form) < LEAST_LETTERS or word.key in self._known or not word.form.isalpha():
            return None
        meant = self._meant(word.form)
        return Word(word.start, word.end, meant, key_of(meant)) if meant else None

    def _nearest(self, form: str) -> str | None:
        """The nearest target with the same first letter, None if two are as near.

        One edit, from nine letters on two (a swap of neighbours is one); letters swapped or doubled
        are likelier than letters mistaken.
        """
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        near = process.extract(
            form,
            self._by_letter.get(form[0], ()),
            scorer=OSA.distance,
            score_cutoff=1 if len(form) < _FAR else 2,
            limit=8,
        )
        found = [(word, edits) for word, edits, _ in near if not _derived(form, word, edits)]
        ranked = sorted((n, set(w) != set(form), -self._targets[w], w) for w, n in found)
        if not ranked or (len(ranked) > 1 and ranked[0][:3] == ranked[1][:3]):
            return None
        return ranked[0][3]


def slipped(form: str, meant: str) -> bool:
    """Whether a letter is too many, missing, doubled or swapped with its neighbour, no other."""
    return len(form) != len(meant) or sorted(form) == sorted(meant)


def _derived(form: str, word: str, edits: int) -> bool:
    """Whether they differ in their endings, as "communicator" and "communication" do."""
    alike = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(form, word, strict=False))
    )
    slip = edits == 1 and slipped(form, word) and form[-1] == word[-1]
    return alike >= max(len(form), len(word)) - 3 and not slip


def everyday_words(tokenizer: Path) -> frozenset[str]:
    """The whole words of the WordPiece ``tokenizer.json``; none where that is something else."""
    try:
        vocabulary = json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]
        return frozenset(w for w in vocabulary if len(w) >= LEAST_LETTERS and w.isalpha())
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()
