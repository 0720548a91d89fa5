"""What a text says of a skill that it names: held, required, preferred or negated.

In this order:

1. *negated*, where its clause denies it: "no experience in … needed", "… is not required",
   "without", "never used …". A clause ends at a stop, a semicolon, "but" and the like.
2. In a posting or a text, the nearest word for liking ("a plus", "ideally") or for requiring
   ("must", "essential") in its clause, else one that the piece begins with ("Desirable: …").
   In a resume such words are somebody else's; there only learning, wished or begun, counts: it is
   *preferred*.
3. Its section: ``nice_to_have`` is liked, ``requirements`` required.
4. The kind of text: a resume or a text holds its skills, a posting requires them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from skillsearch.documents import SectionKind
from skillsearch.extraction.mentions import Polarity, TextKind

__all__ = ["polarity_of"]

_CLAUSE = re.compile(
    r"[;!?]|\.(?=\s|$)|\s[–—-]\s|\b(?:but|however|although|though|whereas|while|instead)\b"
    r"|,\s*(?=(?:with|we|you|which|who|so|then|I)\b)",
    re.IGNORECASE,
)

_HEAD = 40
"""Characters at the beginning of a piece in which a word speaks of all of it."""

_COMMA = 20

_NEEDED = r"(?:need|necessar|requir|essential|expect|mandatory|compulsory|assum|prerequisite|must)"

_DENIED_BEFORE = re.compile(
    r"\b(?:no|without|lack(?:s|ed|ing)?|zero|neither|nor|never|(?:not|n['’]t|cannot)"
    r"(?: (?:a|an|about|any|do|done|experienced|familiar|fluent|have|had|in|know|need|of|proficient"
    r"|require|speak|use|used|with|work|worked|yet|looking for))+)"
    r"(?! only| longer| doubt| later| less| more| matter| one| problem)"
    r"(?:[ ,/]+(?:or |and )?[\w'’&+#-]+){0,6}[ ,/]*$",
    re.IGNORECASE,
)
"""Up to the mention, with at most six words between."""

_DOUBLE = re.compile(r"\b(?:not only|no(?:t)? (?:just|least)|without (?:doubt|fail))\b", re.I)
_ENABLING = re.compile(
    r"\b(?:without|no)\b(?=\W+\w)(?:(?!\b(?:experience|knowledge|skills?|background|any|previous|prior"
    r"|formal|degree|training)\b).)*$",
    re.IGNORECASE,
)
"""A denial of something else: "without supervision", "no two days are alike"."""

_DENIED_AFTER = re.compile(
    rf"^[^;]{{0,60}}?(?:\bnot|n['’]t|\bnever)\b(?! only| just)(?: \w+){{0,3}}? {_NEEDED}"
    r"|^[^;]{0,30}\b(?:un|not )necessary\b|^\W{0,3}(?:is|are)? ?(?:not|n['’]t) (?:a|an) \w+",
    re.IGNORECASE,
)
"""After it: "… is not required", "… skills are not necessary"."""

_LIKED = re.compile(
    r"\b(?:nice|good|great)[- ]to[- ]haves?\b|\bprefer(?:red|ably|able|ence|s)?\b"
    r"|\bdesirabl[ey]\b|\bdesired\b|\bbeneficial\b|\bhelpful\b|\boptional(?:ly)?\b|\bideally\b"
    r"|\b(?:a|an|definite|big|huge|strong|added|real|is|are|as|be) plus\b|\bpluses\b"
    r"|\b(?:an?|added|strong|distinct|definite|of) (?:added |additional )?advantage\b"
    r"|\badvantageous\b|\b(?:a|as a) bonus\b|\bbonus(?: points?)? (?:if|for)\b|\bwelcomed?\b"
    r"|\b(?:an|added|valuable) asset\b|\bhighly regarded\b|\bfavou?rabl[ey]\b"
    r"|\bwould be (?:great|good|helpful|useful|nice)\b",
    re.IGNORECASE,
)

_MUST = re.compile(
    r"\bmust\b|\brequire(?:d|s|ments?)?\b|\bessential\b|\bmandatory\b|\bcompulsory\b"
    r"|\bat least\b|\bneed(?:ed|s)?(?: to)?\b|\bminim(?:um|ally)\b|\bproven\b"
    r"|\byou (?:have|bring|possess|know)\b",
    re.IGNORECASE,
)

_LEARNING = re.compile(
    r"(?:^\W*|\b(?:currently|now|am|still|started|begun|beginning) |\b(?:keen|eager|wants?|wanting"
    r"|hop(?:e|ing)|interest(?:ed)?|plan(?:s|ning)?|like|willing|wish(?:es)?) (?:to|in|on) )"
    r"(?:start(?:ing)? |to )*(?:learn(?:ing)?|study(?:ing)?|pick(?:ing)? up)\b"
    r"[\s\w'’/&+#,-]{0,30}$",
    re.IGNORECASE,
)


def polarity_of(
    text: str, start: int, end: int, bounds: tuple[int, int], section: SectionKind, kind: TextKind
) -> Polarity:
    """What ``text`` says of the mention from ``start`` to ``end``, in the piece at ``bounds``.

    A mention that is the whole piece is judged by the words in it.
    """
    whole = (start, end) == bounds
    first, last = bounds if whole else _clause(text, start, end, bounds)
    before, after = (text[first:last],) * 2 if whole else (text[first:start], text[end:last])
    if _denied(before, after, whole):
        return (
            "preferred" if kind != "resume" and _LIKED.search(text, end, bounds[1]) else "negated"
        )
    if kind == "resume":
        return "preferred" if _LEARNING.search(before) else "held"
    said = _nearest(before, after) or _nearest(text[bounds[0] : min(first, bounds[0] + _HEAD)], "")
    if said:
        return said
    if section == "nice_to_have":
        return "preferred"
    return "required" if kind == "posting" or section == "requirements" else "held"


def _denied(before: str, after: str, whole: bool) -> bool:
    if _DENIED_AFTER.search(after):
        return True
    if whole or _DOUBLE.search(before) or _ENABLING.search(before):
        return False
    return _DENIED_BEFORE.search(before) is not None


def _nearest(before: str, after: str) -> Polarity | None:
    """The word for liking or requiring that is nearest to what stands between the two.

    A comma is as far as ``_COMMA`` letters: what follows it speaks of something else first.
    """
    said: list[tuple[int, Polarity]] = []
    ways: tuple[tuple[re.Pattern[str], Polarity], ...] = (
        (_LIKED, "preferred"),
        (_MUST, "required"),
    )
    for pattern, polarity in ways:
        said += [(_far(before[found.end() :]), polarity) for found in pattern.finditer(before)]
        said += [(_far(after[: found.start()]), polarity) for found in pattern.finditer(after)]
    return min(said)[1] if said else None


def _far(between: str) -> int:
    return len(between) + _COMMA * between.count(",")


def _clause(text: str, start: int, end: int, bounds: tuple[int, int]) -> tuple[int, int]:
    first, last = bounds
    for place in _breaks(text, bounds):
        if place <= start:
            first = place
        elif place >= end:
            return first, place
    return first, last


def _breaks(text: str, bounds: tuple[int, int]) -> Iterator[int]:
    return (found.end() for found in _CLAUSE.finditer(text, *bounds))
