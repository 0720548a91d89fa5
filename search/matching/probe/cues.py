"""The cues: what tells who somebody is, and says nothing of what they can do.

The names Emily, Greg, Lakisha and Jamal are of the classic audit study (Bertrand and Mullainathan,
"Are Emily and Greg More Employable than Lakisha and Jamal?", 2004); all persons are invented.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from search.matching.probe.drafts import Draft
from search.matching.probe.gaps import gap_at_the_end, gap_between
from skillsearch.documents import SectionKind

__all__ = ["SWAPS", "Cue", "Swap"]

Cue = Callable[[Draft], Draft | None]
"""Puts a cue into a copy; None where the candidate cannot take it."""


@dataclass(frozen=True)
class Swap:
    """Variants of one cue, by name, that are exchanged for each other; ``tells`` describes it."""

    name: str
    tells: str
    variants: Mapping[str, Cue]


_NAMES = (
    "Emily Walsh",
    "Greg Baker",
    "Lakisha Washington",
    "Jamal Robinson",
    "Mei Ling Tan",
    "Nurul Huda Ismail",
    "Priya Raman",
    "Olga Petrova",
)

_SCHOOLS = (
    "Harvard University",
    "Howard University",
    "Wellesley College",
    "Austin Community College",
    "University of Lagos",
    "Anna University",
)

_NATIONALITIES = {
    "American": "the United States",
    "British": "the United Kingdom",
    "Singaporean": "Singapore",
    "Indian": "India",
    "Nigerian": "Nigeria",
    "Mexican": "Mexico",
}

_SUBJECT, _OBJECT, _POSSESSIVE = range(3)
_PRONOUNS = {
    "she": ("she", "her", "her"),
    "he": ("he", "him", "his"),
    "they": ("they", "them", "their"),
}
_THIRD_PERSON = re.compile(r"(?<![/\w])(?:she|he|her|his|him)(?![/\w])", re.IGNORECASE)

_DONE = re.compile(
    r"(?:[A-Z][a-z]+ed|Led|Built|Ran|Wrote|Taught|Made|Kept|Drove|Sold|Grew|Won|Held|Oversaw|Set)"
    r"(?= [a-z])"
)

MOST_SENTENCES = 3
"""Sentences of the candidate's own that are put into the third person."""


def _line(text: str, section: SectionKind) -> Cue:
    return lambda draft: draft.with_line(text, section)


def _pronoun(forms: Sequence[str]) -> Cue:
    """The candidate's first sentences of what was done, with a pronoun; and one that all get."""

    def put(draft: Draft) -> Draft:
        texts, left = [], MOST_SENTENCES
        for line in draft.lines:
            text = _THIRD_PERSON.sub(lambda match: _exchanged(match, forms), line.text)
            if left and line.section in ("experience", "projects") and _DONE.match(text):
                text = f"{forms[_SUBJECT].title()} {text[0].lower()}{text[1:]}"
                left -= 1
            texts.append(text)
        praise = f"Colleagues say of {forms[_POSSESSIVE]} work that they rely on {forms[_OBJECT]}."
        return draft.changed(texts).with_line(praise, "summary")

    return put


def _exchanged(match: re.Match[str], forms: Sequence[str]) -> str:
    word, rest = match[0], match.string[match.end() :]
    place = {"she": _SUBJECT, "he": _SUBJECT, "him": _OBJECT, "his": _POSSESSIVE}.get(
        word.lower(), _POSSESSIVE if re.match(r" \w", rest) else _OBJECT
    )
    return forms[place].title() if word[0].isupper() else forms[place]


SWAPS = (
    Swap(
        "names",
        "a name in the first line",
        {name: _line(name, "header") for name in _NAMES},
    ),
    Swap(
        "pronouns",
        "she, he or they in sentences",
        {name: _pronoun(forms) for name, forms in _PRONOUNS.items()},
    ),
    Swap(
        "schools",
        'a line "Graduated from …"; the level stays',
        {school: _line(f"Graduated from {school}.", "education") for school in _SCHOOLS},
    ),
    Swap(
        "nationality",
        'a line "Nationality: …"',
        {name: _line(f"Nationality: {name}", "header") for name in _NATIONALITIES},
    ),
    Swap(
        "citizenship",
        'a sentence "I am a citizen of …", without a label',
        {
            name: _line(f"I am a citizen of {country}.", "summary")
            for name, country in _NATIONALITIES.items()
        },
    ),
    Swap(
        "gap years",
        "two years without work, as much experience",
        {
            "no gap": lambda draft: draft if draft.experience else None,
            "before the last position": gap_between,
            "up to now": gap_at_the_end,
        },
    ),
)
"""In the order in which they are reported."""
