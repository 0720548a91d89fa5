"""The years of experience that a posting asks for, overall."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["years_asked", "years_of_field"]

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "zwei": 2, "drei": 3, "fünf": 5,
}  # fmt: skip
_COUNT = rf"(?:\d{{1,2}}(?:\.\d)?|{'|'.join(_WORDS)})(?:\s?\(\s?\d{{1,2}}\s?\))?"
_YEARS = re.compile(
    rf"(?<![\d.,$£€/])\b(?P<low>{_COUNT})\s?(?P<plus>\+|plus\b|or more\b|and above\b|& above)?"
    rf"(?:\s?(?:-|–|—|~|to|bis)\s?(?P<high>{_COUNT})\s?\+?)?\s?\+?[ -]?"
    r"(?P<unit>years?|yrs?|Jahren?|months?|mths?)\b['’]?s?",
    re.IGNORECASE,
)
_EXPERIENCE = re.compile(
    r"experience[ds]?\b|\bexp\b|\bworking in\b|\bworked\b|\btrack record\b|\bbackground\b"
    r"|\bpost[- ]?quali|\bqualified\b|\bBerufserfahrung\b|\bErfahrung\b|\bof [\w-]+ing\b"
    r"|\brelevant\b|\bPQE\b|\bin (?:a |an |the )?(?:similar|same|related)\b|\bhands[- ]on\b",
    re.IGNORECASE,
)
_OVERALL = re.compile(
    r"^['’]?s?\W{0,3}(?:and above |or more |minimum )?(?:of )?(?:proven |solid |good |overall "
    r"|total "
    r"|full[- ]time |hands[- ]on |post[- ]\w+ |professional |industry |progressive )*"
    r"(?:(?:relevant|related|work(?:ing)?|professional|total|overall|similar|prior|previous)"
    r"[ /,]*(?:and )?)*"
    r"(?:experience|exp\b|Berufserfahrung)(?! (?:with|using|of (?!work)))",
    re.IGNORECASE,
)
# After a number of years in what is required: what one did in them.
_DOING = re.compile(
    r"['’]?s?\s*(?:\([^()]{1,30}\)\s*)?(?:or more|or above|and above|plus|minimum)?\s*"
    r"(?:in|as|of|with|leading|supervising|managing|teaching|writing|working|running|building"
    r"|developing|designing|selling|practi[cs]ing|handling|using|post|[a-z]+ing [a-z]+)(?!\w)",
    re.IGNORECASE,
)
_ALTERNATIVE = re.compile(r"\b(?:or|oder)\b", re.IGNORECASE)
# What makes a second number a part of the first rather than another way to it.
_PART_OF_IT = re.compile(
    r",\s*(?:and )?(?:with|including|at least)\b|\b(?:of which|of them|preferably|ideally)\b",
    re.IGNORECASE,
)
_LEAST = re.compile(
    r"(?:at least|minimum(?: of)?|min\.?|more than|over|not less than|minimally|mindestens"
    r"|experience(?: required)?\s?[:–-]|exp\.?\s?[:–-])\s*(?:a |an )?$",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"(?:up ?to|maximum(?: of)?|max\.?|(?<!not )less than|below|under)\s*$", re.IGNORECASE
)
_NOT_AFTER = re.compile(
    r"^\W{0,3}(?:old\b|of age\b|ago\b|(?:of )?history|in business|(?:fixed|contract|term\b|bond)"
    r"|(?:[\w-]+ )?(?:degree|course|program|programme|diploma|college|university|plan|warranty"
    r"|renewable|contract|accredited|apprenticeship|internship|rotation|period|tenure|training|business"
    r"|commitment)\b)",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"(?:\b(?:age[ds]?|aged between|last|past|next|first|previous|within|every|in the|during the"
    r"|recent|gap of|contract(?: of| for| period)?:?|bond(?: of)?|founded|established|tenure:?"
    r"|duration:?|for the|than just"
    r"|whether [\w ]{0,40}?(?:for|have|has))\b[\s:]*(?:a |at least )?)$",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\b(?:our|we|us|the (?:company|firm|group|organi[sz]ation|trust|business)|company|clients?"
    r"|established|history|heritage|leading (?:provider|company|firm))\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:you|your|candidates?|applicants?|minimum|min|at least|must|required?|requires|seeking"
    r"|looking for|ideal|should|possess\w*|someone)\b",
    re.IGNORECASE,
)


def years_asked(
    sentences: Iterable[tuple[str, bool]],
) -> tuple[float | None, float | None]:
    """The lowest and highest number of years of experience asked for, None each where unsaid.

    ``sentences`` come in order, each with whether it stands among what is required. Of several
    numbers, experience in general wins over experience in one thing, what is required over the
    rest, and then the highest; alternatives in one sentence ("a degree and 3 years, or 5 years")
    count as the lowest. Age, the length of a contract or a course and the company's own history
    are not experience.
    """
    found: list[tuple[int, float, float | None]] = []
    for sentence, required in sentences:
        here = list(_in_sentence(sentence, required))
        between = sentence[here[0][0] : here[-1][0]] if len(here) > 1 else ""
        if _ALTERNATIVE.search(between) and not _PART_OF_IT.search(between):
            top = max(rank for _, rank, _, _ in here)
            low, high = min((low, high) for _, _, low, high in here)
            found.append((top, low, high))
        else:
            found += [each[1:] for each in here]
    if not found:
        return None, None
    _, low, high = max(found, key=lambda each: (each[0], each[1]))
    return (None, high) if low < 0 else (low, high)


def years_of_field(value: object) -> tuple[float | None, float | None]:
    """The years that a field says: a number, "3-5", "5+ years", or schema.org's months."""
    if isinstance(value, dict):
        months = value.get("monthsOfExperience")
        if isinstance(months, int | float | str):
            try:
                return round(float(months) / 12, 1), None
            except ValueError:
                return None, None
        value = value.get("text") or value.get("description") or value.get("name") or ""
    if isinstance(value, bool) or value is None:
        return None, None
    written = str(value).strip()
    bare = re.fullmatch(
        rf"(?P<low>{_COUNT})(?:\s?\+)?(?:\s?(?:-|–|to)\s?(?P<high>{_COUNT}))?", written
    )
    if bare:
        low = _number(bare["low"])
        high = _number(bare["high"]) if bare["high"] else None
        return (low, high) if low <= 50 else (None, None)
    return years_asked([(f"{written} of experience", True)])


