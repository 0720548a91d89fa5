"""What a posting requires and what it would like: sentences and bullets, by section and words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from indexer.documents.postings.asking import (
    ADMINISTRATIVE,
    ASKED_LIST,
    DUTIES,
    FIRM,
    LIKED,
    NOT_ASKED,
    OF_THE_WORK,
    OFFERED,
    RATHER,
    REQUIRED,
)
from skillsearch.documents import Section, SectionKind
from skillsearch.passages.sections import body_start

__all__ = ["Asked", "Sentence", "asked_of", "sentences_of"]

Asked = Literal["must", "nice", ""]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, a bullet or a clause of one, and whether it is asked for."""

    text: str
    start: int
    end: int
    section: SectionKind
    asked: Asked


_ASKING: frozenset[SectionKind] = frozenset(
    {"requirements", "nice_to_have", "skills", "education", "certifications", "languages"}
)
_SILENT: frozenset[SectionKind] = frozenset(
    {"benefits", "how_to_apply", "equal_opportunity", "references"}
)

# More words than an item of a list has.
_ITEM_WORDS = 35

# A sentence of more words may be several whose stops were lost.
_RUN_ON_WORDS = 25

# A shorter sentence may say "our" and still be about the candidate ("Knowledge of our products").
_OWN_WORDS = 12

# A sentence longer than this that mentions a liking is about more than what is liked.
_LONG_SENTENCE = 400

_BULLET = re.compile(r"\s*(?:[•·▪■➢✓✔*►●○◦»>–-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+")
_SENTENCE_END = re.compile(r"(?<=[a-zA-Z0-9%)\]+#”\"’])[.!?]+[\"”’)]?\s+(?=[\"“(]?[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.?g|i\.?e|etc|incl|min|max|approx|no|nos|dr|mr|mrs|ms|prof|sr|jr|st|vs|inc|ltd|co"
    r"|dept|yrs?|exp|hrs|[a-z])|\.[a-z])$",
    re.IGNORECASE,
)
_STRONG_CUT = re.compile(r"\s*(?:;|\bbut\b|\.(?=\s))\s*")
_RUN_ON_CUT = re.compile(
    "".join(
        rf"(?<!\b{w})" for w in ("of", "in", "with", "and", "or", "the", "to", "for", "a", "by")
    )
    + r"(?<=[a-z)])\s+(?=[A-Z][a-z]+\b)"
)
_WEAK_CUT = re.compile(r"(?<=[\w)])\s*(?:,|\s[-–—]\s|\s\(|\band\b)\s*")
_OF_US = re.compile(r"(?:We|Our|Join|The (?:company|team|firm|trust)|At [A-Z])\b")
_US = re.compile(r"\b(?:us|we|our)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")


def sentences_of(text: str, sections: Iterable[Section]) -> tuple[Sentence, ...]:
    """The sentences and bullets below the headings, in order, each with what is asked.

    Where one sentence both requires and likes ("SQL required, Spark a plus", "3 years in sales,
    preferably of software"), its parts stand alone.
    """
    made: list[Sentence] = []
    for section in sections:
        kind = section.kind
        for start, end in _spans(text, body_start(section), section.end):
            listed = _led_by(text[start:end], section.kind)
            if listed is not None:
                kind = listed
            elif kind != section.kind and _ends_list(text[start:end]):
                kind = section.kind
            for first, last, asked in _judged(text, start, end, kind):
                made.append(Sentence(text[first:last], first, last, section.kind, asked))
    return tuple(made)


def _led_by(line: str, section: SectionKind) -> SectionKind | None:
    """The kind of section that a line opens which introduces a list ("You will need to be:")."""
    if section in _SILENT or len(line) > _LONG_SENTENCE:
        return None
    if section in _ASKING and OFFERED.found_in(line) and not REQUIRED.found_in(line):
        return "benefits"
    if not line.endswith(":"):
        return None
    if LIKED.found_in(line):
        return "nice_to_have"
    if OF_THE_WORK.found_in(line) or DUTIES.found_in(line):
        return "responsibilities"
    return "requirements" if REQUIRED.found_in(line) or ASKED_LIST.found_in(line) else section


def _ends_list(line: str) -> bool:
    """Whether a sentence is running text rather than an item of the list before it."""
    return len(line.split()) > _ITEM_WORDS


