"""The labels of the chosen taxonomies as patterns of words, and the skills behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skillsearch.extraction.everyday import MISLEADING, NAMES, NEVER
from skillsearch.extraction.words import label_words, singular
from skillsearch.lexicon import Lexicon
from skillsearch.lexicon.lexicon import Strings
from skillsearch.records import TaxonomyKey
from skillsearch.text import core_label

__all__ = ["CLOSE", "OPEN", "Vocabulary", "build_vocabulary"]

OPEN, CLOSE = "\x02", "\x03"
"""Every word of a pattern stands between these, so a pattern matches whole words alone."""

MOST_WORDS = 10
"""A longer label is a sentence, which nobody writes word by word."""


LEAST_BARE_WORDS = 2

_THIN = re.compile(
    r"^(?:apply|use|utilise|utilize|perform|carry out|conduct|undertake|comply with|practise"
    r"|be familiar with|have knowledge of)\s+(?=\w)",
    re.IGNORECASE,
)
"""Verbs without which a label still names the same skill."""

LEAST_FOLLOWED_WORDS = 3

_FOLLOWED = re.compile(r"^(?:follow|execute|adhere to|observe)\s+(?=\w)", re.IGNORECASE)
"""Verbs without which only a longer label does: "health and safety rules", not "work orders"."""

_LEANS = re.compile(
    r"^(?:the|an?|of|for|by|with|under|in|on|at|to|from|as|about|into|and|or)\b", re.IGNORECASE
)
"""What begins so leans on the verb: "use of data", "cope under pressure"."""


@dataclass(frozen=True)
class Vocabulary:
    """Skills and their aliases. Shapes: n skills, a aliases.

    Skills are sorted by taxonomy and point id, aliases by taxonomy and pattern; "edition" is the
    number of a taxonomy in ``editions``.
    """

    editions: tuple[TaxonomyKey, ...]
    point: Strings
    """(n,) point ids."""
    ref: Strings
    """(n,) the taxonomy's own ids."""
    label: Strings
    """(n,) preferred labels."""
    skill_edition: NDArray[np.int16]
    pattern: Strings
    """(a,) the keys of the alias's words, each between ``OPEN`` and ``CLOSE``."""
    surface: Strings
    """(a,) the alias as the taxonomy writes it, without its qualifier; or also without hyphens."""
    alias_skill: NDArray[np.int32]
    alias_role: NDArray[np.int8]
    """(a,) 0 preferred, 1 alternative, 2 hidden."""
    alias_edition: NDArray[np.int16]

    @property
    def patterns(self) -> list[str]:
        """(a,) the patterns, unpacked."""
        return _unpacked(self.pattern)

    @property
    def surfaces(self) -> list[str]:
        """(a,) the aliases, unpacked."""
        return _unpacked(self.surface)


def _unpacked(strings: Strings) -> list[str]:
    data = strings.data.tobytes()
    ends = strings.ends.tolist()
    return [
        data[start:end].decode("utf-8", "surrogatepass")
        for start, end in zip([0, *ends[:-1]], ends, strict=True)
    ]


def build_vocabulary(lexicon: Lexicon, editions: Sequence[TaxonomyKey]) -> Vocabulary:
    """The vocabulary of these taxonomies, all of which the lexicon holds."""
    number = {lexicon.keys.index(key): i for i, key in enumerate(editions)}
    scopes = enumerate(lexicon.concept_scope.tolist())
    edition_of = {concept: number[scope] for concept, scope in scopes if scope in number}
    concepts = list(edition_of)
    concepts.sort(key=lambda c: (edition_of[c], lexicon.point_id(c)))
    skill_of = {concept: skill for skill, concept in enumerate(concepts)}

    labels = [""] * len(concepts)
    seen: set[tuple[int, str]] = set()
    rows: list[tuple[int, str, int, int, str]] = []
    for row in np.argsort(lexicon.row_role, kind="stable"):
        skill = skill_of.get(int(lexicon.row_concept[row]))
        if skill is None:
            continue
        full, role = lexicon.surface[row], int(lexicon.row_role[row])
        if role == 0:
            labels[skill] = full
        surface = core_label(full)
        for variant in dict.fromkeys((surface, surface.replace("-", ""))):
            pattern = _pattern(variant, role)
            if pattern and (skill, pattern) not in seen:
                seen.add((skill, pattern))
                rows.append((edition_of[concepts[skill]], pattern, role, skill, variant))
    rows += _bare(rows)
    rows.sort()
    return Vocabulary(
        editions=tuple(editions),
        point=Strings.of(lexicon.point_id(c) for c in concepts),
        ref=Strings.of(lexicon.concept_ref[c] for c in concepts),
        label=Strings.of(labels),
        skill_edition=np.array([edition_of[c] for c in concepts], np.int16),
        pattern=Strings.of(row[1] for row in rows),
        surface=Strings.of(row[4] for row in rows),
        alias_skill=np.array([row[3] for row in rows], np.int32),
        alias_role=np.array([row[2] for row in rows], np.int8),
        alias_edition=np.array([row[0] for row in rows], np.int16),
    )


def _bare(rows: Sequence[tuple[int, str, int, int, str]]) -> list[tuple[int, str, int, int, str]]:
    """Aliases without a verb that says no more than that it is done: "health and safety rules".

    Left out where that is one word, or names another skill of the same taxonomy as well.
    """
    taken = {(row[0], row[1]) for row in rows}
    found: dict[tuple[int, str], list[tuple[int, str, int, int, str]]] = {}
    for edition, _, role, skill, surface in rows:
        followed = _FOLLOWED.match(surface)
        bare = surface[followed.end() :] if followed else _THIN.sub("", surface)
        if role == 2 or bare == surface or _LEANS.match(bare):
            continue
        least = LEAST_FOLLOWED_WORDS if followed else LEAST_BARE_WORDS
        if len(label_words(bare)) < least:
            continue
        pattern = _pattern(bare, 1)
        if pattern and (edition, pattern) not in taken:
            found.setdefault((edition, pattern), []).append((edition, pattern, 1, skill, bare))
    return [made[0] for made in found.values() if len({row[3] for row in made}) == 1]


def _pattern(surface: str, role: int) -> str:
    """The pattern of an alias; "" for one that does not name a skill by its letters."""
    words = label_words(surface)
    forms = [word.form for word in words]
    phrase = " ".join(forms)
    letters = any(c.isalpha() for c in phrase)
    symbols = any(c in "+#&" for c in surface)
    misleading = role > 0 and (phrase in MISLEADING or singular(phrase) in MISLEADING)
    too_short = len(phrase) <= 2 and not symbols and phrase not in NAMES
    if not letters or too_short or misleading or phrase in NEVER or len(words) > MOST_WORDS:
        return ""
    return "".join(f"{OPEN}{word.key}{CLOSE}" for word in words)
