"""Headings that resumes and postings use, and what copying did to them: glued, letter-spaced."""

from __future__ import annotations

import re

__all__ = ["part_glued", "unspace"]

# Written as they are glued: title case. Those that are also the start of names or of ordinary
# capitalised words ("Skills" of "SkillsFuture") are in _NOT_GLUED.
_HEADINGS = (
    "About Me",
    "About The Company",
    "About The Role",
    "About Us",
    "About the Company",
    "About the Role",
    "About the role",
    "About us",
    "Academic Background",
    "Accomplishments",
    "Achievements",
    "Additional Information",
    "Affiliations",
    "Awards",
    "Benefits",
    "Career Objective",
    "Certifications",
    "Company Description",
    "Core Competencies",
    "Core Qualifications",
    "Desired Skills",
    "Duties",
    "Education",
    "Education and Training",
    "Employment History",
    "Essential Requirements",
    "Executive Summary",
    "Experience",
    "Highlights",
    "How To Apply",
    "How to Apply",
    "How to apply",
    "Interests",
    "Job Description",
    "Job Description & Requirements",
    "Job Purpose",
    "Job Requirements",
    "Job Responsibilities",
    "Job Summary",
    "Key Responsibilities",
    "Key Skills",
    "Languages",
    "Main Duties",
    "Main Responsibilities",
    "Minimum Requirements",
    "Nice To Have",
    "Nice to Have",
    "Nice to have",
    "Objective",
    "Person Specification",
    "Personal Details",
    "Preferred Qualifications",
    "Professional Experience",
    "Professional Profile",
    "Professional Summary",
    "Profile",
    "Projects",
    "Publications",
    "Qualifications",
    "References",
    "Required Skills",
    "Requirements",
    "Responsibilities",
    "Roles & Responsibilities",
    "Roles and Responsibilities",
    "Skills",
    "Skills and Experience",
    "Summary",
    "Technical Skills",
    "The Role",
    "Volunteering",
    "What We Offer",
    "What You Will Do",
    "What we offer",
    "What you will do",
    "Work Experience",
    "Work History",
)

_NOT_GLUED = r"(?!Future\b|Build\b|Soft\b|Net\b|Pro\b|Cloud\b|Hub\b|Works\b|Online\b)"

_ALTERNATIVES = "|".join(
    re.escape(heading)
    for heading in sorted({*_HEADINGS, *map(str.upper, _HEADINGS)}, key=len, reverse=True)
)

# At the start of a line or after a sentence: the heading, perhaps a colon or a bracket that closes
# nothing more, and at once a capitalised word. "Experience: Java" has a space and stays.
_GLUED = re.compile(
    rf"(?:(?<=^)|(?<=[.!?;)]))[ \t]*((?:{_ALTERNATIVES}):?)(?={_NOT_GLUED}(?:[A-Z][a-z]|[AI] |•))",
    re.MULTILINE,
)

# "skills.Must have": a lower-case word of three letters or more, a stop, a capitalised word.
_SENTENCES = re.compile(r"(?<=[a-z]{3})([.!?;])(?=([A-Z][a-z]+)[ ,.;:!?)\n]|[AI] [a-z])")
_TOKEN = re.compile(r"\S+")
_ADDRESS = re.compile(r"[@\\_]|://|^www\.", re.IGNORECASE)

# Names of technology and of sites: what follows their stop is no sentence.
_ENDING_WORDS = (
    "ai app asp biz cloud co com dev edu gov in info io is it js json jsx me my net ng nl "
    "org php pl py rb rs sg sh so sql tech tv ts tsx uk us vb xml"
)
_ENDINGS = frozenset(_ENDING_WORDS.split())

_SPACED_LINE = re.compile(
    r"^(?P<sign>• )?(?P<letters>(?:[^\W_]|[&/])(?:[ \t]+(?:[^\W_]|[&/])){4,})(?P<end>[ \t]*:)?$",
    re.MULTILINE,
)
_JOINED = {re.sub(r"\W", "", heading).casefold(): heading for heading in _HEADINGS}


def part_glued(text: str) -> str:
    """Headings and sentences that stand glued to what follows, each on a line of its own.

    >>> part_glued("RequirementsAt least 3 years of Node.js.Must have patience")
    'Requirements\\nAt least 3 years of Node.js.Must have patience'
    >>> part_glued("Good writing skills.Must have patience")
    'Good writing skills.\\nMust have patience'
    """
    text = _TOKEN.sub(_part_sentences, text) if "." in text or ";" in text else text
    return _GLUED.sub(r"\1\n", text)


def _part_sentences(token: re.Match[str]) -> str:
    found = token.group()
    if len(found) < 6 or _ADDRESS.search(found):
        return found
    follows = token.string[token.end() : token.end() + 2]
    inner = list(_SENTENCES.finditer(found + follows))
    if not inner:
        return found
    parts = found.split(".")
    if len(parts) > 2 and all(part[:1].isupper() for part in parts if part):
        return found  # System.Collections.Generic
    pieces, begun = [], 0
    for stop in inner:
        if (stop.group(2) or "").casefold() in _ENDINGS or stop.end() > len(found):
            continue
        pieces.append(found[begun : stop.end()])
        begun = stop.end()
    return "\n".join([*pieces, found[begun:]])


def unspace(text: str) -> str:
    """Lines of single letters ("P R O F I L E") as words; where two or more spaces or a tab stand
    between letters, words part. A known heading gets its spaces back ("WORK EXPERIENCE").
    """
    return _SPACED_LINE.sub(_joined, text)


def _joined(line: re.Match[str]) -> str:
    letters = line["letters"]
    if sum(c.isalpha() for c in letters) < 5 or len(set(letters.casefold()) - {" ", "\t"}) < 3:
        return line.group()
    if not (letters.isupper() or letters[1:].islower() or letters.istitle()):
        return line.group()
    words = [re.sub(r"[ \t]", "", word) for word in re.split(r"[ ]{2,}|\t+", letters)]
    if len(words) > 1 and all(len(word) == 1 for word in words):
        words = ["".join(words)]
    known = _JOINED.get(re.sub(r"\W", "", "".join(words)).casefold())
    if known is not None and len(words) == 1:
        words = [known.upper() if letters.isupper() else known]
    return f"{line['sign'] or ''}{' '.join(words)}{(line['end'] or '').strip()}"
