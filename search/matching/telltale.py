"""Words and phrases that tell of a person's gender, age or nationality, in English.

Each cue is covered as a whole, or its group ``part``; one with a group ``age`` not where it speaks
of somebody else ("children aged 16"). They look for what people say of themselves: "women's
health", "mother tongue" and "Chinese cuisine" stay, as they are skills.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from skillsearch.passages.word_tables import word_set

__all__ = ["CUES", "CUE_WORDS", "OTHER_PEOPLE", "ROLES", "ROLE_FOR_ALL", "ROLE_WORDS", "Cue"]

_OF_BOTH = {
    "chair": "chairperson", "vice chair": "vice chairperson", "sales": "salesperson",
    "business": "businessperson", "spokes": "spokesperson", "fore": "foreperson",
    "trades": "tradesperson", "crafts": "craftsperson", "handy": "handyperson",
    "anchor": "anchorperson", "sports": "sportsperson", "camera": "camera operator",
    "fire": "firefighter", "police": "police officer", "patrol": "patrol officer",
    "post": "postal worker", "mail": "mail carrier", "bar": "bartender", "drafts": "drafter",
    "draughts": "drafter", "repair": "repairer", "service": "service member", "work": "worker",
    "council": "councillor", "door": "doorkeeper", "char": "cleaner",
}  # fmt: skip
"""The beginning of a trade that ends in -man or -woman → what all are called."""

_OF_ONE = {
    "waitress": "waiter", "waitresses": "waiters", "actress": "actor", "actresses": "actors",
    "hostess": "host", "hostesses": "hosts", "air hostess": "flight attendant",
    "stewardess": "steward", "stewardesses": "stewards", "headmistress": "head teacher",
    "headmaster": "head teacher", "seamstress": "tailor", "seamstresses": "tailors",
    "manageress": "manager", "masseuse": "massage therapist", "masseur": "massage therapist",
    "landlady": "landlord", "ballerina": "ballet dancer", "barmaid": "bartender",
    "housewife": "homemaker", "housewives": "homemakers", "househusband": "homemaker",
    "cleaning lady": "cleaner", "alumna": "alum", "alumnus": "alum", "alumnae": "alumni",
}  # fmt: skip


def _roles() -> Mapping[str, str]:
    made = dict(_OF_ONE)
    for begin, role in _OF_BOTH.items():
        plural = f"{role.removesuffix('person')}people" if role.endswith("person") else f"{role}s"
        made |= {f"{begin}man": role, f"{begin}woman": role}
        made |= {f"{begin}men": plural, f"{begin}women": plural}
    return made


ROLE_FOR_ALL = _roles()
"""A word for a trade that tells a gender → the word for all, in small letters."""

ROLE_WORDS = frozenset(word.split()[-1] for word in ROLE_FOR_ALL)

ROLES = re.compile(
    rf"\b(?:{'|'.join(sorted(ROLE_FOR_ALL, key=len, reverse=True))})\b", re.IGNORECASE
)

_NO_LANGUAGE = (
    "Afghan|Algerian|American|Argentine|Argentinian|Australian|Austrian|Bangladeshi|Belgian|"
    "Brazilian|British|Cameroonian|Canadian|Chilean|Colombian|Cuban|Egyptian|Ethiopian|Filipino|"
    "Ghanaian|Indian|Iranian|Iraqi|Israeli|Jamaican|Jordanian|Kenyan|Lebanese|Malaysian|Mexican|"
    "Moroccan|Nigerian|Pakistani|Peruvian|Saudi|Scottish|Singaporean|Lankan|Sudanese|Swiss|Syrian|"
    "Taiwanese|Tunisian|Venezuelan|Zimbabwean"
)
_LANGUAGE_TOO = (
    "Albanian|Bulgarian|Burmese|Cambodian|Chinese|Croatian|Czech|Danish|Dutch|English|Finnish|"
    "French|German|Greek|Hungarian|Indonesian|Irish|Italian|Japanese|Korean|Nepali|Nepalese|"
    "Norwegian|Polish|Portuguese|Romanian|Russian|Serbian|Somali|Spanish|Swedish|Thai|Turkish|"
    "Ukrainian|Vietnamese|Welsh"
)
_PEOPLE = rf"(?:Sri\s+)?(?:{_NO_LANGUAGE}|{_LANGUAGE_TOO})"
_STATE = (
    rf"(?:{_PEOPLE}|[A-Z]{{2,3}}(?:-[A-Z]{{2}})?|(?:[A-Z]\.){{2,3}}|Singapore|Malaysia|India|Canada|"
    r"China|Hong\s+Kong|Philippines|United\s+(?:States|Kingdom)|[Dd]ual|[Nn]aturali[sz]ed)"
)
_COUNTRY = r"(?:the\s+)?[A-Z][\w.'’-]*(?:\s+(?:of|and)\s+[A-Z]\w+|\s+[A-Z]\w+){0,2}"
_ENDS = (
    r"(?=\s*(?:[,.;:|()/–-]|$)|"
    r"\s+(?:and|or|by|with|who|willing|eligible|since|holding|in)\b)"
)
_NUMBER = r"(?:1[5-9]|[2-9]\d)"
_OR_MORE = r"(?:to\s+\d|(?:and|or)\s+(?:older|younger|over|above|under|below|up|beyond|\d))"
_NO_RANGE = rf"(?!\s*(?:\+|[-–/]\s*\d|(?:(?:years?|yrs?)\s+)?(?:of\s+age\s+)?{_OR_MORE}))"
_THINGS = (
    r"age|company|firm|business|manufactur|organi|institution|brand|building|system|house|agency|"
    r"non-?profit|publication|newspaper|charity|church|school|college|code|software|football|team|"
    r"sales|family|\w+\s+(?:company|firm|business|walk|team)"
)
_TEAM = (
    r"(?:varsity|basketball|soccer|football|volleyball|tennis|hockey|rugby|cricket|swim\w*|track|"
    r"lacrosse|softball|golf|gymnastics|rowing|team|college|university|school|high|secondary|club|"
    r"league|choir|chorus|network|association|auxiliary|guild|leadership|engineers|lawyers|"
    r"in\s|who\s)"
)
_PRODUCTS = (
    r"Access|Excel|Office|Word|Outlook|Project|Power|Publisher|Visio|Windows|Teams|Exchange|"
    r"Dynamics|Share|Sql|SQL|Server|Dos|Lync|Degree|Sales|Utilities"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern, and the words of which one, in small letters, stands wherever it matches.

    ``in_capitals``: only where everything is written so; HIS may be a system elsewhere.
    """

    words: frozenset[str]
    pattern: re.Pattern[str]
    in_capitals: bool = False


