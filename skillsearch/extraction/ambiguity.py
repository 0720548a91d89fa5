"""When a label that is an everyday word too is believed to name the skill: the one rule.

==========  =================================================================================
doubt       believed where
==========  =================================================================================
``none``    always: the label is a term of its trade
``name``    it is written as a name, and a word announces a tool ("using Excel"), or it is an item
            of a skills section, or the next item of its list is a skill that is believed, or a
            name as doubtful as itself, or the piece means it
``generic`` it is an item of a skills section, or the piece means it
``stray``   the piece means it: one ordinary word, given as a further label of a skill whose
            preferred label has nothing of it ("mould" of fungi, "guide" of advise others)
``short``   the piece means it: an abbreviation of few letters, given as a further label, which
            may be that of something else
==========  =================================================================================

"Means it" is a cosine between the piece and the skill's label of at least ``MEANT``, where the
piece has more words than the alias and no year follows (Spring 2019). Single letters need more
than one of these. A name of which the piece says that it is something else's (``OTHERWISE``) is
never believed. In a piece whose words all begin in upper case, case says nothing: there neither
an announcement nor a doubtful neighbour is enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from skillsearch.documents import SectionKind
from skillsearch.extraction.everyday import GENERIC, NAMES, OF_A_LANGUAGE, OTHERWISE, TONGUES
from skillsearch.extraction.words import Word, singular
from skillsearch.text import normal_form

__all__ = ["Claim", "Doubt", "believed", "doubt_of"]

Doubt = Literal["none", "name", "generic", "stray", "short"]

MEANT: dict[Doubt, float] = {
    "none": -1.0,
    "name": 0.5,
    "generic": 0.5,
    "stray": 0.55,
    "short": 0.35,
}
"""Cosine of the piece with the label from which it means the skill."""

_ANNOUNCING = frozenset(
    [
        *("using", "use", "used", "uses", "in", "with", "via", "microsoft", "ms", "advanced"),
        *("proficient", "basic", "know", "knows", "knew", "learn", "learning", "language"),
        *("languages", "programming", "coding", "framework", "knowledge"),
    ]
)
"""Words before a name that say that a tool comes."""

_SHORT = 4
"""Letters of an abbreviation that may well be another one's too."""

_JOINING = frozenset(("and", "or"))

_BREAKS = frozenset(",;/|•·▪●‣:()[]\t\n")


@dataclass(frozen=True, slots=True)
class Claim:
    """Words ``first`` to ``last`` of a piece are said to spell ``label``.

    ``cosine`` is that of the piece with the skill.
    """

    first: int
    last: int
    label: str
    doubt: Doubt
    cosine: float


def doubt_of(alias: str, preferred: str) -> Doubt:
    """What an alias of the skill ``preferred`` may be beside a name of it."""
    form = normal_form(alias)
    if form in NAMES:
        return "name"
    if form in GENERIC or singular(form) in GENERIC:
        return "generic"
    ordinary = " " not in form and alias.islower() and alias.isalpha()
    if ordinary and not any(_akin(form, word) for word in normal_form(preferred).split()):
        return "stray"
    if " " not in form and alias.isupper() and len(form) <= _SHORT:
        return "none" if form in normal_form(preferred).split() else "short"
    return "none"


def _akin(one: str, other: str) -> bool:
    """Whether two words are of one family: they begin alike but for the last letters of one."""
    alike = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    )
    return alike >= max(4, min(len(one), len(other)) - 3)