def asked_of(sentence: str, section: SectionKind) -> Asked:
    """Whether a sentence in a section names something that is required, liked, or neither.

    Words for liking win over words for requiring, both over the section; "not required" alone is
    neither, and so are notices: how to apply, licence numbers, closing dates.
    """
    if section in _SILENT or not _WORD.search(sentence):
        return ""
    if ADMINISTRATIVE.found_in(sentence):
        return ""
    if NOT_ASKED.found_in(sentence):
        return "nice" if LIKED.found_in(NOT_ASKED.sub(" ", sentence)) else ""
    liked = LIKED.found_in(sentence)
    if section in _ASKING:
        if sentence.endswith(":") or (_is_of_us(sentence) and not REQUIRED.found_in(sentence)):
            return ""
        return "nice" if liked or section == "nice_to_have" else "must"
    if OF_THE_WORK.found_in(sentence):
        return ""
    if liked and len(sentence) < _LONG_SENTENCE:
        return "nice" if section != "about_employer" else ""
    return "must" if REQUIRED.found_in(sentence) else ""


def _is_of_us(sentence: str) -> bool:
    """Whether the employer speaks of itself rather than of who it looks for."""
    if _OF_US.match(sentence):
        return True
    return len(sentence.split()) >= _OWN_WORDS and _US.search(sentence) is not None


_Judged = tuple[int, int, Asked]


def _judged(text: str, start: int, end: int, section: SectionKind) -> Iterator[_Judged]:
    whole = text[start:end]
    asked = asked_of(whole, section)
    if asked != "nice" or section == "nice_to_have":
        yield start, end, asked
        return
    rather = RATHER.search(whole)
    if rather and len(_WORD.findall(whole[: rather.start()])) >= 2:
        head = whole[: rather.start()]
        yield start, start + len(head.rstrip()), asked_of(head, section)
        tail = rather.end() - len(rather.group().lstrip(" ,;(-–"))
        more = _RUN_ON_CUT.search(whole, rather.end() + 1)
        last = more.start() if more and len(whole[tail:].split()) > _RUN_ON_WORDS else len(whole)
        yield start + tail, start + last, "nice"
        if last < len(whole):
            yield from _judged(text, *next(_trimmed(text, start + last, end)), section)
        return
    runs_on = len(whole.split()) > _RUN_ON_WORDS
    for cut in (_STRONG_CUT, _RUN_ON_CUT, _WEAK_CUT) if runs_on else (_STRONG_CUT, _WEAK_CUT):
        parts = list(_parts(whole, cut))
        judged = [asked_of(whole[a:b], section) for a, b in parts]
        if _is_mixed(whole, parts, judged, firm=cut is not _STRONG_CUT):
            yield from _merged(start, parts, judged)
            return
    yield start, end, asked


def _is_mixed(whole: str, parts: list[tuple[int, int]], judged: list[Asked], *, firm: bool) -> bool:
    """Whether some parts require and others like, and each that likes names what it likes.

    ``firm``: what requires must say so by itself, lest "Java, SQL preferred" be torn.
    """
    if not {"must", "nice"} <= set(judged):
        return False
    for (a, b), asked in zip(parts, judged, strict=True):
        part = whole[a:b]
        if asked == "nice" and not _WORD.search(LIKED.sub(" ", part)):
            return False
    requiring = [whole[a:b] for (a, b), asked in zip(parts, judged, strict=True) if asked == "must"]
    return not firm or any(REQUIRED.found_in(p) or FIRM.found_in(p) for p in requiring)


def _merged(start: int, parts: list[tuple[int, int]], judged: list[Asked]) -> Iterator[_Judged]:
    """Neighbours of one judgement as one."""
    first, last, asked = start + parts[0][0], start + parts[0][1], judged[0]
    for (a, b), here in zip(parts[1:], judged[1:], strict=True):
        if here != asked:
            yield first, last, asked
            first, asked = start + a, here
        last = start + b
    yield first, last, asked


def _parts(sentence: str, cuts: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    begin = 0
    for cut in cuts.finditer(sentence):
        if _WORD.search(sentence, begin, cut.start()):
            yield begin, cut.start()
            begin = cut.end()
    if _WORD.search(sentence, begin):
        yield begin, len(sentence)


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a body: lines joined where one runs on, cut at sentence ends."""
    for begin, stop in _paragraphs(text, start, end):
        last = begin
        for match in _SENTENCE_END.finditer(text, begin, stop):
            if _ABBREVIATION.search(text[max(last, match.start() - 8) : match.start()]):
                continue
            yield from _trimmed(text, last, match.end())
            last = match.end()
        yield from _trimmed(text, last, stop)


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin: int | None = None
    place, before = start, ""
    for line in text[start:end].splitlines(keepends=True):
        bare = line.strip()
        bullet = _BULLET.match(line)
        runs_on = before[-1:] not in ".!?:;" and bare[:1].islower() and not bullet
        if begin is not None and not (before and runs_on):
            yield begin, place
            begin = None
        if bare and begin is None:
            begin = place + (bullet.end() if bullet else 0)
        place, before = place + len(line), bare
    if begin is not None:
        yield begin, end


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
