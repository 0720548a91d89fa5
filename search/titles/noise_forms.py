"""The forms of noise: what in a title is a shift, an amount of pay, a reference, and so on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

__all__ = ["INLINE", "WHOLE", "Kind"]

Kind = Literal[
    "shift",
    "hours",
    "contract",
    "location",
    "workplace",
    "pay",
    "reference",
    "hype",
    "gender",
    "experience",
    "headcount",
    "grade",
    "symbol",
]


def _compiled(forms: Sequence[tuple[Kind, str]]) -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(form, re.IGNORECASE)) for kind, form in forms)


_AMOUNT = r"\d[\d.,]*\s?k?"
_CURRENCY = r"(?:S\$|US\$|A\$|[$£€₹¥]|\b(?:SGD|USD|GBP|EUR|INR|MYR|RM|Rs\.?)\s?(?=\d))"
_PAY = (
    rf"(?:(?:salary|basic|up to|upto|earn|from|pay|ote|min\.?"
    rf"|max\.?)\s*:?\s*)*{_CURRENCY}\s?{_AMOUNT}"
    rf"(?:\s?(?:[-–—~]|to)\s?(?:{_CURRENCY})?\s?{_AMOUNT})?"
    r"(?:\s?(?:[/]|per|an?|p\.?)\s?(?:h(?:ou)?r|hour|day|week|month|mth|year|annum"
    r"|[hma])\b\.?)?\+?\*?"
    rf"|\bup ?to\s{_AMOUNT}|\b\d+(?:\s?-\s?\d+)?\s?LPA\b|\b\d{{2,3}}k(?:\s?[-–]\s?\d{{2,3}}k)?\b"
)
_SHIFT = (
    r"(?:(?:rotat\w+|night|day|morning|evening|late|early|afternoon|weekend"
    r"|12[- ]?h(?:ou)?rs?|flexible"
    r"|am|pm|graveyard|2|3|two|three|double|split|no)(?:\s?[/&+,-]\s?|\s"
    r"|-))+shifts?(?:\s(?:work|only))?"
    r"|shift(?:s|\s?work)|(?:no )?night ?duty|nights|weekends?(?: only)?|office hours?"
)
_HOURS = (
    r"(?:full|part)[- ]?time(?:\s?/\s?(?:full|part)[- ]?time)?|f/t|p/t|ft/pt|pt/ft"
    r"|term[- ]time(?: only)?"
    r"|(?:\d(?:\.\d)?|five|six)[- ]?days?(?:\s?(?:work(?: ?week)?|a week|/week"
    r"|per week|week|wk))?"
    r"|\d{1,2}(?:\.\d+)?\s?(?:h(?:ou)?rs?)(?:\s?(?:/|per|a|p)\s?(?:w(?:ee)?k|day))?"
    r"|mon(?:day)?s?\s?(?:-|to|–)\s?(?:fri|sat|sun)(?:day)?s?"
    r"|\d{1,2}(?::\d\d)?\s?[ap]m\s?(?:-|–|to)\s?\d{1,2}(?::\d\d)?\s?[ap]m"
    r"|0\.\d+\s?fte|fte"
)
_CONTRACT = (
    r"permanent|perm|temp(?:orary)?|contract(?:or)?(?:\s?(?:role|position|basis|to[- ]perm\w*))?"
    r"|freelance|fixed[- ]term(?: contract)?|ftc|(?:maternity|paternity"
    r"|parental)(?: leave)? cover"
    r"|\d{1,2}[- ]?(?:months?|mths?|years?|yrs?)(?:\s?contract)?|zero[- ]hours|bank|locum|agency"
    r"|direct hire|c2c|w-?2|casual|seasonal|internal only"
)
_WORKPLACE = (
    r"(?:(?:fully|100%|partly|partially)\s)?(?:remote|hybrid|on-?site|wfh|work from home"
    r"|home[- ]?based|home ?office|telecommute)(?:\s(?:working|work|role|position"
    r"|option|ok|only))?"
    r"|field[- ]based|office[- ]based"
)
_REFERENCE = (
    r"(?:job |req(?:uisition)? |vacancy |posting )?(?:ref(?:erence)?|id"
    r"|req(?:uisition)?|job ?code|jr|r)"
    r"(?:\s?(?:no|number|id|#))?\.?\s?[:#_-]*\s?(?:[a-z]{0,4}[-_/]?)\d[\w/-]*"
    r"|#?[A-Z]{0,5}[-_]?\d{4,}(?:[-_]\d+)*"
)
_HYPE = (
    r"urgent(?:ly)?(?: (?:hiring|requirements?|openings?|required|needed|vacanc(?:y"
    r"|ies)|looking))?"
    r"|(?:we(?:['’]?re| are) )?(?:now )?(?:hiring|recruiting)(?: now)?(?: immediately)?"
    r"|immediate(?:ly)?(?: (?:start|joiners?|hiring|vacancy|available|openings?))?"
    r"|hot job|apply (?:now|today)"
    r"|walk[- ]?in(?: interview)?|wanted|vacanc(?:y|ies)|job (?:opening|opportunity"
    r"|vacancy)|great (?:benefits|pay|culture)"
    r"|amazing opportunity|exciting opportunity|sign[- ]?(?:on|ing) bonus"
    r"|training provided|no exp\w*"
    r"(?: (?:needed|required|necessary))?|fresh(?:ers?"
    r"| grad(?:uate)?s?)(?: (?:are )?(?:welcomed?|ok|can apply))?"
    r"|new|attractive (?:salary|package|commission)|high (?:pay|salary|commission)"
    r"|(?:good|best) (?:pay|benefits)"
    r"|visa sponsorship|relocation|all levels|(?:with )?(?:accommodation|hostel"
    r"|transport)(?: provided)?|bonus|\bAWS \+ bonus"
)
_GENDER = (
    r"[mwfhdx]\s?/\s?[mwfhdx](?:\s?/\s?[mwfdxi*]\w*)?|gn|all genders|male\s?/\s?female"
    r"|female\s?/\s?male"
    r"|(?:male|female|ladies|lady)(?: only)?"
)
_EXPERIENCE = (
    r"(?:min(?:imum)?\.? )?\d{1,2}\s?(?:\+|(?:-|–|to)\s?\d{1,2})?\s?(?:years?|yrs?)"
    r"(?:['’]? (?:of )?(?:exp\w*|experience))?|experienced?(?: (?:required|preferred))?"
)
_HEADCOUNT = r"x\s?\d{1,3}|\d{1,3}\s?x|\d{1,3}\s?(?:pax|posts?|positions?|vacanc\w+|openings?)"
_GRADE = (
    r"(?:band|grade|level|tier|agenda for change|afc)\s?(?:\d{1,2}[a-d]?"
    r"|[ivx]{1,4}|[a-h])\b(?:\s?[/-]\s?\d[a-d]?)?"
)

WHOLE = _compiled(
    (
        ("gender", _GENDER),
        ("pay", _PAY),
        ("shift", _SHIFT),
        ("hours", _HOURS),
        ("experience", _EXPERIENCE),
        ("contract", _CONTRACT),
        ("workplace", _WORKPLACE),
        ("headcount", _HEADCOUNT),
        ("grade", _GRADE),
        ("reference", _REFERENCE),
        ("hype", _HYPE),
    )
)

# What is taken out of the middle of a title: only forms that no title has in it.
INLINE = _compiled(
    (
        ("pay", rf"(?<!\w)(?:{_PAY})"),
        ("gender", r"(?<!\w)(?:[mwfh]\s?/\s?[mwfd](?:\s?/\s?[dxi]\w*)?)(?!\w)"),
        (
            "shift",
            r"(?<!\w)(?:rotat\w+|night|weekend|graveyard"
            r"|12[- ]?h(?:ou)?rs?) shifts?(?!\w)",
        ),
        (
            "hours",
            r"(?<!\w)(?:(?:full|part)[- ]?time"
            r"|\d(?:\.\d)?[- ]?days? ?(?:work(?:week)?|week)"
            r"|^\d(?:\.\d)?[- ]?days?)(?!\w)",
        ),
        ("experience", r"(?<!\w)(?:\d{1,2}\s?\+?\s?(?:years?|yrs?)['’]?(?: of)? exp\w*)(?!\w)"),
        (
            "reference",
            r"(?<!\w)(?:(?:job )?(?:ref|req|id)(?:erence"
            r"|uisition)?(?: ?no)?\.?\s?[:#]\s?\S*\d\S*"
            r"|#?(?:[A-Z]{1,4}[-_])?\d{5,})(?!\w)",
        ),
        (
            "hype",
            r"(?<!\w)(?:urgent(?:ly)?(?: (?:hiring|required|needed|requirement"
            r"|opening))?!*|(?:now|we(?:['’]?re| are)) hiring|hiring now"
            r"|immediate (?:start|joiners?|hiring)|apply now)(?!\w)|^(?:hiring"
            r"|wanted|vacancy)\b\s*(?:for\b)?\s*:?|!+",
        ),
        (
            "workplace",
            r"(?<!\w)(?:fully remote|work from home|wfh|(?<=\s)remote$"
            r")(?!\w)",
        ),
        ("headcount", r"(?<!\w)(?:x\s?\d{1,3}|\d{1,3}\s?pax)(?!\w)"),
    )
)
