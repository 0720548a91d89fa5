"""Seniority, as a job title says it."""

from __future__ import annotations

import re

from skillsearch.documents import Seniority

__all__ = ["seniority_of"]

# The first that matches counts, so that an assistant manager is asked before a manager.
_WORDS: tuple[tuple[Seniority, str], ...] = (
    (
        "intern",
        r"intern(?:ship)?|trainee|apprentice|praktikant(?:in)?|werkstudent(?:in)?|stagiair|"
        r"auszubildende[rn]?|stagiaire|becari[oa]|estagiári[oa]|co-op|student (?:assistant|worker)",
    ),
    (
        "executive",
        r"chief (?!engineer|clerk|of party)\w+(?: \w+)? officer|c[efotim]o|chro|ciso|president|"
        r"(?:senior |executive )?vice[- ]president|[es]?vp|founder|co-?founder|"
        r"managing (?:director|partner)|executive director|geschäftsführer(?:in)?|"
        r"directeur général|directora? general|diretora? geral",
    ),
    ("manager", r"director|directeur|directrice|directora|diretora?|head of|head|general manager"),
    ("mid", r"(?:deputy|assistant|associate) (?:project |product )?manager"),
    (
        "manager",
        r"manager|superintendent|principal of|gerente|jef[ea]|(?!team)\w*leiter(?:in)?|"
        r"responsable|chef de service|executive chef|supervisor|foreman|bedrijfsleider",
    ),
    (
        "lead",
        r"lead|team ?lead(?:er)?|principal|staff (?:\w+ )?engineer|architect|teamleiter(?:in)?",
    ),
    ("senior", r"senior|sr|snr|expert|iii|iv|confirmée?|leitende[r]?|sênior"),
    (
        "junior",
        r"junior|jr|entry[- ]level|graduate|associate (?:engineer|developer|consultant|analyst)|"
        r"débutante?|júnior",
    ),
)
_LEVELS = tuple(
    (level, re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])", re.IGNORECASE))
    for level, words in _WORDS
)


def seniority_of(title: str) -> Seniority:
    """The level that a title names; "mid" where it names a job and no level, "" if empty.

    >>> seniority_of("Senior Data Engineer")
    'senior'
    """
    if not title.strip():
        return ""
    for level, pattern in _LEVELS:
        if pattern.search(title):
            return level
    return "mid"