def _cue(words: str, pattern: str, *, in_capitals: bool = False) -> Cue:
    return Cue(word_set(words.lower()), re.compile(pattern), in_capitals)


_PRONOUNS = "he she him his her hers himself herself"
_KIN = "mother father mom mum dad daughter son"
_PEOPLES = f"{_NO_LANGUAGE}|{_LANGUAGE_TOO}".replace("|", " ")

_GENDER = (
    _cue(_PRONOUNS, r"\b(?:[Ss]/he|[Hh]e/him(?:/his)?|[Ss]he/her(?:/hers)?)\b"),
    _cue(_PRONOUNS, r"\b(?:[Hh]e|[Ss]he|[Hh]im|[Hh]is|[Hh]ers?|[Hh]imself|[Hh]erself)\b"),
    _cue(_PRONOUNS, r"\b(?:HE|SHE|HIM|HIS|HERS?|HIMSELF|HERSELF)\b", in_capitals=True),
    _cue("mr mrs mdm mme herr frau madam",
         r"\b(?:Mr|Mrs|Mdm|Mme|Herr|Frau|Madam)\b(?=[\s.]|$)"),
    _cue("ms miss sir", rf"\b(?:Ms|Miss|Sir)\b(?=\.?\s+(?:█|[A-Z][a-z]+\b))(?!\s+(?:{_PRODUCTS}))"),
    _cue("mr mrs ms", r"\b(?:MR|MRS|MS)\b(?=\.?\s+█)"),
    _cue("husband wife spouse", r"\b(?i:husband|wife|spouse)\b"),
    _cue(f"{_KIN} brother sister",
         r"\b(?i:my|single|stay[- ]at[- ]home|working|devoted|proud)\s+"
         r"(?P<part>(?i:mother|father|mom|mum|dad|daughter|son|brother|sister))\b"
         r"(?!\s*[- ](?i:tongue))"),
    _cue(_KIN, r"\b(?P<part>(?i:mother|father|mom|mum|dad|son|daughter))\s+of\s+"
               r"(?:(?i:an?|one|two|three|four|five)\b|\d|Mr\b|█)"),
    _cue(f"{_KIN} mothers fathers",
         r"\b(?i:(?:mother|father)(?:['’]?s)?\s+name)\s*[:–-]?\s*[A-Z█][\w .'’█-]{1,40}"),
    _cue(f"{_KIN} woman man",
         r"\b(?P<part>(?i:founding\s+father|mother|father|mom|dad|woman|man))\s+of\s+"
         r"(?i:the\s+year|distinction|\w+\s+(?:children|kids|boys|girls))\b"),
    _cue("sex gender", r"\b(?i:sex|gender)\s*[:–-]?\s*(?P<part>(?i:(?:fe)?male))\b"),
    _cue("o", r"(?<![\w/])[SD]/[oO]\b"),
    _cue("male female", r"(?<!(?i:and\s))\b(?i:(?:fe)?male)\b"
                        r"(?!\s*(?i:and|or|/|&)\s*(?i:(?:fe)?male))"
                        r"(?!\s+(?:\w+s|\w+['’]s|connector|end|plug|thread|clientele)\b)"),
    _cue("woman man lady gentleman girl",
         r"\b(?i:an?|the|young|old|married|single|business|only|first)\s+"
         r"(?P<part>(?i:woman|man|lady|gentleman|girl))\b"),
    _cue("women men girls boys ladies womens mens",
         rf"(?<!(?i:and\s))\b(?P<part>(?i:women|men|girls|boys|ladies)['’]?s?['’]?)\s+(?i:{_TEAM})"),
    _cue("women men",
         r"\b(?i:society|association|league|union|council|federation)\s+of\s+"
         r"(?P<part>(?i:wo)?(?i:men))\b"),
    _cue("girl boy", r"\b(?P<part>(?i:girl|boy))\s+(?i:scouts?|guides?)\b"),
    _cue("sorority sororities fraternity fraternities",
         r"\b(?i:sorority|sororities|fraternity|fraternities)\b"),
    _cue("latina latino filipina", r"\b(?:Latina|Latino|Filipina)\b"),
    _cue("maternity paternity", r"\b(?P<part>(?i:maternity|paternity))\s+(?i:leave|break)\b"),
)  # fmt: skip