def believed(
    text: str, words: Sequence[Word], section: SectionKind, claims: Sequence[Claim]
) -> list[bool]:
    """Of each claim on a piece's ``words``, whether it is believed."""
    answers = [claim.doubt == "none" for claim in claims]
    other = [i for i, claim in enumerate(claims) if _is_other(text, words, claim)]
    for i in other:
        answers[i] = False
    if len(other) + sum(answers) == len(claims):
        return answers
    piece = _Piece(text, words)
    open_claims = [i for i, known in enumerate(answers) if not known and i not in other]
    names = [i for i in open_claims if claims[i].doubt == "name" and piece.as_name(claims[i])]
    for i in open_claims:
        claim = claims[i]
        listed = section == "skills" and piece.is_item(claim)
        meant = claim.cosine >= MEANT[claim.doubt] and piece.tells(claim)
        if claim.doubt != "name":
            answers[i] = meant or (listed and claim.doubt == "generic")
        elif i in names:
            announced = piece.announced(claim)
            if _is_letter(claim):
                answers[i] = listed or (announced and meant)
            else:
                answers[i] = listed or announced or meant
    if not piece.shouted:
        doubtful = [i for i in names if not _is_letter(claims[i])]
        pairs = [(a, b) for a in doubtful for b in doubtful if piece.adjoin(claims[a], claims[b])]
        for pair in pairs:
            for i in pair:
                answers[i] = True
    spreading = True
    while spreading:  # down the list: "C, C++ and Java" begins with two steps from Java
        spreading = False
        for i in names:
            near = (c for c, known in zip(claims, answers, strict=True) if known)
            if not answers[i] and any(piece.neighbours(claims[i], c) for c in near):
                answers[i] = spreading = True
    return answers


def _is_other(text: str, words: Sequence[Word], claim: Claim) -> bool:
    """Whether the piece speaks of something else of that name: of snakes and not of Python, of
    Japanese customers and not of Japanese.
    """
    if claim.first != claim.last:
        return False
    form = normal_form(claim.label)
    told = OTHERWISE.get(form)
    if told is not None and any(word.form in told for word in words):
        return True
    if form not in TONGUES or claim.last + 1 == len(words):
        return False
    here, after = words[claim.last], words[claim.last + 1]
    bare = not text[here.end : after.start].strip()
    return bare and after.form.isalpha() and after.form not in OF_A_LANGUAGE


def _is_letter(claim: Claim) -> bool:
    return len(normal_form(claim.label)) <= 2


class _Piece:
    """What can be asked of a place in a piece."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self._text = text
        self._words = words
        upper = sum(text[word.start].isupper() for word in words)
        self.shouted = len(words) >= 4 and upper > 0.75 * len(words)

    def as_name(self, claim: Claim) -> bool:
        """Whether it is written with the capitals of its name; all of an abbreviation's."""
        surface = self._text[self._words[claim.first].start : self._words[claim.last].end]
        if claim.label.isupper() and len(claim.label) > 1:
            return surface.isupper()
        return surface[:1].isupper() or surface == claim.label

    def announced(self, claim: Claim) -> bool:
        """Whether the word before says that a tool comes."""
        if self.shouted or not claim.first:
            return False
        before = self._words[claim.first - 1]
        bare = not self._gap(claim.first - 1).strip()
        return before.form in _ANNOUNCING and bare and not self._dated(claim)

    def tells(self, claim: Claim) -> bool:
        """Whether its meaning is evidence: it is more than the label, and no date."""
        return len(self._words) > claim.last - claim.first + 1 and not self._dated(claim)

    def is_item(self, claim: Claim) -> bool:
        """Whether it is all of an item of a list, or of the piece."""
        return self._breaks(claim.first - 1) and self._breaks(claim.last)

    def neighbours(self, claim: Claim, other: Claim) -> bool:
        """Whether the two are next to each other in a list."""
        return self.adjoin(claim, other) or self.adjoin(other, claim)

    def adjoin(self, left: Claim, right: Claim) -> bool:
        """Whether ``right`` is the item after ``left``."""
        between = range(left.last + 1, right.first)
        if len(between) > 1 or any(self._words[i].form not in _JOINING for i in between):
            return False
        if left.last >= right.first:
            return False
        gaps = "".join(self._gap(i) for i in range(left.last, right.first))
        return len(between) == 1 or bool(_BREAKS.intersection(gaps))

    def _breaks(self, index: int) -> bool:
        """Whether a list item may end after word ``index`` (-1: before the first)."""
        if index < 0 or index + 1 >= len(self._words):
            return True
        if {self._words[index].form, self._words[index + 1].form} & _JOINING:
            return True
        return bool(_BREAKS.intersection(self._gap(index)))

    def _dated(self, claim: Claim) -> bool:
        after = claim.last + 1
        return after < len(self._words) and _is_year(self._words[after].form)

    def _gap(self, index: int) -> str:
        return self._text[self._words[index].end : self._words[index + 1].start]


def _is_year(form: str) -> bool:
    return len(form) == 4 and form.isdigit() and form[:2] in ("19", "20")
