"""Words and phrases that tell of a person's gender, age or nationality, in English.

Each pattern of ``CUES`` is covered as a whole, or its group ``part``; one with a group ``age`` not
where it speaks of somebody else ("children aged 16"). The patterns look for what people say of
themselves: "women's health", "mother tongue" and "Chinese cuisine" stay, as they are skills.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from skillsearch.passages.word_tables import word_set

__all__ = ["CUES", "CUE_WORDS", "OTHER_PEOPLE", "ROLES", "ROLE_FOR_ALL"]

_PLURAL = {"man": "men", "woman": "women"}

_OF_BOTH = {
    "chair": "chairperson", "vice chair": "vice chairperson", "sales": "salesperson",
    "business": "businessperson", "spokes": "spokesperson", "fore": "foreperson",
    "trades": "tradesperson", "crafts": "craftsperson", "handy": "handyperson",
    "anchor": "anchorperson", "camera": "camera operator", "fire": "firefighter",
    "police": "police officer", "post": "postal worker", "mail": "mail carrier",
    "bar": "bartender", "drafts": "drafter", "draughts": "drafter", "repair": "repairer",
    "service": "service member", "congress": "member of congress", "council": "councillor",
    "sports": "sportsperson", "patrol": "patrol officer", "work": "worker", "door": "doorkeeper",
    "delivery": "deliverer", "assembly": "assembly member", "cleaning": "cleaner",
    "char": "cleaner", "clergy": "cleric", "weather": "weather presenter",
}  # fmt: skip
"""The beginning of a trade that ends in -man or -woman → what all are called."""

_OF_ONE = {
    "waitress": "waiter", "actress": "actor", "hostess": "host", "air hostess": "flight attendant",
    "stewardess": "steward", "headmistress": "head teacher", "headmaster": "head teacher",
    "seamstress": "tailor", "manageress": "manager", "masseuse": "massage therapist",
    "masseur": "massage therapist", "landlady": "landlord", "ballerina": "ballet dancer",
    "barmaid": "bartender", "housewife": "homemaker", "househusband": "homemaker",
    "cleaning lady": "cleaner", "alumna": "alum", "alumnus": "alum", "alumnae": "alumni",
    "authoress": "author", "hostesses": "hosts", "waitresses": "waiters", "actresses": "actors",
    "stewardesses": "stewards", "seamstresses": "tailors", "housewives": "homemakers",
}  # fmt: skip


def _roles() -> Mapping[str, str]:
    made = dict(_OF_ONE)
    for begin, role in _OF_BOTH.items():
        plural = f"{role.removesuffix('person')}people" if role.endswith("person") else f"{role}s"
        if role == "member of congress":
            plural = "members of congress"
        for one, many in _PLURAL.items():
            for gap in (" ", "") if begin in ("delivery", "cleaning", "weather") else ("",):
                made[f"{begin}{gap}{one}"] = role
                made[f"{begin}{gap}{many}"] = plural
    return made


ROLE_FOR_ALL = _roles()
"""A word for a trade that tells a gender → the word for all, in small letters."""

_LONGEST_FIRST = sorted(ROLE_FOR_ALL, key=len, reverse=True)
ROLES = re.compile(
    rf"\b(?:{'|'.join(word.replace(' ', r'[ ]+') for word in _LONGEST_FIRST)})\b", re.IGNORECASE
)

_DEMONYM = (
    r"(?:Afghan|Albanian|Algerian|American|Argentin(?:e|ian)|Australian|Austrian|Bangladeshi|"
    r"Belgian|Brazilian|British|Bulgarian|Burmese|Cambodian|Cameroonian|Canadian|Chilean|Chinese|"
    r"Colombian|Croatian|Cuban|Czech|Danish|Dutch|Egyptian|English|Ethiopian|European|Filipin[oa]|"
    r"Finnish|French|German|Ghanaian|Greek|Hungarian|Indian|Indonesian|Iranian|Iraqi|Irish|"
    r"Israeli|Italian|Jamaican|Japanese|Jordanian|Kenyan|Korean|Lebanese|Malaysian|Mexican|"
    r"Moroccan|Nepal(?:i|ese)|Nigerian|Norwegian|Pakistani|Peruvian|Polish|Portuguese|Romanian|"
    r"Russian|Saudi|Scottish|Serbian|Singaporean|Somali|Spanish|Sri Lankan|Sudanese|Swedish|Swiss|"
    r"Syrian|Taiwanese|Thai|Tunisian|Turkish|Ukrainian|Venezuelan|Vietnamese|Welsh|Zimbabwean)"
)
_COUNTRY = r"(?:the\s+)?(?:[A-Z][\w.'’-]*)(?:\s+(?:of|and)\s+[A-Z]\w+|\s+[A-Z]\w+){0,2}"
_ENDS = r"(?=\s*(?:[,.;:|()/–-]|$)|\s+(?:and|or|by|with|who|willing|eligible|since|holding|in)\b)"
_NUMBER = r"(?:1[5-9]|[2-9]\d)"
_OR_MORE = r"(?:to\s+\d|(?:and|or)\s+(?:older|younger|over|above|under|below|up|beyond|\d))"
_NOT_A_RANGE = rf"(?!\s*(?:\+|[-–/]\s*\d|(?:years?\s+|yrs?\s+)?(?:of\s+age\s+)?{_OR_MORE}))"
_TEAM = (
    r"(?:varsity|basketball|soccer|football|volleyball|tennis|hockey|rugby|cricket|swim\w*|track|"
    r"lacrosse|softball|golf|gymnastics|rowing|team|college|university|school|high|secondary|club|"
    r"league|choir|chorus|network|association|auxiliary|guild|leadership|engineers|lawyers|"
    r"in\s|who\s)"
)

CUES = tuple(re.compile(pattern) for pattern in (
    # gender
    r"\b(?:[Hh]e/[Ss]he|[Ss]he/[Hh]e(?:r(?:/hers)?)?|[Hh]e/him(?:/his)?|[Ss]/he)\b",
    r"\b(?:[Hh]e|[Ss]he|[Hh]im|[Hh]is|[Hh]er|[Hh]ers|[Hh]imself|[Hh]erself)\b",
    r"^(?=[^a-z]*$)(?=.*\b(?:HE|SHE|HIS|HER|HERSELF|HIMSELF)\b)"
    r".*?\b(?P<part>HE|SHE|HIS|HER|HERSELF|HIMSELF)\b",
    r"\b(?P<part>Mr|Mrs|Mdm|Mme|Herr|Frau|Madam)\b\.?(?=\s|$)",
    r"\b(?P<part>Ms|Miss|Sir|MR|MRS|MS)\b\.?(?=\s+(?:█|[A-Z][a-z]+\b))(?!\s+(?:Access|Excel|Office|"
    r"Word|Outlook|Project|Power|Visio|Windows|Teams|Exchange|Dynamics|Share|Sql|Server|Dos|Degree|"
    r"in\b|Sales|Utilities|Universe|World))",
    r"\b(?i:husband|wife|spouse)\b(?i:['’]s\b)?",
    r"\b(?i:my|single|stay[- ]at[- ]home|working|devoted|proud)\s+"
    r"(?P<part>(?i:mother|father|mom|mum|dad|daughter|son|brother|sister))\b(?!\s*[- ](?i:tongue))",
    r"\b(?P<part>(?i:mother|father|mom|mum|dad|son|daughter))\s+of\s+"
    r"(?i:a|an|one|two|three|four|five|\d|Mr|Mrs|█)",
    r"\b(?P<part>(?i:mother|father)['’]?s?)\s+(?i:name)\b",
    r"(?<![\w/])[SD]/[oO]\b",
    r"(?<!\w)(?i:(?:fe)?male)\b(?!\s*(?i:and|or|/|&)\s*(?i:(?:fe)?male))(?<!(?i:and)\s(?i:female))"
    r"(?<!(?i:and)\s(?i:male))(?!\s+(?:\w+s|\w+['’]s|connector|end|plug|thread|clientele)\b)",
    r"\b(?i:(?:a|an|the|young|old|married|single|business|only|first)\s+)"
    r"(?P<part>(?i:woman|man|lady|gentleman|girl))\b",
    rf"\b(?P<part>(?i:women|men|girls|boys|ladies)['’]?s?['’]?)\s+(?i:{_TEAM})",
    r"\b(?i:society|association|league|union|council|federation)\s+of\s+(?P<part>(?i:wo)?(?i:men))\b",
    r"\b(?P<part>(?i:girl|boy))\s+(?i:scouts?|guides?)\b",
    r"\b(?i:sorority|fraternity|sororities|fraternities)\b",
    r"\b(?P<part>(?i:maternity|paternity))\s+(?i:leave|break)\b",
    # age
    rf"\b(?P<part>(?P<age>(?i:aged?))\s*[:–-]?\s*(?i:is\s+)?{_NUMBER}){_NOT_A_RANGE}(?:\s*(?i:years?|yrs?)\b)?",
    rf"(?<![\d–-])(?<!to\s)(?P<age>{_NUMBER})[\s-]*(?i:years?|yrs?)[\s-]*(?i:old)\b"
    rf"(?!\s+{_OR_MORE})(?!\s+(?i:age|company|firm|business|manufactur|organi|institution|brand|building|"
    r"system|house|agency|non-?profit|publication|newspaper|charity|church|school|college|code|software|"
    r"football|team|sales|family|\w+\s+(?:company|firm|business|walk|team)))",
    r"\b(?i:born)\s+(?:(?i:and|on|in|at)\b|\d)[^.;|]{0,40}|^Born(?=\s+[A-Z])[^.;|]{0,40}",
    r"\b(?i:(?:date|year|place)\s+of\s+birth)\s*[:–-]?\s*[A-Z\d][\w ,/.-]{3,24}",
    r"\b(?i:in\s+(?:my|his|her|███)\s+(?:early\s+|mid[- ]?|late\s+)?"
    r"(?:[2-7]0['’]?s|twenties|thirties|forties|fifties|sixties))\b",
    # nationality
    rf"\b(?:(?i:dual)\s+)?(?:[A-Z][\w./-]*\s+){{0,2}}(?<!Senior\s)(?<!SENIOR\s)"
    rf"(?<=[\w./-]\s)(?i:citizen(?:ship)?){_ENDS}",
    rf"\b{_DEMONYM}(?i:\s+(?:nationals?|nationality|passport(?:\s+holder)?|by\s+birth|origin|descent|"
    rf"heritage|born)){_ENDS}",
    rf"\b(?i:citizen|national|native|passport|nationality)\s+of\s+{_COUNTRY}",
    rf"\b(?i:nationality|citizenship)\s*[:–-]\s*{_COUNTRY}",
    rf"\b(?:(?:{_DEMONYM}|[A-Z]\w+|U\.?S\.?)\s+)?(?i:permanent\s+residen(?:t|cy))(?:\s+of\s+{_COUNTRY})?",
    r"\b(?:Singapore(?:an)?\s+PR|SPR|PR\s+(?i:holder))\b|\b(?i:green\s+card(?:\s+holder)?)\b",
    rf"\b(?i:I\s+am|I['’]m|am)\s+(?:an?\s+)?(?i:proud\s+|native\s+)?(?P<part>{_DEMONYM})\b",
    rf"^(?P<part>{_DEMONYM})(?=\s*[,.]|\s+(?:with|who|aged)\b|$)",
))  # fmt: skip

OTHER_PEOPLE = re.compile(
    r"\b(?:adults?|athletes?|babies|boys?|children|clients?|customers?|elderly|girls?|individuals?|"
    r"infants?|kids|learners?|members?|men|participants?|patients?|people|persons?|players?|pupils?|"
    r"residents?|seniors?|students?|teenagers?|teens|those|toddlers?|visitors?|volunteers?|women|"
    r"workers?|young|youths?|school|under|over|of|between|from|ages?|groups?)\W+(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
"""The end of what stands before an age that is somebody else's."""

CUE_WORDS = frozenset({
    *(word.split()[-1] for word in ROLE_FOR_ALL),
    *(word.lower() for word in re.findall(r"[A-Z][a-z]+", _DEMONYM)),
    *word_set("""
    he she him his her hers himself herself mr mrs ms mdm mme miss sir madam herr frau husband wife
    spouse mother father mothers fathers mom mum dad daughter son brother sister o male female woman
    man lady gentleman girl girls boy boys women men ladies sorority sororities fraternity
    fraternities maternity paternity age aged old born birth twenties thirties forties fifties
    sixties s citizen citizenship national nationality native passport resident residency spr pr
    green heritage descent origin am i argentine argentinian filipino filipina nepali nepalese
    """),
})  # fmt: skip
"""One of these, in small letters, stands wherever a pattern matches; most sentences have none."""
