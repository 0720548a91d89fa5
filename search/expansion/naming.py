"""Which concepts go by a few words: labels in singular or plural, but no other ending.

A civil engineer is not civil engineering.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.open_index import LiveCollection
from search.scoping import Scoping
from skillsearch.extraction.words import singular
from skillsearch.lexicon import Lexicon
from skillsearch.text import core_label, stems

__all__ = ["Name", "Named", "Namer", "Side", "job_heads"]

GENERIC_FREQUENCY = 20
"""A word in the labels of more skills says nothing by itself, where it is only somebody's other
name: "data" is an alias of one statistical skill in ESCO, "security" of one of law."""

GENERIC_TITLES = 8
"""The same for a word that ends more preferred titles: a planner may plan anything."""

MIN_PLURAL = 5
"""A shorter word is looked up as it is: IFRS are not several IFR."""

MIN_TITLES = 4
"""As many preferred titles end in a word that names a job."""


@dataclass(frozen=True, slots=True)
class Side:
    """One collection and the part of it that the question is about."""

    collection: LiveCollection
    scoping: Scoping
    inside: NDArray[np.bool_]

    @classmethod
    def of(cls, collection: LiveCollection, scoping: Scoping) -> Side:
        """The side with its mask over the concepts."""
        return cls(collection, scoping, scoping.scope.mask(collection.lexicon))

    @property
    def lexicon(self) -> Lexicon:
        """The labels of the collection."""
        return self.collection.lexicon


class Name(NamedTuple):
    """A concept by one of its labels: its point, the label's row in its multivector, its rank.

    Lower ranks go by the name more directly: (role, is inflected, has a qualifier), where the role
    is 0 for the preferred label, 1 for an alternative one, 2 for a hidden one.
    """

    point: str
    row: int
    rank: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Named:
    """The concepts of one kind that go by some words: a group a taxonomy, best rank first."""

    kind: Literal["skill", "title"]
    groups: tuple[tuple[Name, ...], ...]

    @property
    def rank(self) -> tuple[int, int, int]:
        """The best rank of all."""
        return min(group[0].rank for group in self.groups)


def job_heads(side: Side) -> Mapping[str, int]:
    """The last words of preferred titles (developer, nurse) → how many end in them."""
    lexicon = side.lexicon
    counts: Counter[str] = Counter()
    for row in np.flatnonzero(lexicon.row_role == 0).tolist():
        counts[singular(lexicon.form[row].rpartition(" ")[2])] += 1
    return {word: n for word, n in counts.items() if n >= MIN_TITLES}


class Namer:
    """Looks words up in the labels of skills and occupations.

    ``heads`` are the words that name a job (:func:`job_heads`).
    """

    def __init__(self, sides: Mapping[str, Side], heads: Mapping[str, int]) -> None:
        self.sides = sides
        self.heads = heads

    def is_word(self, form: str) -> bool:
        """Whether some label has the word, inflected or abbreviated."""
        return any(side.lexicon.relatives(form) for side in self.sides.values())

    def is_name(self, forms: Sequence[str]) -> bool:
        """Whether a label is these words."""
        return bool(self._rows(forms))

    def named(self, forms: Sequence[str]) -> Named | None:
        """The skills or the occupations that go by the words, whichever do so more directly."""
        found: dict[str, Named] = {}
        for alias, rows in self._rows(forms).items():
            lexicon = self.sides[alias].lexicon
            names: defaultdict[int, dict[str, Name]] = defaultdict(dict)
            for rank, row in sorted((self._rank(alias, row, forms), row) for row in rows):
                concept = int(lexicon.row_concept[row])
                name = Name(lexicon.point_id(concept), int(lexicon.row_number[row]), rank)
                names[int(lexicon.concept_scope[concept])].setdefault(name.point, name)
            groups = tuple(tuple(names[scope].values()) for scope in sorted(names))
            found[alias] = Named("skill" if alias == "skills" else "title", groups)
        skill, title = found.get("skills"), found.get("occupations")
        if title is not None and self._hides_a_skill(title, forms):
            title = None
        if skill is None or title is None:
            return skill or title
        return skill if skill.rank < title.rank else title

    def _rows(self, forms: Sequence[str]) -> dict[str, list[int]]:
        """Collection → the rows whose label is these words, in singular or plural."""
        wanted = [singular(form) for form in forms]
        found: dict[str, list[int]] = {}
        for alias, side in self.sides.items():
            lexicon = side.lexicon
            for language in lexicon.languages:
                for row in lexicon.stem.equal_range(" ".join(stems(forms, language))):
                    concept = int(lexicon.row_concept[row])
                    key = lexicon.keys[int(lexicon.concept_scope[concept])]
                    if key.language != language or not side.inside[concept]:
                        continue
                    form = lexicon.form[row]
                    if [singular(w) for w in form.split(" ")] != wanted:
                        continue
                    if len(forms) == 1 and len(form) < MIN_PLURAL and form != forms[0]:
                        continue
                    if self._is_generic(alias, row, forms):
                        continue
                    found.setdefault(alias, []).append(row)
        return found

    def _is_generic(self, alias: str, row: int, forms: Sequence[str]) -> bool:
        """Whether a single word that is an alias says too little to go by."""
        lexicon = self.sides[alias].lexicon
        if len(forms) > 1 or int(lexicon.row_role[row]) == 0:
            return False
        form = lexicon.form[row]
        if alias == "occupations":
            return self.heads.get(singular(form), 0) > GENERIC_TITLES
        number = lexicon.word_number(form)
        return number is not None and int(lexicon.word_frequency[number]) > GENERIC_FREQUENCY

    def _rank(self, alias: str, row: int, forms: Sequence[str]) -> tuple[int, int, int]:
        lexicon = self.sides[alias].lexicon
        surface = lexicon.surface[row]
        inflected = lexicon.form[row] != " ".join(forms)
        qualified = alias == "skills" and core_label(surface) != surface
        return int(lexicon.row_role[row]), int(inflected), int(qualified)

    def _hides_a_skill(self, title: Named, forms: Sequence[str]) -> bool:
        """Whether another name of a title holds a skill that its own name does not speak of.

        "Java developer" may be another name of a software developer; to look for these would lose
        the Java.
        """
        if title.rank[0] == 0:
            return False
        every = [name for group in title.groups for name in group]
        lexicon = self.sides["occupations"].lexicon
        numbers = [lexicon.concept_number[name.point] for name in every]
        own = {
            singular(word)
            for number in numbers
            for row in np.flatnonzero((lexicon.row_concept == number) & (lexicon.row_role == 0))
            for word in lexicon.form[int(row)].split(" ")
        }
        for length in range(1, len(forms)):
            for first in range(len(forms) - length + 1):
                part = forms[first : first + length]
                if {singular(word) for word in part} <= own:
                    continue
                rows = self._rows(part).get("skills", ())
                if any(int(self.sides["skills"].lexicon.row_role[r]) == 0 for r in rows):
                    return True
        return False
