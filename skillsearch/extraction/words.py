"""The words of a text with their places, and what two spellings of a word have in common.

Labels and texts go through the same door, so that "manages the projects" can be "manage project".
Offsets are exact because nothing is replaced in the text: each word only gets a key beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from skillsearch.text import normal_form

__all__ = ["Word", "joins", "key_of", "label_words", "singular", "words_at"]

# Letters and digits with their combining marks; "+" and "#" at the end belong to the word (C++,
# C#), and "&" is the word "and" (R&D).
_WORD = re.compile("&|(?:[^\\W_]|[\u0300-\u036f])+(?:\\+\\+|[+#](?![^\\W_]))?")

_ARTICLES = frozenset(("a", "an", "the", "your", "our", "their", "his", "her", "its"))
"""What may stand inside a phrase without changing the skill that it names."""

# What may stand between two words of one phrase: white space, one joint, a dot as in Node.js.
_JOINT = re.compile("[ \t\r\n\u00a0]*[-\u2010\u2011\u2013/'\u2019]?[ \t\r\n\u00a0]*|\\.")

_VOWEL = re.compile("[aeiouy]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its place, its normal form and its key."""

    start: int
    end: int
    form: str
    key: str


def words_at(text: str, start: int, end: int) -> Iterator[Word]:
    """The words of ``text[start:end]``; an article has the key ""."""
    for found in _WORD.finditer(text, start, end):
        form, key = _form_and_key(found[0])
        if form:
            yield Word(found.start(), found.end(), form, key)


def label_words(label: str) -> list[Word]:
    """The words of a label that count: all but the articles."""
    return [word for word in words_at(label, 0, len(label)) if word.key]


def joins(text: str, left: Word, right: Word, *, comma: bool = False) -> bool:
    """Whether two words that follow each other may be of one phrase; over a comma if asked."""
    gap = text[left.end : right.start]
    return _JOINT.fullmatch(gap) is not None or (comma and gap.strip() == ",")


@lru_cache(maxsize=65536)
def key_of(form: str) -> str:
    """What the inflections and the British and American spellings of a word have in common.

    The endings -s, -ed and -ing go, not those that make another word: "manages", "managing" and
    "managed" are one, "management" and "manager" are two others. Not a word of the language.

    >>> [key_of(w) for w in ("analyse", "analyzing", "studies", "studied", "planned")]
    ['analyz', 'analyz', 'study', 'study', 'plan']
    """
    word = singular(form)
    if len(word) <= 3 or not word.isalpha():
        return word
    if word.endswith("ied") and len(word) > 4:
        word = word[:-3] + "y"
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= 3 and _VOWEL.search(stem) and not stem.endswith("e"):
            word = stem
            break
    word = word.removesuffix("e") if len(word) > 3 else word
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouflsz":
        word = word[:-1]
    return _american(word)


@lru_cache(maxsize=65536)
def singular(form: str) -> str:
    """A word without the ending of its plural; what only looks like one is left alone.

    >>> [singular(w) for w in ("databases", "companies", "analysis", "physics", "glass")]
    ['database', 'company', 'analysis', 'physics', 'glass']
    """
    if len(form) <= 3 or not form.endswith("s") or form.endswith(("ss", "us", "is", "ics")):
        return form
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith(("sses", "shes", "ches", "xes")):
        return form[:-2]
    return form[:-1]


def _american(word: str) -> str:
    if len(word) < 5:
        return word
    for british, american in (("isation", "ization"), ("our", "or"), ("ys", "yz"), ("is", "iz")):
        if word.endswith(british):
            return word[: -len(british)] + american
    return word


@lru_cache(maxsize=65536)
def _form_and_key(surface: str) -> tuple[str, str]:
    if surface == "&":
        return "and", "and"
    form = normal_form(surface).replace(" ", "")
    return form, "" if form in _ARTICLES else key_of(form)
