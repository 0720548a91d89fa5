"""Languages that people speak, where a request asks to speak them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.matching.asking.importance import Manners
from search.matching.asking.sheet import Sheet

__all__ = ["CODES", "Spoken", "read_spoken"]

# ISO 639-1 code and the English names. What the readers of documents write into ``languages`` is
# the same code, and varieties of Chinese share one there.
_TABLE = """
en English | de German | fr French | es Spanish Castilian | pt Portuguese | it Italian
nl Dutch Flemish | zh Chinese Mandarin Cantonese Hokkien Teochew Putonghua | ja Japanese | ko Korean
ru Russian | pl Polish | cs Czech | sk Slovak | sl Slovenian | uk Ukrainian | ro Romanian
hu Hungarian | bg Bulgarian | el Greek | tr Turkish | ar Arabic | he Hebrew | fa Persian Farsi Dari
hi Hindi | ur Urdu | bn Bengali Bangla | pa Punjabi Panjabi | gu Gujarati | mr Marathi | ta Tamil
te Telugu | kn Kannada | ml Malayalam | or Odia | ne Nepali | si Sinhala Sinhalese | ms Malay Bahasa
id Indonesian | tl Tagalog Filipino | vi Vietnamese | th Thai | my Burmese | km Khmer | lo Lao
sv Swedish | no Norwegian | da Danish | fi Finnish | is Icelandic | et Estonian | lv Latvian
lt Lithuanian | sq Albanian | sr Serbian | hr Croatian | bs Bosnian | mk Macedonian | ka Georgian
hy Armenian | az Azerbaijani | kk Kazakh | uz Uzbek | mn Mongolian | sw Swahili | am Amharic
so Somali | yo Yoruba | ig Igbo | ha Hausa | zu Zulu | xh Xhosa | af Afrikaans | cy Welsh | ga Irish
ca Catalan | eu Basque | gl Galician
"""
CODES: dict[str, str] = {
    name.casefold(): row.split()[0]
    for row in _TABLE.replace("\n", "|").split("|")
    if row.strip()
    for name in row.split()[1:]
}
_ANY = "|".join(sorted(CODES, key=len, reverse=True))
_ONE = rf"(?:(?:{_ANY})(?:\s+chinese)?)"
_LIST = rf"{_ONE}(?:\s*(?:,\s*(?:and|or)|,|and|&|/|or|\+|-)\s*(?:in\s+)?{_ONE}\b)*"
_GRADE = (
    r"native(?:[- ]level)?|mother[- ]tongue|bilingual|multilingual|trilingual|fluent|fluency"
    r"|proficient|proficiency|conversational|business|professional|advanced|excellent|good|perfect"
    r"|spoken|written|strong|basic|intermediate"
)
_BEFORE = (
    rf"(?:{_GRADE}|speak(?:s|ing)?|languages?|converse|conversant|communicat\w+|command|knowledge"
    r"|literate)(?:[\s:(]+(?:in|of|both|and|written|spoken|speaker|level|fluently|working|the"
    rf"|language|skills|a|{_GRADE}))*[\s:(]+"
)
_AFTER = (
    r"(?:[\s-]+(?:(?:native |fluent )?speak(?:ers?|ing)|language(?: skills)?|skills|fluency"
    r"|proficiency|fluently|fluent|native|mother tongue)|\s*[(:-]?\s*(?:[abc][12]\+?"
    r"|fluent|native|level [abc][12])\)?)(?!\w)"
)
_ASKED = re.compile(
    rf"(?<![\w-])(?:(?P<b>{_BEFORE})(?P<names>{_LIST})\b\)?(?P<a>{_AFTER})?"
    rf"|(?P<names2>{_LIST})\b{_AFTER})",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"(?<![\w-])(?:with\s+|and\s+|in\s+)?(?P<names>{_LIST})(?![\w-])", re.IGNORECASE
)
_NAME = re.compile(rf"(?<![^\W_])(?:{_ANY})(?![^\W_])", re.IGNORECASE)
# "English teacher", "French cuisine": what follows makes it another thing.
_OTHER_THING = re.compile(
    r"^\s+(?:teach\w*|tutor\w*|literature|department|lecturer|cuisine|cooking|chef|food|law|market\w*"
    r"|histor\w*|studies|customers?|clients?|companies|company|bank\w*|accounting|gaap|tax\w*"
    r"|restaurant|wine|citizen\w*|passport|national\w*|nurses?|regulat\w*)\b",
    re.IGNORECASE,
)
_ONLY = re.compile(r"^\s*(?:only|\(?(?:required|essential|mandatory|a must)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Spoken:
    """ISO 639-1 codes of what is to be spoken; ``required`` are those that filter."""

    languages: tuple[str, ...] = ()
    required: tuple[str, ...] = ()


def read_spoken(sheet: Sheet, manners: Manners) -> Spoken:
    """The languages that a request asks for.

    Named with how well or that they are spoken, or alone between two commas. A language is a filter
    where it is said to be a must. A programming language is none of these.
    """
    languages: list[str] = []
    required: list[str] = []
    alternatives = False
    for match in [*sheet.find(_ASKED), *_alone(sheet)]:
        if _OTHER_THING.match(sheet.text[match.end() :]) or not sheet.is_free(*match.span()):
            continue
        groups = match.groupdict()
        names = groups["names"] or groups.get("names2") or ""
        codes = list(dict.fromkeys(CODES[n.casefold()] for n in _NAME.findall(names)))
        manner = manners.at(match.start(), match.end())
        shown = ", ".join(codes)
        if manner.importance == "not":
            sheet.refuse(
                *match.span(),
                f"Nobody is left out for speaking a language: {match[0].strip()!r} was not used.",
            )
            continue
        either = re.search(r"\bor\b", names, re.IGNORECASE) is not None and len(codes) > 1
        alternatives = alternatives or either
        must = manner.importance == "must" or _ONLY.match(sheet.text[match.end() :])
        if must and not either:
            required += codes
        languages += codes
        sheet.take(*match.span(), f"language{' required' if must and not either else ''}: {shown}")
    if alternatives:
        sheet.warn("Several languages are asked for together; one of several is not expressed.")
    return Spoken(tuple(dict.fromkeys(languages)), tuple(dict.fromkeys(required)))


def _alone(sheet: Sheet) -> list[re.Match[str]]:
    """Names that are all there is between two breaks."""
    found = []
    for match in sheet.find(_ALONE):
        start, end = sheet.clause_start(match.start()), sheet.clause_end(match.end())
        rest = sheet.text[start : match.start()] + sheet.text[match.end() : end]
        is_rest_taken = not any(
            sheet.text[a:b].strip()
            for a, b in (*sheet.free_runs(start, match.start()), *sheet.free_runs(match.end(), end))
        )
        if not rest.strip() or is_rest_taken:
            found.append(match)
    return found
