"""What of a query can be used, and how; what cannot is said."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from search.open_index import OpenIndex
from search.phrases import parts_of
from search.scoping import Scoping
from skillsearch.errors import QueryError
from skillsearch.lexicon import Lexicon, correct
from skillsearch.text import scripts, words

__all__ = ["Question", "understand"]

MAX_NAMED = 5

PIECE_CHARACTERS = 800
"""Longer queries are encoded in pieces: the smallest window, 256 tokens, holds about 1,100."""


@dataclass(frozen=True)
class Question:
    """A query made ready.

    ``texts`` are what is encoded: the query as typed, in pieces if it is long, and after a typo
    also as probably meant. ``parts`` are the parts of a sentence, none of a shorter query.
    """

    text: str
    words: tuple[str, ...]
    corrected: tuple[str, ...]
    texts: tuple[str, ...]
    warnings: tuple[str, ...]
    parts: tuple[str, ...] = ()


def understand(query: str, lexicon: Lexicon, scoping: Scoping, index: OpenIndex) -> Question:
    """Split, correct and check a cleaned query.

    Raises :class:`~skillsearch.errors.QueryError` if no part of it is in a script that the index
    or the model knows.
    """
    typed = tuple(words(query))
    foreign = [w for w in typed if _is_foreign(w, lexicon, index)]
    if len(foreign) == len(typed):
        languages = ", ".join(sorted({key.language for key in scoping.keys}))
        raise QueryError(
            f"No part of {_listed(foreign)} can be used: no label has it and the model "
            f"{index.model} does not know its script.",
            remedy=f"Ask in a language of the index ({languages}), or index a taxonomy in yours.",
        )
    usable = tuple(w for w in typed if w not in foreign)
    correction = correct(lexicon, usable)
    warnings: list[str] = []
    if foreign:
        warnings.append(
            f"{_listed(foreign)} was not used: no label has it and the model "
            f"{index.model} does not know its script."
        )
    for was, now in correction.replaced:
        warnings.append(f"{was!r} is in no label; searched for {now!r} too.")
    if correction.unknown:
        warnings.append(
            f"{_listed(correction.unknown)} stands in no label and was searched by meaning only."
        )
    text = " ".join(w for w in query.split() if not set(words(w)) <= set(foreign)) or query
    texts = _pieces(text)
    parts = tuple(dict.fromkeys(part for piece in texts for part in parts_of(piece)))
    if correction.replaced:
        texts += _pieces(" ".join(correction.words))
    return Question(text, usable, correction.words, tuple(texts), tuple(warnings), parts)


def _pieces(text: str) -> list[str]:
    """A text in stretches that an encoder reads whole, none lost."""
    return textwrap.wrap(text, PIECE_CHARACTERS, break_on_hyphens=False)


def _is_foreign(word: str, lexicon: Lexicon, index: OpenIndex) -> bool:
    """Whether neither the labels (a word that begins so) nor the model can make sense of it."""
    if word.isascii() or lexicon.word.prefix_range(word):
        return False
    return not all(index.model_knows(script) for script in scripts(word))


def _listed(found: list[str] | tuple[str, ...]) -> str:
    shown = ", ".join(repr(word) for word in dict.fromkeys(found[:MAX_NAMED]))
    more = len(found) - MAX_NAMED
    return f"{shown} and {more} more" if more > 0 else shown
