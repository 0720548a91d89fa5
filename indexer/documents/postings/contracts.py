"""How a posting employs: hours, kind of contract, place of work, shifts."""

from __future__ import annotations

import re
from collections.abc import Iterable

from indexer.documents.postings.wording import Wording

__all__ = ["contract_in", "contract_of_field"]

# What a field or a "Contract:" line calls it.
_NAMES = (
    ("full-time", re.compile(r"\bfull[\s_-]*time\b|\bvollzeit\b|\btemps plein\b", re.I)),
    ("part-time", re.compile(r"\bpart[\s_-]*time\b|\bteilzeit\b|\btemps partiel\b", re.I)),
    ("permanent", re.compile(r"\bperm(?:anent)?\b|\bunbefristet\b|\bCDI\b|\bsubstantive\b", re.I)),
    ("temporary", re.compile(r"\btemp(?:orary)?\b|\bseasonal\b|\bcasual\b|\bad[ -]?hoc\b", re.I)),
    (
        "contract",
        re.compile(r"\bcontract(?:or|ual)?\b|\bfixed[\s_-]*term\b|\bbefristet\b|\bCDD\b", re.I),
    ),
    ("internship", re.compile(r"\bintern(?:ship)?s?\b|\btraineeship\b|\bpraktikum\b", re.I)),
    ("apprenticeship", re.compile(r"\bapprentice(?:ship)?s?\b|\bausbildung\b", re.I)),
    ("freelance", re.compile(r"\bfreelancer?\b|\bself[- ]employed\b", re.I)),
    ("remote", re.compile(r"\bremote(?:ly)?\b|\btelecommute\b|\bwork from home\b|\bWFH\b", re.I)),
    ("hybrid", re.compile(r"\bhybrid\b", re.I)),
    ("on-site", re.compile(r"\bon[\s_-]?site\b|\bin[ -]office\b", re.I)),
    ("shift", re.compile(r"\bshifts?\b|\brotas?\b", re.I)),
)

