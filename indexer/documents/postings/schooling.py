"""The education that a posting asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import get_args

from indexer.documents.common.education import highest, level_of
from indexer.documents.postings.wording import Wording
from skillsearch.documents import EducationLevel

__all__ = ["education_asked"]

_ASCENDING: tuple[EducationLevel, ...] = get_args(EducationLevel)
_ALTERNATIVES = re.compile(r"\s*(?:/|,|;|\bor\b|\band\b|\boder\b|\bou\b)\s*", re.IGNORECASE)

_NOT_NEEDED = re.compile(r"(?:\bnot|n['’]t) (?:need|require|necessary|essential)", re.IGNORECASE)

# How postings name a level without the word that resumes name it by; the first that is said counts.
_SAID: tuple[tuple[EducationLevel, Wording], ...] = (
    ("secondary", Wording("level|school", r"['’\"]?[OAN]['’\"]?[ -]levels?\b|\bhigh school\b")),
    (
        "master",
        Wording("master", r"\bmasters?['’]?s?\b(?= (?:degree|in|or|and|level|holder)|\W*$)"),
    ),
    (
        "bachelor",
        Wording(
            "degree|graduate|studium",
            r"(?<!associate )\bdegree\b(?! of)|\bdegree of\b(?= (?:business|engineering|science"
            r"|arts))",
            r"\bgraduation\b|\bgraduates? (?:in|of|from|with)\b|\buniversity graduate"
            r"|\babgeschlossenes studium\b",
        ),
    ),
)


def education_asked(texts: Iterable[str]) -> EducationLevel:
    """The highest level that the texts require, each by the least that is enough for it.

    Of "diploma or degree" the diploma is enough.
    """
    return highest(
        level for text in texts if not _NOT_NEEDED.search(text) and (level := _enough(text))
    )


def _enough(text: str) -> EducationLevel:
    parts = [part for part in _ALTERNATIVES.split(text) if part]
    levels = [level for part in parts if (level := level_of(part))]
    if not levels:
        levels = [level for part in parts if (level := _said(part))]
    return min(levels, key=_ASCENDING.index) if levels else level_of(text)


def _said(text: str) -> EducationLevel:
    return next((level for level, wording in _SAID if wording.found_in(text)), "")
