"""Is a text a resume at all?"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from indexer.documents.common.other_texts import reads_as_error_page, reads_as_invoice
from skillsearch.documents import Experience, Personal, Section, SectionKind
from skillsearch.passages.sections import lines_of

__all__ = ["LEAST", "looks_like_resume", "reads_as_another", "speaks_against"]

LEAST = 0.4
"""What a text must reach to be taken as a resume."""

# What a text that somebody has called a resume may have against it.
_MOST_AGAINST = 0.3

_SECTIONS: dict[SectionKind, float] = {
    "experience": 0.25,
    "education": 0.2,
    "skills": 0.15,
    "summary": 0.05,
    "projects": 0.05,
    "certifications": 0.05,
    "languages": 0.05,
    "awards": 0.05,
    "interests": 0.05,
    "references": 0.05,
    "volunteering": 0.05,
}

# Whom a text speaks of and to: a posting addresses the reader and speaks for an employer.
_POSTING = re.compile(
    r"\byou(?:['’]ll| will| have| are| must| should| can)\b|\byour (?:role|skills|application|cv|"
    r"resume|profile)\b|"
    r"\bwe(?:['’]re| are)? (?:looking|seeking|offer|hiring)\b|\bwe offer\b|\bour (?:team|client|"
    r"company|mission)\b|"
    r"\b(?:ideal|successful|suitable|potential|interested|shortlisted|right) (?:candidate|"
    r"applicant)s?\b|"
    r"\bcandidates? (?:must|should|will|with)\b|\bapplicants?\b|\bequal opportunity\b|"
    r"\bapply (?:now|online|today|here)\b|"
    r"\b(?:please|to) apply\b|\bclosing date\b|\bjob (?:description|summary|purpose|"
    r"requirements?|type|details)\b|"
    r"\bminimum (?:qualifications?|requirements?|of \d)|\bpreferred qualifications?\b|"
    r"\bwhat (?:you|we)\b|"
    r"\b(?:key |main |your |role )?responsibilities (?:include|will)\b|\brequirements?:|"
    r"\bsalary\b|\bthe role\b|\bjob title\b|\b(?:we are |now |urgently )?hiring\b|\bincumbent\b|"
    r"\bperson specification\b|\bmust have\b|\bbenefits (?:include|package)\b|\babout (?:us|"
    r"the (?:role|company|job))\b|"
    r"\bwir (?:suchen|bieten)\b|\bihr profil\b|\bihre aufgaben\b|\bnous recherchons\b|"
    r"\bse busca\b|\bofrecemos\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(
    r"\b(?:I|my|I['’]m|I am|ich|mein\w*|je|mes|mi|meu)\b|\bmanag(?:ed|ing)\b|\bdevelop(?:ed|ing)\b|"
    r"\b(?:led|built|created|assisted|supervised|maintained|implemented|performed|provided|"
    r"trained)\b"
)
# A line that is code, of a log, or of a bill.
_MACHINE = re.compile(
    r"^\s*(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\[\d|(?:def|class|import|from|return|public|private|"
    r"static|void|"
    r"#include|function|const|let|var|if|for|while|else|try|except|self\.)\b.*[:;({})]?$|"
    r"[{}();]+\s*$)|[{}]\s*$|\);\s*$|\b(?:INFO|WARN|ERROR|DEBUG)\b"
)
_BILL = re.compile(
    r"\binvoice\b|\b(?:sub)?total\b|\bamount due\b|\bunit price\b|\bqty\b|\bVAT\b|\bbill to\b|"
    r"\bpayment terms\b|"
    r"\brechnung(?:snummer)?\b|\bingredients\b|\bpreheat\b|\btablespoons?\b|\bteaspoons?\b|"
    r"\bserves \d",
    re.IGNORECASE,
)


def looks_like_resume(
    text: str,
    sections: Sequence[Section],
    personal: Collection[Personal],
    experience: Collection[Experience],
    *,
    has_headline: bool = False,
) -> float:
    """How much a text is like a resume, 0 to 1; from :data:`LEAST` it counts as one.

    For it speak the sections of a resume, a way to reach a person, dated positions with titles and
    a headline; against it what :func:`speaks_against` weighs.
    """
    score = sum(_SECTIONS.get(kind, 0.0) for kind in {s.kind for s in sections if s.heading})
    reach = {span.kind for span in personal if span.start < 1_500 or len(text) < 3_000}
    score += 0.12 * bool(reach & {"email", "phone"}) + 0.05 * ("name" in reach)
    score += 0.05 * bool(reach & {"birth_date", "nationality", "address", "url"})
    titled = sum(bool(one.title) for one in experience)
    score += min(0.3, 0.15 * titled) or min(0.15, 0.08 * len(experience))
    score += 0.1 * has_headline
    words = max(80, len(text.split()))
    score += min(0.1, 2 * len(_FIRST_PERSON.findall(text)) / words)
    score -= speaks_against(text, experience)
    return max(0.0, min(1.0, score))


def reads_as_another(text: str, experience: Collection[Experience]) -> bool:
    """Whether a text that is said to be a resume surely is something else."""
    return (
        speaks_against(text, experience) >= _MOST_AGAINST
        or reads_as_invoice(text)
        or reads_as_error_page(text)
    )


def speaks_against(text: str, experience: Collection[Experience]) -> float:
    """How much of a text is of other kinds: it addresses applicants, has lines of code, of logs, of
    bills or of recipes.
    """
    lines = [line for _, line in lines_of(text)]
    words = max(80, len(text.split()))
    asked = len({match[0].casefold() for match in _POSTING.finditer(text)})
    # One such phrase may stand in any resume, above all in one that tells of its positions.
    asked = max(0, asked - 2) if experience else asked
    against = min(0.8, 0.09 * asked * min(2.0, 400 / words + 0.5))
    machine = sum(bool(_MACHINE.search(line)) for line in lines) / max(1, len(lines))
    against += min(0.6, 2 * machine) if machine > 0.15 else 0.0
    bill = len({match[0].casefold() for match in _BILL.finditer(text)})
    return against + 0.12 * max(0, bill - 1)
