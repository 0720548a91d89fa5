"""Which skills a short free text spells: its label, another form of it, or one with a typo."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from search.extraction.answers import Fit
from search.extraction.near_words import NearWords
from skillsearch.extraction.snapshot import Snapshot
from skillsearch.extraction.vocabulary import CLOSE, MOST_WORDS, OPEN
from skillsearch.extraction.words import label_words
from skillsearch.lexicon import Lexicon
from skillsearch.text import core_label, normal_form

__all__ = ["Spelled", "SpelledLines"]

PREFERRED = 0.99
ROLE = (0.0, 0.04, 0.08)
"""Off for an alternative and for a hidden label."""
INFLECTED = 0.03
"""Off where the words are those of the label in another form."""
TYPO = 0.1
TRIMMED = 0.04
"""Off where words were left out that say how well or how long, not what."""

_LEVEL = (
    r"(?:excellent|outstanding|strong|good|very good|great|solid|proven|advanced|intermediate|basic"
    r"|basics of|expert|expert in|proficient|proficient in|proficiency in|fluent in|skilled in"
    r"|familiar with|familiarity with|knowledge of|working knowledge of|experience|experienced in"
    r"|experience in|experience with|experience of|understanding of|ability to|able to|certified)"
)
_BEFORE = re.compile(rf"^(?:{_LEVEL}\s+)+", re.IGNORECASE)
_AFTER = re.compile(
    r"(?:[\s,:–—-]+(?:skills?|abilit(?:y|ies)|knowledge|experience|proficiency|competenc(?:y|ies)"
    r"|level|beginner|basic|basics|intermediate|advanced|expert|proficient|fluent"
    r"|\(?\d+\+?\s*(?:years?|yrs?|months?)\)?|[1-5]\s*/\s*5|\d{1,3}\s?%))+\W*$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^[\s•·▪●○◦‣⁃*–—\-]+(?=\S)|^\d{1,3}[.)]\s+")


@dataclass(frozen=True, slots=True)
class Spelled:
    """A skill, by its number in the vocabulary, and how sure the spelling makes it."""

    skill: int
    match: Fit
    confidence: float


class SpelledLines:
    """Looks lines up among the labels of some taxonomies; every label counts, however short."""

    def __init__(self, lexicon: Lexicon, snapshot: Snapshot) -> None:
        vocabulary = snapshot.vocabulary
        self._lexicon = lexicon
        number = {vocabulary.point[i]: i for i in range(len(vocabulary.point))}
        self._skill = {
            concept: number[point]
            for point, concept in lexicon.concept_number.items()
            if point in number
        }
        self._rows: defaultdict[str, list[int]] = defaultdict(list)
        for row, pattern in enumerate(vocabulary.patterns):
            self._rows[pattern].append(row)
        self._alias_skill = vocabulary.alias_skill.tolist()
        self._alias_role = vocabulary.alias_role.tolist()
        known = (snapshot.known[i] for i in range(len(snapshot.known)))
        self._near = NearWords(known, vocabulary)

    def of(self, line: str) -> list[Spelled]:
        """The skills that the line spells, the surest first; a skill once."""
        best: dict[int, Spelled] = {}
        for number, form in enumerate(_forms(line)):
            found = self._letter_by_letter(form) or self._in_other_forms(form)
            for spelled in found:
                sure = round(spelled.confidence - TRIMMED * (number > 0), 4)
                known = best.get(spelled.skill)
                if known is None or sure > known.confidence:
                    best[spelled.skill] = Spelled(spelled.skill, spelled.match, sure)
            if best:
                break
        return sorted(best.values(), key=lambda s: (-s.confidence, s.skill))

    def _letter_by_letter(self, form: str) -> list[Spelled]:
        lexicon = self._lexicon
        found = []
        for position in lexicon.form.equal_range(normal_form(form), lexicon.form_order):
            row = int(lexicon.form_order[position])
            skill = self._skill.get(int(lexicon.row_concept[row]))
            if skill is not None:
                role = int(lexicon.row_role[row])
                match: Fit = "alias" if role else "exact"
                found.append(Spelled(skill, match, PREFERRED - ROLE[role]))
        return found

    def _in_other_forms(self, form: str) -> list[Spelled]:
        words = label_words(form)
        found = list(self._of_keys([word.key for word in words], "alias", INFLECTED))
        if found or len(words) > MOST_WORDS:
            return found
        near = [self._near.of(word) for word in words]
        if sum(len(keys) > 1 or keys[0] != w.key for keys, w in zip(near, words, strict=True)) > 2:
            return []
        for keys in product(*near):
            if found := list(self._of_keys(keys, "fuzzy", TYPO)):
                break
        return found

    def _of_keys(self, keys: Sequence[str], match: Fit, penalty: float) -> Iterator[Spelled]:
        for row in self._rows.get("".join(f"{OPEN}{key}{CLOSE}" for key in keys), ()):
            role = self._alias_role[row]
            yield Spelled(self._alias_skill[row], match, PREFERRED - ROLE[role] - penalty)


def _forms(line: str) -> Iterator[str]:
    """The line, then without what stands in brackets at its end, then without level words."""
    bare = _BULLET.sub("", line).strip()
    seen: set[str] = set()
    core = core_label(bare)
    trimmed = _AFTER.sub("", _BEFORE.sub("", core))
    for form in (bare, core, trimmed, _AFTER.sub("", core), _BEFORE.sub("", core)):
        if form and form not in seen:
            seen.add(form)
            yield form
