"""Where: after "in", "near", "based in", or a place that the documents themselves name."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from search.matching.asking.importance import Manners
from search.matching.asking.sheet import Sheet
from search.matching.documents import document_collection
from search.open_index import OpenIndex
from skillsearch.documents import DocumentKind
from skillsearch.errors import NothingIndexed
from skillsearch.store.models import FieldCondition, Filter, MatchValue
from skillsearch.text import normal_form

__all__ = ["Where", "places_of", "read_places"]

KEPT_SECONDS = 300
"""How long the places that documents name are taken to be the same."""

MAX_PLACE_WORDS = 4
MAX_PLACES = 200_000
MIN_LETTERS = 4
"""A shorter key ("of", "it", "ca") is a place only where a word such as "in" says so."""

MIN_DOCUMENTS = 2
"""As many documents make a word a place that nothing announces: one may have been misread."""

SHOWN = 3
"""Known places that a warning names beside one that is not."""

LEAST_LIKE = 70
"""Likeness (0-100) from which a known place is worth naming."""

_SURE = (
    r"based in|located in|living in|lives? in|residing in|resident in|relocat\w+ to|near|around"
    r"|close to|location\s*:"
)
_LIKELY = r"in|from|at|within|across"
_LED = re.compile(
    rf"(?<![\w-])(?:(?P<sure>{_SURE})|(?P<likely>{_LIKELY}))\s+(?:the\s+)?(?=[^\W\d_])",
    re.IGNORECASE,
)
_BASED = re.compile(r"[- ](?:based|area|region)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_GAP = re.compile(r"\s+|\s*,\s*|\s*/\s*")
_ALTERNATIVE = re.compile(r"\s*(?:,\s*)?(?:\bor\b|/)\s*(?:in\s+)?", re.IGNORECASE)
_ONLY = re.compile(r"^\s+only\b", re.IGNORECASE)
# After these, "in" is about a subject.
_SUBJECT = re.compile(
    r"\b(?:experience[ds]?|exp|skill(?:s|ed)|expert(?:ise)?|knowledge|background|degree|bachelor\S*"
    r"|masters?\S*|phd|b\.?sc\.?|m\.?sc\.?|diploma|specialis\w+|specializ\w+|proficien\w+|fluent"
    r"|train(?:ed|ing)|certifi\w+|qualifi\w+|interest(?:ed)?|graduate|years?|strong|good|worked"
    r"|working|work|career|role|job|majoring|competen\w+|versed|hands-on)\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Where:
    """``keys`` filter, in normal form; ``liked`` is a place that only would be nice."""

    keys: tuple[str, ...] = ()
    liked: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    key: str
    is_known: bool


def places_of(index: OpenIndex, kind: DocumentKind, tenant: str) -> Mapping[str, int]:
    """Each place of a tenant's documents in normal form → how many are there, perhaps none.

    Documents come and go while a generation lives, so that they are counted anew after a while.
    """
    try:
        collection = document_collection(index, kind)
    except NothingIndexed:
        return {}
    own = Filter(must=[FieldCondition("tenant", MatchValue(tenant))])
    return index.derived(
        collection,
        ("places", tenant, int(time.monotonic() // KEPT_SECONDS)),
        lambda: index.store.facet(collection.name, "location_keys", filter=own, limit=MAX_PLACES),
    )


def read_places(
    sheet: Sheet, manners: Manners, known: Mapping[str, int], is_label: Callable[[str], bool]
) -> Where:
    """The places of a request; ``is_label`` tells whether words name a skill or a job.

    A place that no document has filters all the same, and a warning says so. A subject after "in"
    is none: that is what labels name, unless the documents know the place.
    """
    keys: list[str] = []
    liked = ""
    for match in sheet.find(_LED):
        place = _led(sheet, match, known, is_label)
        if place is None:
            continue
        start, taken = match.start(), place
        found = [place.key]
        while other := _another(sheet, taken, known):
            found.append(other.key)
            taken = other
        manner = manners.at(match.start(), taken.end)
        end = _end(sheet, taken.end)
        if manner.importance == "not":
            shown = sheet.text[place.start : taken.end]
            sheet.refuse(
                start, end, f"A place is no reason to leave out: 'not in {shown}' was not used."
            )
            continue
        if manner.importance == "nice":
            liked = liked or sheet.text[place.start : taken.end]
            sheet.take(start, end, f"location, if possible: {liked}")
            continue
        keys += found
        sheet.take(start, end, f"location: {' or '.join(found)}")
        if not place.is_known and known:
            sheet.warn(_unknown(sheet.text[place.start : place.end], known))
    for place in _bare(sheet, known, is_label):
        manner = manners.at(place.start, place.end)
        end = _end(sheet, place.end)
        if manner.importance == "not":
            shown = sheet.text[place.start : place.end]
            sheet.refuse(
                place.start, end, f"A place is no reason to leave out: 'not {shown}' was not used."
            )
        elif manner.importance == "nice":
            liked = liked or sheet.text[place.start : place.end]
            sheet.take(place.start, end, f"location, if possible: {liked}")
        else:
            keys.append(place.key)
            sheet.take(place.start, end, f"location: {place.key}")
    return Where(tuple(dict.fromkeys(keys)), liked)


def _led(
    sheet: Sheet, match: re.Match[str], known: Mapping[str, int], is_label: Callable[[str], bool]
) -> _Place | None:
    text = sheet.text
    is_sure = match["sure"] is not None
    about_a_subject = not is_sure and _SUBJECT.search(text, 0, match.start())
    if place := _known_at(sheet, match.end(), known):
        if is_sure or not is_label(place.key) or text[place.start].isupper():
            return place
        return None
    if about_a_subject:
        return None
    words = _words_at(sheet, match.end(), across_comma=False)
    capital = [end for start, end in words if text[start].isupper()]
    count = next((n for n, (s, _) in enumerate(words) if not text[s].isupper()), len(words))
    if not words or (match["likely"] and not capital) or text.isupper():
        count = 1 if words and is_sure else 0
    if is_sure:
        count = max(count, 1) if words else 0
    if not count:
        return None
    start, end = words[0][0], words[count - 1][1]
    said = normal_form(text[start:end])
    if not said or (not is_sure and is_label(said)):
        return None
    return _Place(start, end, said, False)


def _another(sheet: Sheet, place: _Place, known: Mapping[str, int]) -> _Place | None:
    joint = _ALTERNATIVE.match(sheet.text, place.end)
    if joint is None or not sheet.is_free(joint.start(), joint.end()):
        return None
    found = _known_at(sheet, joint.end(), known)
    if found is not None:
        return found
    words = _words_at(sheet, joint.end(), across_comma=False)
    if not place.is_known and words and sheet.text[words[0][0]].isupper():
        start, end = words[0]
        return _Place(start, end, normal_form(sheet.text[start:end]), False)
    return None


def _known_at(sheet: Sheet, start: int, known: Mapping[str, int]) -> _Place | None:
    """The longest known place that begins here; over a comma too ("Austin, TX")."""
    words = _words_at(sheet, start, across_comma=True)
    for count in range(len(words), 0, -1):
        end = words[count - 1][1]
        key = normal_form(sheet.text[start:end])
        if key in known:
            return _Place(start, end, key, True)
    return None


def _bare(sheet: Sheet, known: Mapping[str, int], is_label: Callable[[str], bool]) -> list[_Place]:
    """Known places without a word before them: alone between two breaks, or "Singapore-based"."""
    found: list[_Place] = []
    for start, end in list(sheet.free_runs(0, len(sheet.text))):
        words = list(_WORD.finditer(sheet.text, start, end))
        at = 0
        while at < len(words):
            place = _known_at(sheet, words[at].start(), known)
            if place is None and (based := _BASED.search(words[at][0])):
                key = normal_form(words[at][0][: based.start()])
                if key in known:
                    begin = words[at].start()
                    place = _Place(begin, begin + based.start(), key, True)
            if place is not None and _stands_alone(sheet, place, known, is_label):
                found.append(place)
                at = next((n for n, w in enumerate(words) if w.start() >= place.end), len(words))
                continue
            at += 1
    return found


def _stands_alone(
    sheet: Sheet, place: _Place, known: Mapping[str, int], is_label: Callable[[str], bool]
) -> bool:
    text = sheet.text
    if _BASED.match(text, place.end):
        return True
    if len(place.key) < MIN_LETTERS or known[place.key] < MIN_DOCUMENTS or is_label(place.key):
        return False
    clause = text[sheet.clause_start(place.start) : sheet.clause_end(place.end)].strip()
    whole = clause == text[place.start : place.end].strip()
    named = text[place.start].isupper() and not text.isupper() and place.start > 0
    return whole or named or _ONLY.match(text[place.end :]) is not None


def _words_at(sheet: Sheet, start: int, *, across_comma: bool) -> list[tuple[int, int]]:
    words: list[tuple[int, int]] = []
    place = start
    commas = 0
    while len(words) < MAX_PLACE_WORDS and (word := _WORD.match(sheet.text, place)):
        if not sheet.is_free(word.start(), word.end()):
            break
        end = word.start() + len(word[0].rstrip(".-'’"))
        end = word.start() + (b.start() if (b := _BASED.search(word[0])) else end - word.start())
        words.append((word.start(), end))
        gap = _GAP.match(sheet.text, word.end())
        if gap is None or end != word.end() or "/" in gap[0]:
            break
        commas += "," in gap[0]
        if "," in gap[0] and (not across_comma or commas > 1):
            break
        place = gap.end()
    return words


def _end(sheet: Sheet, end: int) -> int:
    """With "only" or "-based" after it."""
    for pattern in (_BASED, _ONLY):
        if (match := pattern.match(sheet.text, end)) and sheet.is_free(end, match.end()):
            end = match.end()
    return end


def _unknown(place: str, known: Mapping[str, int]) -> str:
    from rapidfuzz import fuzz, process

    near = process.extract(
        normal_form(place), list(known), scorer=fuzz.ratio, limit=SHOWN, score_cutoff=LEAST_LIKE
    )
    named = ", ".join(repr(key) for key, _, _ in near)
    guess = f" Nearest known: {named}." if named else ""
    return f"No document is in {place!r}: nothing passes this filter.{guess}"
