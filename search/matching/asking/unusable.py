"""What a request may say and nothing can be done with, or should not: each with its reason."""

from __future__ import annotations

import re

from search.matching.asking.sheet import Sheet

__all__ = ["refuse_unusable"]

_UNIT = r"(?:year|annum|month|week|day|hour|h|hr|yr|a\.?|pa)"
_PERIOD = rf"(?:\s*(?:/|per|a|an|p\.?)\s*{_UNIT}\b)?"
_SIGN = r"(?:[$£€¥₹]|(?:s\$|us\$|a\$|usd|sgd|eur|gbp|inr|aud|cad|chf)\s?)"
_NAMED = r"(?:usd|sgd|eur|euros?|gbp|dollars|pounds|inr|lpa|ctc)"
_MONEY = (
    rf"{_SIGN}\s?\d[\d,.]*\s?(?:k|m)?(?:\s?(?:-|–|to)\s?[$£€¥₹]?\d[\d,.]*\s?k?)?\+?{_PERIOD}"
    rf"|\d[\d,.]*\s?k?\s?(?:-|–|to)?\s?(?:\d[\d,.]*)?\s?k?\s?{_NAMED}\b{_PERIOD}"
    r"|\d{2,3}(?:\s?(?:-|–|to)\s?\d{2,3})?k\b"
    rf"(?! (?:users?|customers?|followers)){_PERIOD}"
)
_TO = r"(?:\s?(?:-|–|to|and)\s?\d{2})?"
_REASONS: tuple[tuple[str, str], ...] = (
    (
        r"(?:(?:salary|budget|pay(?:ing)?|wages?|compensation|day rate|rate|package|ctc)\b"
        r"(?:\s+(?:expectations?|range|of|is|up to|max(?:imum)?|under|around|below|:|-))*"
        r"\s*:?\s*)?(?:(?:up to|max(?:imum)?|under|below|around|about|from|over)\s+)?"
        rf"(?:{_MONEY})|(?:salary|day rate)(?: expectations?| range| negotiable)?",
        "Pay is not compared",
    ),
    (
        r"immediate(?:ly)? available|available (?:immediately|now|from \w+(?: \d+)?)"
        r"|immediate(?:ly)? (?:joiners?|start)|(?:start(?:ing)?|join(?:ing)?) (?:immediately|soon)"
        r"|notice period(?: of)?(?: \w+)?(?: \d+)?(?: (?:days?|weeks?|months?))?|asap",
        "No document says when somebody can start",
    ),
    (
        r"(?:(?:has|have|with|valid|holds?|right to) )?"
        r"(?:work(?:ing)? (?:permit|visa|authori[sz]ation)|visa(?: sponsorship)?|green card"
        r"|(?:the )?right to work)",
        "The right to work is not read from documents",
    ),
    (
        rf"(?:(?:under|over|below|above|aged?|between)\s+)*\d{{2}}{_TO}\s*"
        rf"(?:years? old|years? of age|yo\b)|aged?:? (?:under |below |between |over )?\d{{2}}{_TO}"
        r"|(?:not )?(?:too )?(?:young|youthful)(?:er|est)?"
        r"(?! (?:people|adults?|children|offenders?))",
        "Age is masked and nobody is ranked by it",
    ),
    (
        r"(?:fe)?males?(?! (?:patients?|health|ward))"
        r"|(?:women|men|gentlem[ae]n|lad(?:y|ies))(?= (?:only|preferred|candidates?)|$|[,.;])",
        "Gender is masked and nobody is ranked by it",
    ),
    (
        r"(?:un)?married|single status|(?:no )?pregnan\w+(?= (?:candidates?|women))"
        r"|christian|muslim|hindu"
        r"|(?:nationality|citizen(?:s|ship)?|race|religion)(?: (?:of|:) ?\w+)?(?: only)?",
        "Nationality, family and religion are masked and nobody is ranked by them",
    ),
)
_ANY = tuple(
    (re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE), reason)
    for words, reason in _REASONS
)


def refuse_unusable(sheet: Sheet) -> None:
    """Take what cannot be used out of the text, with a warning for each."""
    for pattern, reason in _ANY:
        for match in list(sheet.find(pattern)):
            shown = match[0].strip()
            start = match.start() + match[0].index(shown)
            sheet.refuse(start, match.end(), f"{reason}: {shown!r} was not used.")