# What running text must say, lest "negotiate contracts" or "remote sites" count.
_ROLE = (
    r"(?:roles?|positions?|jobs?|posts?|basis|opportunit(?:y|ies)|employment|work|vacanc(?:y|ies)"
    r"|staff)"
)
_SAID = {
    "full-time": Wording(
        "full|vollzeit|plein",
        r"\bfull[- ]time\b(?! (?:student|stud(?:y|ies)|degree|education|employees|course|equivalent"
        r"|school|(?:work(?:ing)? |paid )?experience))",
        r"\bvollzeit\b|\btemps plein\b",
    ),
    "part-time": Wording(
        "part|teilzeit",
        r"\bpart[- ]time\b(?! (?:student|stud(?:y|ies)|degree|education|employees|course"
        r"|experience))",
        r"\bteilzeit\b|\btemps partiel\b",
    ),
    "permanent": Wording(
        "perm|unbefristet",
        rf"\bperm(?:anent)?(?:,? [\w-]+)? (?:{_ROLE}|contracts?)\b|\(perm(?:anent)?\)",
        r"\bperm(?:anent)?\W{1,3}(?:full|part)[- ]?time|\bunbefristet",
    ),
    "temporary": Wording(
        "temp|season",
        rf"\btemp(?:orary)?(?:,? [\w-]+)? (?:{_ROLE}|contracts?|cover|assignment)\b|\(temp\b",
        r"\bseasonal (?:position|role|job|work)|\bon a temporary basis",
    ),
    "contract": Wording(
        "contract|fixed|befristet",
        rf"\bcontract(?:ual)? (?:{_ROLE}|to perm|duration|period|length|assignment)\b",
        r"\b\d+[- ](?:months?|mths?|years?)['’]?s? (?:renewable |fixed[- ]term |rolling |agency )*"
        r"contract\b",
        r"\bfixed[- ]term\b(?! deposit)|\(contract\b|\bon (?:a )?contract\b|\brenewable contract\b",
        r"\bbefristet|\bcontract (?:for|of) \d+ (?:month|year)",
    ),
    "internship": Wording(
        "internship",
        r"\b(?:this|an?|our|the|paid|summer) internship\b|\binternship (?:duration|period|program)",
    ),
    "apprenticeship": Wording(
        "apprenticeship",
        r"\b(?:this|an?|the) apprenticeship\b|\bapprenticeship (?:standard|level|role)",
    ),
    "freelance": Wording("freelance", rf"\bfreelance {_ROLE}\b|\bon a freelance\b"),
    "remote": Wording(
        "remote|home|wfh|telecommut",
        r"\b(?:100%|fully|work(?:ing)?|completely|partially) remote(?:ly)?\b|\(remote\b",
        rf"\bremote(?:ly)?[- ](?:{_ROLE}|working|first|based)\b(?! (?:site|area|team))",
        r"\bwork(?:ing)?[- ]from[- ]home\b|\bWFH\b|\btelecommut|\bhome[- ]?based\b"
        r"|\bhome ?office\b",
        r"\bthis (?:role|position|job) is (?:fully )?remote\b",
    ),
    "hybrid": Wording(
        "hybrid",
        rf"\bhybrid[- ](?:{_ROLE}|working|model|schedule|arrangement|set[- ]?up|remote)\b",
        r"\(hybrid\b|\bhybrid\W+\d days|\bthis (?:role|position|job) is hybrid\b",
    ),
    "on-site": Wording(
        "on-site|onsite",
        rf"\bon-?site[- ]{_ROLE}\b|\(on-?site\)|\bwork(?:ing)? on-?site\b|\b100% on-?site\b",
    ),
    "shift": Wording(
        "shift|schicht",
        r"\bshift (?:work|pattern|rota|basis|dut(?:y|ies)|hours|timing|allowance|system)s?\b",
        r"\b(?:rotating|rotational|night|day|weekend|late|early|evening|morning|afternoon|split"
        r"|us|uk"
        r"|graveyard|(?:8|12)[- ]hour) shifts?\b",
        r"\bwork (?:in |on )?(?:\w+ )?shifts?\b|\bin shifts\b|\bSchicht(?:dienst|arbeit)\b",
    ),
}
_LABEL = re.compile(
    r"^\W{0,3}(?:contract(?: type| terms?)?|employment(?: type| status)?|job type"
    r"|type of (?:contract|employment"
    r"|position)|type|working pattern|work(?:place)? type|work(?:ing)? (?:mode|model|arrangement)"
    r"|hours|shift"
    r"|location|position type|schedule|work location|status)\s?[:\-–]\s*(?P<said>\S.{0,80})$",
    re.IGNORECASE | re.MULTILINE,
)
_NOT = re.compile(
    r"\b(?:no|not|non|without|isn['’]t|never|neither|nor)\b[^.;,\n]{0,14}$", re.IGNORECASE
)

_GROUPS = (
    frozenset({"full-time", "part-time"}),
    frozenset({"permanent", "temporary", "contract", "internship", "apprenticeship", "freelance"}),
    frozenset({"remote", "hybrid", "on-site"}),
    frozenset({"shift"}),
)


def contract_of_field(value: str | Iterable[str]) -> frozenset[str]:
    """The words that a field's value stands for: "FULL_TIME" or ["Permanent", "Full Time"]."""
    written = value if isinstance(value, str) else " / ".join(value)
    return frozenset(word for word, form in _NAMES if form.search(written))


def contract_in(text: str, title: str, said: frozenset[str]) -> tuple[str, ...]:
    """The sorted words for how a posting employs.

    ``said`` is what fields say: in a group of words that exclude each other (hours, kind, place)
    the text is asked only where they are silent. ``title`` is the raw one, with its asides.
    """
    found = set(contract_of_field(title) - {"shift", "on-site"})
    for label in _LABEL.finditer(text):
        found |= contract_of_field(label["said"])
    lower = text.lower()
    for word, wording in _SAID.items():
        if word not in found and wording.may_be_in(lower):
            found |= {word} if _is_affirmed(text, wording) else set()
    words = set(said)
    for group in _GROUPS:
        if not said & group:
            words |= found & group
    return tuple(sorted(words))


def _is_affirmed(text: str, wording: Wording) -> bool:
    return any(not _NOT.search(text[max(0, at - 30) : at]) for at in wording.places_in(text))
