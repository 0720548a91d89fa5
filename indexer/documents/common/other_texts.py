"""What a text is that is neither a resume nor a posting: an invoice, an error page, an article."""

from __future__ import annotations

import re

__all__ = ["reads_as_error_page", "reads_as_invoice", "reads_as_other"]

_INVOICE = re.compile(
    r"\b(?:invoice (?:no|number|date|to)|amount due|total due|sub-?total|bill(?:ed)? to|IBAN"
    r"|VAT (?:no|reg|\d)|payment terms|due date|unit price|qty|remit)\b",
    re.IGNORECASE,
)
_ERROR_PAGE = re.compile(
    r"\b(?:404|403|500 internal|page not found|not found|access denied|forbidden|captcha"
    r"|enable (?:javascript|cookies)|are you a (?:robot|human)|you are (?:a )?human"
    r"|session (?:has )?expired|no longer (?:available|accepting)|has expired|been removed"
    r"|something went wrong|(?:service|temporarily) unavailable)\b",
    re.IGNORECASE,
)
_ERROR_PAGE_WORDS = 120

# What each kind of text says and documents of work seldom do; each wording counts once.
_OTHERS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE))
    for name, words in (
        (
            "a description of a course",
            r"enrol(?:l?ment|ling)?|tuition fees?|course (?:code|fees?|content|outline|dates"
            r"|description|starts|duration|runs)|th(?:is|e) course|learning outcomes|module \d+"
            r"|modules|(?:\d+ )?credits|ECTS|syllabus|lectures|on completion"
            r"|(?:participants|learners|students) (?:will|are)|no prior knowledge",
        ),
        (
            "minutes of a meeting",
            r"minutes (?:of|taken)|apologies(?: for absence)?|in attendance|matters arising"
            r"|agenda item|any other business|AOB|seconded|carried unanimously|action(?: point)?:"
            r"|(?:the )?meeting (?:closed|opened|was adjourned)|date of (?:the )?next meeting"
            r"|the chair|resolved that|those present",
        ),
        (
            "an article",
            r"told (?:reporters|the \w+)|said (?:on|in a statement|yesterday|that)|she said"
            r"|he said|they said|according to|spokes(?:man|woman|person)|reporters?|eyewitness\w*"
            r"|last (?:week|month|year|night)|yesterday|earlier this (?:week|month|year)"
            r"|(?:the )?(?:minister|mayor|union|critics|residents|analysts) (?:said|say|has|have)"
            r"|on (?:mon|tues|wednes|thurs|fri|satur|sun)day",
        ),
        (
            "a page of a shop",
            r"add to (?:cart|basket|bag)|in stock|out of stock|free (?:delivery|shipping|returns)"
            r"|customer reviews?|buy now|SKU|warranty|out of 5(?: stars)?|dimensions|wish ?list"
            r"|(?:was|now|only) [£$€]\d+|you may also like|machine washable|batteries",
        ),
        (
            "a recipe",
            r"ingredients|preheat|tablespoons?|teaspoons?|tbsp|tsp|serves \d+|simmer|bring to the"
            r" boil|chopped|grated|oven|garnish|cook for|bake for|\d+ ?(?:g|ml|cups?) of",
        ),
        (
            "a text about software or its licence",
            r"pip install|npm install|git clone|without warranty|copyright notice|redistribut\w+"
            r"|the software is provided|merchantability|changelog|api reference|sublicense"
            r"|deprecated|bug ?fix(?:es)?|pull requests? (?:are|is) welcome|licensed under",
        ),
    )
)  # fmt: skip
_LEAST = 3


def reads_as_invoice(text: str) -> bool:
    """Whether a text has two of the terms of bills."""
    found = (match[0][:7].casefold() for match in _INVOICE.finditer(text))
    first = next(found, None)
    return first is not None and any(other != first for other in found)


def reads_as_error_page(text: str) -> bool:
    """Whether a short text says what a site says in place of a page."""
    return len(text.split()) <= _ERROR_PAGE_WORDS and _ERROR_PAGE.search(text) is not None


def reads_as_other(text: str) -> tuple[str, int]:
    """What else a text reads as most, and by how many wordings; ("", 0) below three."""
    best, most = "", _LEAST - 1
    for name, pattern in _OTHERS:
        if (count := len({match[0].casefold() for match in pattern.finditer(text)})) > most:
            best, most = name, count
    return (best, most) if best else ("", 0)
