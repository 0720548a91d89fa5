"""Where a person or a job is, as a text says it: "Austin, TX", "Leeds, United Kingdom"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from skillsearch.documents import Section
from skillsearch.passages.sections import lines_of
from skillsearch.passages.word_tables import word_set

__all__ = ["find_location", "place_in"]

_STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|"
    "Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|"
    "Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|"
    "New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|"
    "Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|"
    "West Virginia|Wisconsin|Wyoming|Ontario|Quebec|Québec|British Columbia|Alberta|Manitoba|"
    "Nova Scotia|Saskatchewan|New South Wales|Victoria|Queensland|Maharashtra|Karnataka|"
    "Tamil Nadu|Telangana|Kerala|Gujarat|Rajasthan|Uttar Pradesh|West Bengal|Haryana|Punjab|"
    "Andhra Pradesh|Bayern|Hessen|Sachsen|Nordrhein-Westfalen|Baden-Württemberg"
)
_CODES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|"
    "NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|ON|QC|BC|AB|MB|NS|SK|NSW|VIC|QLD"
)
_COUNTRIES = (
    r"United States(?: of America)?|USA|U\.S\.A\.?|United Kingdom|UK|U\.K\.|England|Scotland|Wales|"
    "Northern Ireland|Ireland|Germany|Deutschland|Austria|Österreich|Switzerland|Schweiz|Suisse|"
    "France|Belgium|Belgique|België|Netherlands|Nederland|The Netherlands|Luxembourg|Spain|España|"
    "Portugal|Italy|Italia|Greece|Poland|Polska|Czech Republic|Czechia|Slovakia|Slovenia|Hungary|"
    "Romania|Bulgaria|Croatia|Serbia|Ukraine|Russia|Turkey|Türkiye|Sweden|Norway|Denmark|Finland|"
    "Iceland|Estonia|Latvia|Lithuania|Canada|Mexico|México|Brazil|Brasil|Argentina|Chile|Colombia|"
    "Peru|Perú|Venezuela|Ecuador|Uruguay|Costa Rica|Panama|Puerto Rico|Jamaica|India|Pakistan|"
    "Bangladesh|Sri Lanka|Nepal|China|Hong Kong|Taiwan|Japan|South Korea|Korea|Singapore|Malaysia|"
    "Indonesia|Philippines|Vietnam|Thailand|Cambodia|Myanmar|Australia|New Zealand|South Africa|"
    "Nigeria|Kenya|Ghana|Ethiopia|Egypt|Morocco|Maroc|Tunisia|Algeria|Israel|Jordan|Lebanon|"
    "United Arab Emirates|UAE|Saudi Arabia|Qatar|Kuwait|Bahrain|Oman|Iran|Iraq"
)
_CITY_WORD = r"[A-ZÀ-ÞŁŚŽ][\w'’.-]*"
_CITY = (
    rf"{_CITY_WORD}(?:[ -](?:(?:de|la|le|del|du|am|an der|of|sur|upon|do|da) )?{_CITY_WORD}){{0,3}}"
)
_PLACE = re.compile(
    rf"(?<![\w,])(?P<city>{_CITY})\s?,\s*"
    rf"(?:(?:{_CITY_WORD}(?: {_CITY_WORD})?,\s*)?(?:{_COUNTRIES})(?!\w)"
    rf"|(?:{_STATES})(?!\w)|(?:{_CODES})(?![\w.]))(?:,\s*(?:{_COUNTRIES})(?!\w))?"
)
_BRACKETED = re.compile(rf"(?<!\w)(?P<city>{_CITY})\s\((?:{_COUNTRIES})\)")
_ALONE = re.compile(rf"(?:{_COUNTRIES}|{_STATES})")
_LABEL = re.compile(
    r"(?<!\w)(?:(?:(?:current |present |home )?location|city|residence|standort|wohnort|ort|"
    r"localisation|lieu|ville|ubicación|localidad|localização|cidade|woonplaats|locatie)\s*:|"
    r"based in|living in|lives in)\s+(?P<place>[^\n|•;]{2,60})",
    re.IGNORECASE,
)
# Words that stand before "Ltd, UK" or "Manager, USA", and in placeholders, and are no city.
_NO_CITY = word_set("""
    university college institute school inc ltd llc corp company bank hospital manager director
    engineer consultant analyst developer degree bachelor master science arts department group
    center centre city state services sales
""")
# A place further down belongs to an employer or a school.
_HEADER_LINES = 12
_HEADER_CHARACTERS = 300


def find_location(text: str, sections: Iterable[Section]) -> str:
    """The place as written in the header of a resume or after a label, "" where none is.

    Only headers are read, and the first lines of the text where there are none.
    """
    headers = [s for s in sections if s.kind == "header" and s.end - s.start > 20]
    parts = [(s.start, s.end) for s in headers] or [(0, min(len(text), _HEADER_CHARACTERS))]
    lines = [line for part in parts for _, line in list(lines_of(text, *part))[:_HEADER_LINES]]
    for line in lines:
        if label := _LABEL.search(line):
            place = label["place"].strip(" .,:")
            if found := place_in(place) or _named(place):
                return found
    for line in lines:
        if len(line) < 160 and (found := place_in(line)):
            return found
    for line in lines:
        for part in re.split(r"\s*[|•·]\s*|\s{2,}", line):
            if _ALONE.fullmatch(part):
                return part
    return ""


def place_in(line: str) -> str:
    """The first "City, ST", "City, State" or "City, Country" of a line as written, "" if none."""
    for pattern in (_PLACE, _BRACKETED):
        for match in pattern.finditer(line):
            words = [word.casefold().strip(".") for word in match["city"].split()]
            if not _NO_CITY.intersection(words) and not re.fullmatch(r"[A-Z]{1,4}", match["city"]):
                return " ".join(match[0].split())
    return ""


def _named(place: str) -> str:
    """A labelled place without its country: a few words in capitals."""
    first = re.split(r"\s{2,}|[(,]", place)[0].strip()
    words = first.split()
    fits = 0 < len(words) <= 4 and all(word[0].isupper() for word in words)
    return first if fits and not any(c.isdigit() for c in first) else ""