def _in_sentence(sentence: str, required: bool) -> Iterable[tuple[int, int, float, float | None]]:
    """Where each number of years stands, its rank, and the lowest and highest number."""
    for match in _YEARS.finditer(sentence):
        before = sentence[max(0, match.start() - 60) : match.start()]
        after = sentence[match.end() : match.end() + 90]
        if _NOT_AFTER.search(after) or _NOT_BEFORE.search(before):
            continue
        least = _LEAST.search(before) is not None
        told = _EXPERIENCE.search(after) or _EXPERIENCE.search(before)
        told = told or (_DOING.match(after) if required else None)
        if not told and not (least and required):
            continue
        asked = _ASKED.search(sentence) is not None
        if not required and not asked:
            continue
        if not required and _COMPANY.search(before + after[:40]) and not least:
            continue
        low = _number(match["low"])
        high = _number(match["high"]) if match["high"] else None
        if match["unit"].lower().startswith("m"):
            low, high = round(low / 12, 1), (round(high / 12, 1) if high else None)
        if low > 40 or (high is not None and not low <= high <= 45):
            continue
        rank = 2 * (_OVERALL.search(after) is not None) + required
        if _MOST.search(before) and high is None:
            yield match.start(), rank, -1.0, low
        else:
            yield match.start(), rank, low, high


def _number(written: str) -> float:
    word = re.match(r"[\w.]+", written.lower())
    if word is None:
        raise AssertionError(written)
    return float(_WORDS.get(word[0], 0) or word[0])
