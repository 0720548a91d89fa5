"""The names of people in a posting: whom to contact, who recruits, who signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from skillsearch.documents import PersonalKind

__all__ = ["contact_data_in", "names_in"]

_WORD = r"(?:[A-ZÀ-Þ][a-zà-ÿ'’]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?)"
_PART = rf"(?:{_WORD}|[A-ZÀ-Þ]\.?(?![a-z]))"
_BETWEEN = r"(?:(?:bin|binte|de|van|von|der|al|s/o|d/o) )?"
_NAME = rf"(?P<name>{_PART}(?: {_BETWEEN}{_PART}){{1,3}})"

_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mdm|Madam|Dr|Prof(?:essor)?|Herrn?|Frau)\.? "
    rf"(?P<name>{_WORD}(?: {_WORD}){{0,2}})"
)
_CALLED = re.compile(
    r"\b(?i:contact(?: person| name)?|please (?:call|reach|email)|speak (?:to|with)|call|attention"
    r"|attn|consultant(?: name| in charge)?|recruiter|(?:EA )?personnel(?: name)?|registered by"
    r"|(?:kind |best |warm )?regards|hiring manager|ansprechpartner(?:in)?|posted by|handled by"
    r"|(?:discussion|visit|chat|enquir(?:y|ie))s?(?: please)? (?:contact|with|to)|name)"
    rf"(?:\s*[:,–-]\s*|\s+|(?=[A-Z]))(?:is |our |at |the |Mr |Ms |Dr )?{_NAME}"
)
_REGISTRATION = re.compile(r"\bR ?\d{7}\b")
_BEFORE_REGISTRATION = re.compile(
    rf"{_NAME}[ (|,:–-]*(?:EA |CEI )?(?:Reg\w*\.?(?: No\.?| Number)?"
    rf"|Personnel(?: No\.?)?)?[\s:#-]*$"
)
_MAIL = re.compile(r"(?P<local>[\w.+-]{3,40})@[\w-]+\.")
_BEFORE_MAIL = re.compile(_NAME)

# In a posting whole, where a resume would need a label: national numbers from their zero, the
# registration number of a recruiter, e-mails glued to what precedes them.
_DATA: tuple[tuple[PersonalKind, re.Pattern[str]], ...] = (
    ("email", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("phone", re.compile(r"(?<![\d.,£$€-])0\d(?:[ -]?\d){8,9}(?!\d)")),
    ("id_number", _REGISTRATION),
)

# Where a run of capitalised words stops being a name.
_NOBODY = re.compile(
    r"\b(?:HR|Human|Resources?|Team|Department|Dept|Office|Us|Our|The|Client|Services?|Managers?"
    r"|Officer|Director|Lead|Head|Email|E|Mail|Number|Phone|Tel|Telephone|Mobile|Details"
    r"|Cent(?:re|er)"
    r"|Ltd|Limited|Inc|Pte|Hospital|Trust|NHS|University|College|School|Group|Bank|Company|Title"
    r"|Recruitment|Careers?|Jobs?|Information|Support|Sales|Customers?|For|Or|And|At|On|In|With|To"
    r"|Is|Please|Only|If|You|We|All|Registration|Licen[sc]e|No|EA|Apply|Application|Send|Name|Lens"
    r"|Consultants?|Tracing|Nurse|Clinical|Executive|Assistant|Senior|Engineers?|Analyst|Full|Part"
    r"|Time|Singapore|London|India|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February"
    r"|March|April|June|July|August|September|October|November|December|Matron|Ward|Therapy"
    r"|Practice|Royal|North|South|East|West|Visa|Position|Role|Post|Location|Address|Additional)\b"
)


def names_in(text: str) -> tuple[str, ...]:
    """The names after "contact" or a form of address, and beside an e-mail that bears them."""
    return tuple(dict.fromkeys(name for raw in _found(text) if (name := _name(raw))))


def contact_data_in(text: str) -> tuple[tuple[PersonalKind, str], ...]:
    """E-mails, telephone numbers and registration numbers, each once."""
    found = ((kind, match.group()) for kind, form in _DATA for match in form.finditer(text))
    return tuple(dict.fromkeys(found))


def _found(text: str) -> Iterator[str]:
    for form in (_TITLED, _CALLED):
        for match in form.finditer(text):
            yield match["name"]
    for number in _REGISTRATION.finditer(text):
        before = _BEFORE_REGISTRATION.search(text[max(0, number.start() - 70) : number.start()])
        if before:
            yield before["name"]
    for mail in _MAIL.finditer(text):
        local = mail["local"].lower()
        around = text[max(0, mail.start() - 120) : mail.end() + 60]
        for match in _BEFORE_MAIL.finditer(around):
            if any(len(w) > 2 and w.lower() in local for w in match["name"].split()):
                yield match["name"]


def _name(raw: str) -> str:
    """The name without what follows it, "" if nothing of it is one."""
    raw = raw.strip(" .,'’-")
    stop = _NOBODY.search(raw)
    name = raw[: stop.start()].strip(" .,'’-") if stop else raw
    return name if len(name) > 2 and (" " in name or stop is None) else ""
