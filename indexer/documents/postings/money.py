"""Amounts of money as people write them: "S$4,500", "4.5k", "12 LPA", "€ 52.000"."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["AMOUNT", "Amount", "amount_in", "currency_named", "dollar_of", "times"]

_MARKS = {
    "s$": "SGD", "sgd": "SGD", "us$": "USD", "usd": "USD", "a$": "AUD", "au$": "AUD",
    "aud": "AUD", "c$": "CAD", "ca$": "CAD", "cad": "CAD", "hk$": "HKD", "hkd": "HKD",
    "nz$": "NZD", "nzd": "NZD", "£": "GBP", "gbp": "GBP", "€": "EUR", "eur": "EUR",
    "euro": "EUR", "euros": "EUR", "₹": "INR", "inr": "INR", "rs": "INR", "rs.": "INR",
    "rm": "MYR", "myr": "MYR", "chf": "CHF", "php": "PHP", "₱": "PHP", "aed": "AED",
    "zar": "ZAR", "$": "$",
}  # fmt: skip

_MARK = (
    r"(?:S\$|US\$|AU?\$|CA?\$|HK\$|NZ\$|[$£€₹₱]"
    r"|\b(?:SGD|USD|AUD|CAD|HKD|NZD|GBP|EUR|Euros?|INR|Rs\.?|RM|MYR|CHF|PHP|AED|ZAR)(?![a-z]))"
)
_NUMBER = r"\d{1,3}(?:[,' ]\d{2,3})+(?:\.\d{1,2})?|\d+(?:\.\d{3})+(?!\d)|\d+(?:\.\d{1,2})?"
_SCALE = r"\s?(?:[kK]\b|[Ll]akhs?\b|[Ll]acs?\b|LPA\b|lpa\b|L\b)"
AMOUNT = rf"(?:{_MARK}\s?)?\$?(?:{_NUMBER})(?:{_SCALE})?\+?(?:\s?{_MARK})?"
_PARTS = re.compile(
    rf"(?P<mark>{_MARK})?\s?\$?(?P<number>{_NUMBER})(?P<scale>{_SCALE})?\+?\s?(?P<after>{_MARK})?",
    re.IGNORECASE,
)
_COUNTRY_DOLLARS = (
    ("SGD", re.compile(r"\bSingapore\b|\bCPF\b|\bEA (?:Licen[cs]e|Reg)|\bMRT\b|\bGCE\b", re.I)),
    ("AUD", re.compile(r"\bAustralian?\b|\bsuperannuation\b", re.I)),
    ("CAD", re.compile(r"\bCanad(?:a|ian)\b|, (?:ON|BC|QC|AB)\b")),
    ("NZD", re.compile(r"\bNew Zealand\b")),
    ("HKD", re.compile(r"\bHong Kong\b")),
    (
        "USD",
        re.compile(
            r"\bUnited States\b|\bU\.?S\.?A?\b|\b401 ?\(?k\)?|\bE-Verify\b|\bAmerican\b|\bFLSA\b"
            r"|\b[A-Z][a-z]+, (?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]"
            r"|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])\b"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as it is meant, the currency ("$" where its country is not said), and the scale."""

    number: float
    currency: str
    scale: str


def amount_in(written: str) -> Amount:
    """What a match of :data:`AMOUNT` says."""
    parts = _PARTS.search(written)
    if parts is None:
        raise AssertionError(written)
    marks = [(parts[name] or "").lower().rstrip() for name in ("mark", "after")]
    mark = next((each for each in marks if each not in ("", "$")), marks[0] or marks[1])
    scale = parts["scale"] or ""
    digits = re.sub(r"[,' ]", "", parts["number"])
    if digits.count(".") > 1 or re.fullmatch(r"\d{1,3}\.\d{3}", digits):
        digits = digits.replace(".", "")
    number = float(digits) * (times(scale) if scale else 1)
    if not mark and "$" in written:
        mark = "$"
    return Amount(number, _MARKS.get(mark, ""), scale.strip().lower())


def times(scale: str) -> float:
    """What a scale multiplies by: "k" a thousand, "lakh" and "LPA" a hundred thousand."""
    return 1_000.0 if scale.strip().lower() == "k" else 100_000.0


def currency_named(name: str) -> str:
    """The ISO 4217 code of a currency by its sign or code, "" for others and a bare "$"."""
    name = name.strip()
    known = _MARKS.get(name.lower(), "")
    if known and known != "$":
        return known
    return name.upper() if re.fullmatch(r"[A-Za-z]{3}", name) else ""


def dollar_of(text: str) -> str:
    """The code of the dollar of the country that a text speaks of, "" if it names none."""
    for currency, evidence in _COUNTRY_DOLLARS:
        if evidence.search(text):
            return currency
    return ""