_AGE = (
    _cue("age aged",
         rf"\b(?P<part>(?P<age>(?i:aged?))\s*[:–-]?\s*(?i:is\s+)?{_NUMBER})\b{_NO_RANGE}"),
    _cue("old", rf"(?<![\d–-])(?<!to\s)(?P<age>{_NUMBER})[\s-]*(?i:years?|yrs?)[\s-]*(?i:old)\b"
                rf"(?!\s+{_OR_MORE})(?!\s+(?i:{_THINGS}))"),
    _cue("born", r"\b(?i:born)\s+(?:(?i:and|on|in|at)\b|\d)[^.;|]{0,40}"),
    _cue("born", r"^Born(?=\s+[A-Z])[^.;|]{0,40}"),
    _cue("birth",
         r"\b(?i:(?:date|year|place)\s+of\s+birth)\s*[:–-]?\s*[A-Z\d][\w ,/.-]{3,24}"),
    _cue("my", r"\b(?i:in\s+my\s+(?:early\s+|mid[- ]?|late\s+)?"
               r"(?:[2-7]0['’]?s|twenties|thirties|forties|fifties|sixties))\b"),
)  # fmt: skip

_NATIONALITY = (
    _cue("citizen", rf"\b{_STATE}(?:\s+{_STATE})?\s+(?i:citizen){_ENDS}"),
    _cue("national nationals nationality passport birth origin descent heritage born",
         rf"\b{_PEOPLE}\s+(?i:nationals?|nationality|passport(?:\s+holder)?|by\s+birth|origin|"
         rf"descent|heritage|born){_ENDS}"),
    _cue("citizen national native passport nationality",
         rf"\b(?i:citizen|national|native|passport|nationality)\s+of\s+{_COUNTRY}"),
    _cue("nationality citizenship",
         rf"\b(?i:nationality|citizenship)\s*[:–-]\s*{_COUNTRY}"),
    _cue("permanent",
         rf"\b(?:{_STATE}\s+)?(?i:permanent\s+residen(?:t|cy|ce))(?:\s+of\s+{_COUNTRY})?"),
    _cue("pr spr", r"\b(?:Singapore(?:an)?\s+PR|SPR|PR\s+(?i:holder))\b"),
    _cue("green", r"\b(?i:green\s+card(?:\s+holder)?)\b"),
    _cue(_NO_LANGUAGE.replace("|", " "),
         rf"\b(?i:I\s+am|I['’]m|am)\s+(?:an?\s+)?(?i:proud\s+|native\s+)?(?P<part>{_PEOPLE})\b"),
    _cue(_LANGUAGE_TOO.replace("|", " "),
         rf"\b(?i:I\s+am|I['’]m|am)\s+(?:an?\s+)?(?P<part>{_PEOPLE}){_ENDS}"),
    _cue(_NO_LANGUAGE.replace("|", " "),
         rf"^(?P<part>(?:Sri\s+)?(?:{_NO_LANGUAGE}))(?=\s*[,.]|\s+(?:with|who|aged)\b|$)"),
    _cue(_PEOPLES, rf"^(?P<part>{_PEOPLE})(?=\s+(?:who|aged)\b)"),
)  # fmt: skip

CUES = (*_GENDER, *_AGE, *_NATIONALITY)

CUE_WORDS = ROLE_WORDS.union(*(cue.words for cue in CUES))
"""Most sentences have none of these, and cost no more than to see that."""

OTHER_PEOPLE = re.compile(
    r"\b(?:adults?|athletes?|babies|boys?|children|clients?|customers?|elderly|girls?|individuals?|"
    r"infants?|kids|learners?|members?|men|participants?|patients?|people|persons?|players?|pupils?|"
    r"residents?|seniors?|students?|teenagers?|teens|those|toddlers?|visitors?|volunteers?|women|"
    r"workers?|young|youths?|school|under|over|of|between|from|ages?|groups?)\W+(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
"""The end of what stands before an age that is somebody else's."""
