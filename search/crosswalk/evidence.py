"""What speaks for and against two concepts of different taxonomies being the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from search.crosswalk.catalogue import Catalogue, forms
from skillsearch.text import normal_form

__all__ = ["Evidence", "Spelling", "Words", "spelling", "words_of"]

Spelling = Literal["label", "alias", ""]
"""``label``: both preferred labels are equal; ``alias``: a preferred label is an alias of the
other, or equal but for a qualifier in brackets; "": neither. Case and punctuation do not count."""

Words = Literal["same", "more", "fewer", "other"]
"""The content words of the source's label against the target's: the same, all of them and more,
only some of them, or neither holds the other."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a proposal rests on.

    ``label_cosine`` compares the preferred labels, ``best_label_cosine`` the nearest pair of a
    preferred label and any label of the other; ``description_cosine`` is None where one has no
    description. ``rank`` and ``rank_back`` count from 1: the target among all targets seen from
    the source, and the source among all sources seen from the target. ``above``: a concept above
    the target is nearer to the source than the target, so the target is a special case;
    ``below``: concepts right below the target are nearer, so it is the general one.
    ``few_words``: one of the labels has a single content word.
    """

    spelling: Spelling
    words: Words
    label_cosine: float
    best_label_cosine: float
    description_cosine: float | None
    rank: int
    rank_back: int
    above: bool = False
    below: bool = False
    few_words: bool = False


def spelling(one: Catalogue, a: int, other: Catalogue, b: int) -> Spelling:
    """Whether a label of entry ``a`` is one of entry ``b``."""
    source, target = one.entries[a], other.entries[b]
    if normal_form(source.label) == normal_form(target.label):
        return "label"
    sources = {form for label in source.labels for form in forms(label)}
    targets = {form for label in target.labels for form in forms(label)}
    if forms(source.label) & targets or forms(target.label) & sources:
        return "alias"
    return ""


def words_of(one: Catalogue, a: int, other: Catalogue, b: int) -> Words:
    """How the content words of two preferred labels lie to each other."""
    mine, theirs = one.content[a], other.content[b]
    if not mine or not theirs:
        return "other"
    if mine == theirs:
        return "same"
    return "more" if mine > theirs else "fewer" if mine < theirs else "other"
