"""What a posting pays: from fields, a labelled line, or amounts of money with a period.

Amounts are as written, never converted. A bare "$" is given a currency only where the posting says
which country's dollar it is. Where no period is written, :data:`_PERIOD_BY_SIZE` supplies the usual
one for the amount; amounts that fit none are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from indexer.documents.postings.money import (
    AMOUNT,
    amount_in,
    currency_named,
    dollar_of,
    times,
)
from skillsearch.documents import Pay

__all__ = ["PAY_WORDS", "pay_in", "pay_of_field"]

_RANGE = re.compile(
    rf"(?P<bound>\b(?:up ?to|upto|maximum(?: of)?|max\.?|from|starting (?:at|from)|minimum(?: of)?"
    rf"|min\.?)\s{{0,2}})?(?<![\w.,$-])(?P<low>{AMOUNT})"
    rf"(?:\s{{0,2}}(?P<gap>per \w+|pa|p\.a\.|/ ?\w+)?\s{{0,2}}(?:-|–|—|~|to|until|and|bis)\s{{0,2}}"
    rf"(?P<high>{AMOUNT}))?(?!%|(?!p[hamd]\b)\w)",
    re.IGNORECASE,
)
_PERIODS = (
    (
        "hour",
        re.compile(
            r"(?:per|an|a|each|/)\s?(?:hour|hr)s?\b|\bhourly\b|\bp\.?/?h\b|\bpro Stunde\b", re.I
        ),
    ),
    ("day", re.compile(r"(?:per|a|/)\s?day\b|\bdaily\b|\bp\.?d\.?\b|\bpro Tag\b", re.I)),
    (
        "month",
        re.compile(
            r"(?:per|a|each|/)\s?(?:month|mth|mo)\b|\bmonthly\b|\bp\.?/?m\.?\b|\bmonatlich\b"
            r"|\bpro Monat\b",
            re.I,
        ),
    ),
    (
        "year",
        re.compile(
            r"(?:per|a|each|/)\s?(?:year|annum|yr)\b|\bannual(?:ly|ised)?\b|\byearly\b|\bjährlich\b|\bp\.?/?a\b"
            r"|\bLPA\b|\bCTC\b|\bpro Jahr\b|\bbrutto\b",
            re.I,
        ),
    ),
)
_PERIOD_NAMES = {
    "hour": "hour", "hourly": "hour", "hours": "hour", "day": "day", "daily": "day",
    "month": "month", "monthly": "month", "mth": "month", "year": "year", "yearly": "year",
    "annual": "year", "annually": "year", "annum": "year", "yr": "year", "pa": "year",
}  # fmt: skip

# currency -> (most that is paid an hour, least a month, least a year); "" for the rest.
_PERIOD_BY_SIZE = {"INR": (500.0, 3_000.0, 120_000.0), "": (150.0, 800.0, 15_000.0)}

# Without a currency smaller numbers are shares, points and hours; with one, less is no pay.
_LEAST_BARE = 1_000.0
_LEAST = {"": 3.0, "hour": 3.0, "day": 20.0, "month": 50.0, "year": 1_000.0}

PAY_WORDS = re.compile(
    r"\b(?:salar(?:y|ies)|pay(?:ing)?|wages?|remuneration|compensation|CTC|stipend|package"
    r"|pay rate|rates? of pay|hourly rate|rate|Gehalt|Vergütung|salaire|earn(?:ing)?s?)\b",
    re.IGNORECASE,
)
# What an amount is instead when this stands before it in its sentence, or right after it.
_OTHER_BEFORE = re.compile(
    r"\b(?:revenue|turnover|funding|funded|raised|budgets?|portfolio|assets|sales of|deals?"
    r"|allowances?|referral|reimburs\w+|voucher|discount|deposit|fees?|insurance|relocation"
    r"|sign[- ]on|valuation|worth|valued|AUM|customers|employees|users|invest\w*|sav(?:e|ing)s?"
    r"|grants?|fine|weighting|supplement|top[- ]up|premium|bonus|family income|quotas?)\b",
    re.IGNORECASE,
)
_OTHER_AFTER = re.compile(
    r"^\W{0,2}(?:(?:million|billion|mn|bn|m|b|mio|crores?|cr)\b|(?:[\w-]+ ){0,2}(?:bonus|allowance"
    r"|supplement|budget|revenue|turnover|fund(?:ing)?|market|industry|on joining|voucher|weighting"
    r"|after \d|discount|compan(?:y|ies)|portfolio)\b)",
    re.IGNORECASE,
)
_SAID_JUST_BEFORE = 28
_DIGIT = re.compile(r"\d")


def pay_of_field(value: Any, *, period: str = "", currency: str = "", text: str = "") -> Pay | None:
    """What a field says of pay: text, a number, or a mapping of the names that tables use.

    A mapping may hold ``low``/``min``/``minValue``, ``high``/``max``/``maxValue``, ``currency``,
    ``period``/``unitText``, ``text``/``value``. Where its own text has amounts they win over its
    numbers: exports are known to hold an hourly rate beside an invented yearly one. ``text`` is the
    posting's, asked for the country of a "$". None where no amount is named ("Competitive").
    """
    if isinstance(value, Mapping):
        inner = value.get("value")
        if isinstance(inner, Mapping):
            value = {**value, **inner}
        currency = _string(value.get("currency")) or currency
        period = _string(_first(value, "period", "unitText", "unit", "type")) or period
        low = _number(_first(value, "low", "min", "minValue", "minimum", "salary_min"))
        high = _number(_first(value, "high", "max", "maxValue", "maximum", "salary_max"))
        written = _first(value, "text", "value")
        said = None
        if isinstance(written, str) and not _number(written):
            said = pay_in(written, context=text, anywhere=True)
        elif low is None and high is None:
            low = high = _number(written)
        if said is not None:
            return Pay(said.low, said.high, said.currency or currency_named(currency), said.period)
        return _made(low, high, currency_named(currency), _period_named(period))
    number = _number(value)
    if number is not None:
        return _made(number, number, currency_named(currency), _period_named(period))
    written = _string(value)
    said = pay_in(written, context=text, anywhere=True) if written else None
    if said is None:
        return None
    named = _period_named(period)
    return Pay(said.low, said.high, said.currency or currency_named(currency), named or said.period)


def pay_in(text: str, *, context: str = "", anywhere: bool = False) -> Pay | None:
    """The pay that a text names, None where it names none.

    A line with a word for pay is believed first, then amounts with a currency and a period;
    ``anywhere`` says that the whole text is about pay. ``context`` helps to tell whose "$" it is.
    """
    best: tuple[int, Pay] | None = None
    for line in re.split(r"\n|(?<=[a-z)])(?<!\bRs)[.!?]\s", text):
        if not _DIGIT.search(line):
            continue
        for match in _RANGE.finditer(line):
            found = _rank(line, match, anywhere)
            if found is None:
                continue
            rank, pay = found
            if best is None or rank > best[0]:
                best = (rank, pay)
    if best is None:
        return None
    pay = best[1]
    if pay.currency == "$":
        pay = Pay(pay.low, pay.high, dollar_of(f"{text}\n{context}"), pay.period)
    return pay


def _rank(line: str, match: re.Match[str], anywhere: bool) -> tuple[int, Pay] | None:
    before, after = line[: match.start()], line[match.end() : match.end() + 28]
    first = amount_in(match["low"])
    second = amount_in(match["high"]) if match["high"] else None
    low, high, scale = first.number, None, first.scale
    currency = first.currency
    if second is not None:
        high, scale, currency = second.number, scale or second.scale, currency or second.currency
        if second.scale and not first.scale and low < high:
            low *= times(second.scale)
        elif first.scale and not second.scale and high < low:
            high *= times(first.scale)
    if scale in ("lpa", "l") or scale.startswith(("lakh", "lac")):
        currency = currency or "INR"
    worded = PAY_WORDS.search(before[-60:]) is not None
    period = _period_in(f"{match['gap'] or ''} {after}") or _period_in(match.group())
    period = period or (_period_in(before[-30:]) if worded else "")
    if _OTHER_AFTER.search(after):
        return None
    said = PAY_WORDS.search(before[-_SAID_JUST_BEFORE:]) is not None
    if not said and _OTHER_BEFORE.search(before[-60:]):
        return None
    bare = not currency and not scale and max(low, high or 0) < _LEAST_BARE
    if not (currency or anywhere or (worded and (period or high is not None or scale))):
        return None
    if bare and not anywhere:
        return None
    if not (anywhere or worded or period or (high is not None and currency)):
        return None
    bound = (match["bound"] or "").strip().lower()
    lowest: float | None = low
    highest: float | None = high if high is not None else low
    if high is None and bound.startswith(("up", "max")):
        lowest = None
    elif high is None and bound.startswith(("from", "start", "min")):
        highest = None
    pay = _made(lowest, highest, currency, period)
    if pay is None:
        return None
    rank = 4 * worded + 2 * bool(period) + 2 * (high is not None) + bool(currency)
    return rank, pay


def _made(low: float | None, high: float | None, currency: str, period: str) -> Pay | None:
    """The pay, None where the amounts cannot be one: nothing, zero, no period that fits."""
    low, high = low or None, high or None
    known = [amount for amount in (low, high) if amount is not None]
    if not known or (low is not None and high is not None and not low <= high <= 20 * low):
        return None
    hour, month, year = _PERIOD_BY_SIZE.get(currency, _PERIOD_BY_SIZE[""])
    size = max(known)
    if size < _LEAST[period]:
        return None
    if not period:
        if size >= year:
            period = "year"
        elif size >= month:
            period = "month"
        elif 3 <= size <= hour:
            period = "hour"
        else:
            return None
    return Pay(low, high, currency, period)


def _period_in(text: str) -> str:
    found = [(match.start(), name) for name, form in _PERIODS if (match := form.search(text))]
    return min(found)[1] if found else ""


def _period_named(name: str) -> str:
    name = name.strip().lower()
    return _PERIOD_NAMES.get(name, "") or _period_in(name)


def _first(values: Mapping[str, Any], *names: str) -> Any:
    for name in names:
        if values.get(name) not in (None, ""):
            return values[name]
    return None


def _string(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or value is None:
        return None
    try:
        number = float(str(value).replace(",", "").strip())
    except ValueError:
        return None
    return number if 0 < number < 1e12 else None
