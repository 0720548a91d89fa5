"""A row of a table, or a schema.org ``JobPosting``, as a document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from indexer.documents.postings.contracts import contract_of_field
from indexer.documents.postings.pay import pay_of_field
from indexer.documents.postings.titles import clean_title
from indexer.documents.postings.values import iso_date, plain, plain_list, web_address
from indexer.documents.postings.years import years_of_field
from skillsearch.documents import Quarantined, ReadDocument
from skillsearch.passages.posting_layout import laid_out

__all__ = ["read_posting_row"]

# Fields that hold text, in the order in which they stand in the document, and their headings.
_PARTS = (
    ("description", ""),
    ("summary", "Summary"),
    ("responsibilities", "Responsibilities"),
    ("requirements", "Requirements"),
    ("qualifications", "Qualifications"),
    ("minimum_qualifications", "Minimum qualifications"),
    ("preferred_qualifications", "Preferred qualifications"),
    ("nice_to_have", "Nice to have"),
    ("education", "Education requirements"),
    ("skills", "Skills"),
    ("benefits", "Benefits"),
)

_TAG = re.compile(
    r"<(?:/?[a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*)?/?>|&lt;/?[a-zA-Z]|&(?:amp;)?#?\w{2,8};"
)
_LEAST_WORDS = 5

# Names of columns that say nothing about what stands in them.
_ANY_TEXT = re.compile(
    r"(?:job[\s_]*)?(?:description|details?|text|content|body|html|info\w*)", re.I
)


def read_posting_row(fields: Mapping[str, Any], name: str) -> ReadDocument:
    """The document that a row stands for: its title, then its text under its headings.

    ``fields`` go by the names of :class:`~skillsearch.documents.Posting` and the parts of text
    (``description``, ``responsibilities``, ``requirements``, ``qualifications``, ``nice_to_have``,
    ``skills``, ``benefits``), each a string, a list, or a mapping of column to text, whose columns
    become headings. HTML, also escaped, is cleaned. ``name`` is how the row is called in messages.
    Raises :class:`Quarantined` ``row-unusable`` without a title or without a description of at
    least five words.
    """
    from indexer.documents.reading.cleaning import clean

    title = _one_line(plain(fields.get("title")))
    parts = [part for key, heading in _PARTS for part in _texts(fields.get(key), heading)]
    if len(plain(fields.get("years")).split()) > 2:
        parts += _texts(fields["years"], "Experience required")
    body = [f"{heading}\n{text}" if heading else text for heading, text in parts]
    words = sum(len(text.split()) for _, text in parts)
    lacking = "title" if not title else "description" if words < _LEAST_WORDS else ""
    if lacking:
        said = "is empty" if lacking == "title" or not words else f"has only {words} words"
        raise Quarantined(
            "row-unusable",
            f"{name}: the column for the {lacking} {said}.",
            remedy=f"Fill it in, or name another column with --fields {lacking}=COLUMN.",
        )
    shown = clean_title(title)
    return ReadDocument(
        text=clean("\n\n".join([shown.title, *body])).strip(),
        format="row",
        date=iso_date(_first(fields, "posted", "date", "datePosted")),
        fields=_said(fields, title),
    )


def _said(fields: Mapping[str, Any], title: str) -> dict[str, Any]:
    """What the row says outright, by the names of ``Posting``; what is empty is left out."""
    pay = pay_of_field(
        _pay_field(fields),
        period=plain(fields.get("pay_period")),
        currency=plain(fields.get("pay_currency")),
        text=f"{plain(fields.get('location'))}\n{plain(fields.get('country'))}",
    )
    years = years_of_field(fields.get("years"))
    place = plain(fields.get("location")) or ", ".join(
        dict.fromkeys(p for k in ("city", "state", "country") if (p := plain(fields.get(k))))
    )
    said: dict[str, Any] = {
        "title": title,
        "employer": _one_line(plain(fields.get("employer"))),
        "location": _one_line(place),
        "contract": sorted(contract_of_field(plain_list(fields.get("contract")))),
        "seniority": plain(fields.get("seniority")),
        "education": _one_line(plain(fields.get("education"))),
        "category": _one_line(plain(fields.get("category"))),
        "languages": plain_list(fields.get("languages")),
        "url": web_address(fields.get("url")),
        "years_low": years[0],
        "years_high": years[1],
    }
    if pay is not None:
        said["pay"] = {
            "low": pay.low, "high": pay.high, "currency": pay.currency, "period": pay.period,
        }  # fmt: skip
    return {key: value for key, value in said.items() if value not in ("", None, [])}


def _pay_field(fields: Mapping[str, Any]) -> Any:
    """What is written of pay, and the numbers beside it, whichever there are."""
    given = fields.get("pay")
    if isinstance(given, Mapping):
        return given
    low, high = fields.get("pay_low"), fields.get("pay_high")
    written = plain(given)
    return {"low": low, "high": high, "text": written} if low or high else written


def _texts(value: Any, heading: str) -> Iterator[tuple[str, str]]:
    """The parts of text that a field holds, with the heading of each."""
    if isinstance(value, Mapping) and not {"@type", "name", "text", "value"} & set(value):
        for column, inner in value.items():
            named = "" if _ANY_TEXT.fullmatch(column.strip()) else _spaced(column)
            yield from _texts(inner, named or heading)
        return
    if isinstance(value, Mapping):
        value = plain(value)
    if isinstance(value, list | tuple):
        short = all(
            isinstance(each, str) and len(each) < 300 and "\n" not in each for each in value
        )
        if short and heading:
            value = "\n".join(f"• {line}" for line in plain_list(list(value)))
        else:
            for each in value:
                yield from _texts(each, heading)
            return
    if value is None or not plain(value):
        return
    text = _cleaned(str(value))
    if text:
        yield ("" if _has_heading(text, heading) else heading), text


def _cleaned(text: str) -> str:
    from indexer.documents.reading.cleaning import clean, clean_html

    cleaned = clean_html(text) if _TAG.search(text) else laid_out(text)
    return clean(laid_out(cleaned)).strip()


def _has_heading(text: str, heading: str) -> bool:
    """Whether the text brings the heading itself ("RequirementsJob Requirements")."""
    first = text.split("\n", 1)[0][:40].lower()
    return bool(heading) and first.startswith(heading.lower()[:11])


def _spaced(column: str) -> str:
    """``job_requirements``, ``minQualifications`` or ``Minimum Qualifications`` as a heading."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column).replace("_", " ").replace("-", " ").split()
    return " ".join(words).capitalize()


def _one_line(text: str) -> str:
    from indexer.documents.reading.cleaning import clean, clean_html

    return " ".join((clean_html(text) if _TAG.search(text) else clean(text)).split())


def _first(fields: Mapping[str, Any], *names: str) -> Any:
    return next((fields[name] for name in names if plain(fields.get(name))), None)
