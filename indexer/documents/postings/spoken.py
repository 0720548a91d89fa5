"""The languages that a posting asks to speak."""

from __future__ import annotations

import re
from collections.abc import Iterable

from indexer.documents.common.languages import language_named
from skillsearch.documents import SpokenLanguage

__all__ = ["languages_asked"]

_SPOKEN = re.compile(
    r"\b(?:fluent|fluency|fluently|speak\w*|spoken|written|writing|bilingual|multilingual"
    r"|trilingual|languages?"
    r"|native|mother tongue|communicat\w+|conversant|conversational|converse|command of"
    r"|proficien\w+|literate"
    r"|oral|verbal|read|kenntnisse|sprich\w*|fließend|verhandlungssicher|muttersprach\w*"
    r"|sprachkenntnisse|courant"
    r"|bilingue|parl\w+|idioma)|kenntnisse\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]{3,}")
_AFTER = re.compile(
    r"^[ -](?:teacher|literature|department|lecturer|tutor|degree|studies|food|cuisine|law|market)",
    re.I,
)
_LEVEL = re.compile(
    r"\b(?:native|mother tongue|bilingual|fluent|fluency|proficient|conversational|conversant"
    r"|basic|business"
    r"(?: level)?|[ABC][12]|N[1-5]|fließend|verhandlungssicher|muttersprachlich|good|excellent)\b",
    re.IGNORECASE,
)
_KENNTNISSE = re.compile(r"(?:kenntnisse|sprachige?r?|sprachig|e?n)$", re.IGNORECASE)


def languages_asked(sentences: Iterable[str]) -> tuple[SpokenLanguage, ...]:
    """The languages named in sentences that require somebody to speak or write them, each once.

    A language that is only a subject ("English teacher") is not asked.
    """
    found: dict[str, SpokenLanguage] = {}
    for sentence in sentences:
        if not _SPOKEN.search(sentence):
            continue
        for match in _WORD.finditer(sentence):
            if _AFTER.search(sentence[match.end() :]):
                continue
            language = _named(match.group())
            if language is None or language.code in found:
                continue
            level = _LEVEL.search(sentence[max(0, match.start() - 60) : match.end() + 30])
            found[language.code] = SpokenLanguage(
                language.code, language.name, level.group() if level else ""
            )
    return tuple(found.values())


def _named(word: str) -> SpokenLanguage | None:
    return language_named(word) or language_named(_KENNTNISSE.sub("", word))
