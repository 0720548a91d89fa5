"""Degrees and courses of study, as named in English and five other languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import get_args

from skillsearch.documents import Education, EducationLevel, Section
from skillsearch.passages.dates import find_ranges
from skillsearch.passages.sections import body_start, lines_of

__all__ = ["find_education", "highest", "level_of"]

_ORDER: tuple[EducationLevel, ...] = get_args(EducationLevel)

# Abbreviations count in their own case only: "ma" and "as" are words.
_NAMES: tuple[tuple[EducationLevel, str, str], ...] = (
    (
        "doctorate",
        r"doctorate|doctoral|doctor of|post-?doc(?:toral)?|juris doctor|promotion zum|"
        r"dr\.? ?(?:rer|med|phil|jur)|"
        r"doctorat|doctorado|doutorado|doutoramento|doktor(?:at|grad)?",
        r"Ph\.? ?D\.?|PHD|D\.?Phil\.?|Ed\.?D\.?|M\.D\.|J\.D\.|Pharm\.?D\.?|DNP|"
        r"D\.?B\.?A\.?(?= in)|JD(?=[ ,:]|$)",
    ),
    (
        "master",
        r"master(?:['’]?s)?(?: degree| of| in|['’]s|:)|master['’]?s(?=[,:)]|$)|magister|maestría|"
        r"mestrado|magistrale|"
        r"maîtrise|diplom-\w+|diplom(?= in|$)|dipl\.[- ]?\w+|diplôme d['’]ingénieur|postgraduate|"
        r"post[- ]graduate|post graduation|staatsexamen",
        r"M\.? ?B\.? ?A\.?|M\.? ?S[Cc]\.?|M\.S\.?|M\.A\.?|MS(?= in| degree|,|\s?:)|MA(?= in|"
        r"\s?:)|M\.? ?Ed\.?|M\.?Eng\.?|"
        r"M\.? ?Tech\.?|M\.?Phil\.?|LL\.?M\.?|MPH|MPA|MSW|MFA|MSN|M\.?CA|M\.?Com\.?|PGDM|PGDBM|"
        r"M\.TECH|M\.E\.|^MA(?= [A-Z][a-z]{3})",
    ),
    (
        "bachelor",
        r"bachelor(?:['’]?s)?|baccalaureate|undergraduate degree|licence(?= de| en|"
        r" professionnelle)|"
        r"licenciatura|licenciad[oa]|bacharelado|bacharel|grado en|graduação|honou?rs degree|"
        r"bachelor\w*",
        r"B\.? ?S[Cc]\.?|B\.S\.?|B\.A\.?|BA(?= in| \(|,|\s?:| Hon|$)|BS(?= in|,|\s?:|$)|"
        r"B\.? ?Tech\.?|BTECH|B\.TECH|B\.?Eng\.?|"
        r"^B[AS](?= [A-Z][a-z]{3})|B\.?Com\.?|B\.?B\.?A\.?|BSN|BFA|LL\.?B\.?|"
        r"B\.? ?Ed\.?|B\.?CA|BSBA|B\.?Arch\.?|B\.E\.",
    ),
    (
        "vocational",
        r"associate(?:['’]?s)?(?: degree| of| in|['’]s degree|:)|associates?(?= in| of)|diploma|"
        r"trade (?:school|certificate)|vocational|"
        r"apprenticeship|ausbildung|berufsschule|lehre als|bts|dut|fp grado|formación profesional|"
        r"ciclo formativo|técnico superior|curso técnico|mbo|technical (?:school|college)|hnd|"
        r"hnc|nvq|polytechnic|advanced certificate|higher nitec|nitec",
        r"A\.A\.S?\.?|A\.S\.|AAS|AA(?= in|,|\s?:|$)|AS(?= in|\s?:)|HND|ITE",
    ),
    (
        "secondary",
        r"high school|secondary school|secondary education|g\.?e\.?d\.?(?![^\W_])|abitur|matura|"
        r"baccalauréat|bachillerato|"
        r"ensino médio|a[- ]levels?|o[- ]levels?|gcses?|higher secondary|senior secondary|12th|"
        r"hsc|ssc|matriculation|havo|vwo|realschul\w+|fachhochschulreife|hochschulreife",
        r"GED|HSC|SSC|CBSE|ICSE",
    ),
)  # fmt: skip
_LEVELS = tuple(
    (
        level,
        re.compile(
            rf"(?<![^\W_])(?:{words})(?![^\W_])|(?-i:(?<![^\W_])(?:{signs})(?![^\W\d_]))",
            re.IGNORECASE,
        ),
    )
    for level, words, signs in _NAMES
)
# Where letters are glued together, the longest names still show.
_GLUED: tuple[tuple[EducationLevel, re.Pattern[str]], ...] = (
    ("master", re.compile(r"(?<![A-Za-z])Masters?(?:of|in)?[A-Z:]|Masterof|Masterin")),
    ("bachelor", re.compile(r"Bachelor")),
    ("vocational", re.compile(r"Associates?(?:of|in)[A-Z ]|Diploma")),
    ("secondary", re.compile(r"HighSchool|High School", re.IGNORECASE)),
)
_SECONDARY_DIPLOMA = re.compile(r"high ?school|secondary|g\.?e\.?d", re.IGNORECASE)
_INSTITUTION = re.compile(
    r"univ|college|institut|school|academy|polytechnic|hochschule|schule|école|faculty|"
    r"escuela|colegio|faculdade|universit|seminary|conservatory",
    re.IGNORECASE,
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,?\s+"
_YEAR = re.compile(r"(?<!\d)(?:19[5-9]\d|20[0-4]\d)(?!\d)")
# What anonymised resumes have in place of a place.
_PLACEHOLDER = re.compile(r"(?:,\s*)?(?<!\w)City(?:\s*,\s*State)?(?!\w)|,\s*State(?!\w)")
_DATE = re.compile(rf"(?:{_MONTH}|(?<!\d)(?:0?[1-9]|1[0-2])[/.])?(?:{_YEAR.pattern})")
_LONGEST = 400


def find_education(text: str, section: Section) -> tuple[Education, ...]:
    """The degrees that the lines of a section name, in the order of the text.

    The institution is that of the same line or of one beside it; the year is the last one there.
    """
    lines = list(lines_of(text, body_start(section), section.end))
    found: list[Education] = []
    for number, (_, line) in enumerate(lines):
        for part in re.split(r"(?<=\d{4})\s+(?=[A-Z])|[;•]", line[: 3 * _LONGEST]):
            level = level_of(part)
            if not level or len(part) > _LONGEST:
                continue
            part = _PLACEHOLDER.sub(" | ", part)
            title = _title(part)
            institution = _institution(part, title)
            beside = [lines[n][1] for n in (number + 1, number - 1) if 0 <= n < len(lines)]
            for other in beside:
                if not institution and not level_of(other) and len(other) < 100:
                    institution = _institution(other, "")
            years = _YEAR.findall(part) or _YEAR.findall(line) or _beside(beside)
            one = Education(level, title, institution, int(years[-1]) if years else None)
            if one not in found:
                found.append(one)
    return tuple(found)


def highest(levels: Iterable[EducationLevel]) -> EducationLevel:
    """The highest of some levels, "" of none."""
    return max(levels, key=_ORDER.index, default="")


def level_of(text: str) -> EducationLevel:
    """The highest level that a text names, "" if none."""
    for level, pattern in _LEVELS:
        if pattern.search(text) and not (
            level == "vocational"
            and _SECONDARY_DIPLOMA.search(text)
            and "associate" not in text.lower()
        ):
            return level
    for level, pattern in _GLUED:
        if pattern.search(text) and not (level == "vocational" and _SECONDARY_DIPLOMA.search(text)):
            return level
    return ""


def _title(part: str) -> str:
    """The degree as written: without its dates and its institution."""
    for span in reversed(find_ranges(part)):
        part = part[: span.start_offset] + "|" + part[span.end_offset :]
    part = _DATE.sub("|", part)
    chunks = re.split(r"\s*[|\t]\s*|\s+[–—-]\s+|,\s+|\s{2,}|\s(?:at|from|AT|FROM)\s", part)
    named = [chunk.strip(" .,:;-–") for chunk in chunks if level_of(chunk)]
    return re.sub(r"\s+(?:in|of)$", "", named[0])[:120] if named else part.strip(" |.,:;-–")[:120]


def _institution(line: str, title: str) -> str:
    line = _DATE.sub("|", line.replace(title, "|") if title else line)
    for chunk in re.split(r"\s*[|\t:]\s*|\s+[–—-]\s+|,\s+|\s{2,}|\s(?:at|from|AT|FROM)\s", line):
        if _INSTITUTION.search(chunk):
            return re.sub(r"^(?:at|from)\s+", "", chunk.strip(" .,:;-–"))[:120]
    return ""


def _beside(lines: list[str]) -> list[str]:
    """The years of a neighbouring line that says little else."""
    for line in lines:
        if len(line) < 60 and not level_of(line) and (years := _YEAR.findall(line)):
            return years
    return []
