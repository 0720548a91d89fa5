"""Skills by the letters of their labels: spelled, or with a word mistyped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress

from skillsearch.documents import Piece
from skillsearch.encoder.base import Vectors
from skillsearch.extraction.ambiguity import Claim, Doubt, believed, doubt_of
from skillsearch.extraction.confidence import alias_confidence
from skillsearch.extraction.mentions import Way
from skillsearch.extraction.snapshot import Snapshot
from skillsearch.extraction.spelling import PieceWords, Speller, Spelling, words_of_piece
from skillsearch.extraction.typos import Typos, slipped
from skillsearch.extraction.words import Word

__all__ = ["Labels", "Named"]

_NO_WORDS = PieceWords((), ())


@dataclass(frozen=True, slots=True)
class Named:
    """From ``start`` to ``end`` in piece number ``piece``, a label of skill number ``skill``."""

    start: int
    end: int
    skill: int
    way: Way
    confidence: float
    piece: int


class Labels:
    """The labels of all skills of a snapshot, to be found in texts."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._vocabulary = snapshot.vocabulary
        self._known_words = snapshot.known
        editions = range(len(snapshot.vocabulary.editions))
        self._spellers = [Speller(snapshot.vocabulary, number) for number in editions]
        self._doubts: dict[tuple[str, int], Doubt] = {}

    @property
    def ordinary(self) -> Collection[str]:
        """Words in normal form that are no names of something unknown."""
        return self._typos.known

    def named(
        self, text: str, pieces: Sequence[Piece], read: Sequence[bool], cosines: Vectors
    ) -> Iterator[Named]:
        """What the pieces that are ``read`` name, each taxonomy on its own.

        ``cosines`` (pieces, n) are those of the pieces with the skills.
        """
        words = [
            words_of_piece(text, piece) if reads else _NO_WORDS
            for piece, reads in zip(pieces, read, strict=True)
        ]
        mended = [self._mended(here) for here in words]
        for speller in self._spellers:
            yield from self._by_label(text, pieces, words, mended, speller, cosines)

    @cached_property
    def _typos(self) -> Typos:
        known = self._known_words
        return Typos((known[i] for i in range(len(known))), self._vocabulary)

    def _mended(self, here: PieceWords) -> dict[int, Word]:
        """The mistyped words of a piece, by their index, as they were meant."""
        meant = ((i, self._typos.corrected(word)) for i, word in enumerate(here.words))
        return {i: word for i, word in meant if word is not None}

    def _by_label(
        self,
        text: str,
        pieces: Sequence[Piece],
        words: Sequence[PieceWords],
        mended: Sequence[Mapping[int, Word]],
        speller: Speller,
        cosines: Vectors,
    ) -> Iterator[Named]:
        by_piece: defaultdict[int, list[tuple[Spelling, bool]]] = defaultdict(list)
        for spelling in speller.spellings(text, words):
            by_piece[spelling.piece].append((spelling, False))
        if speller.language == "en" and any(mended):
            for spelling in speller.spellings(text, list(map(_with, words, mended))):
                if _stands(text, words[spelling.piece], spelling, mended[spelling.piece]):
                    by_piece[spelling.piece].append((spelling, True))
        for number, found in by_piece.items():
            here, section = words[number].words, pieces[number].section
            skills = [_nearest(s.skills, cosines[number]) for s, _ in found]
            claims = [
                Claim(s.first, s.last, s.alias, self._doubt(s.alias, skill), cosines[number, skill])
                for (s, _), skill in zip(found, skills, strict=True)
            ]
            answers = believed(text, here, section, claims)
            kept = [(s, typo, skill) for (s, typo), skill in zip(found, skills, strict=True)]
            for spelling, typo, skill in _longest(compress(kept, answers)):
                confidence = alias_confidence(
                    self._doubt(spelling.alias, skill),
                    spelling.role,
                    spelling.fit,
                    shared=len(spelling.skills) > 1,
                    section=section,
                    typo=typo,
                )
                start, end = here[spelling.first].start, here[spelling.last].end
                if spelling.alias.startswith("."):
                    start -= 1
                way: Way = "fuzzy" if typo else "alias"
                yield Named(start, end, skill, way, confidence, number)

    def _doubt(self, alias: str, skill: int) -> Doubt:
        known = self._doubts.get((alias, skill))
        if known is None:
            known = self._doubts[alias, skill] = doubt_of(alias, self._vocabulary.label[skill])
        return known


def _nearest(skills: Sequence[int], cosines: Vectors) -> int:
    """Of the skills that share a label, the one that the piece is nearest to."""
    return skills[0] if len(skills) == 1 else max(skills, key=lambda s: (cosines[s], -s))


def _longest(found: Iterable[tuple[Spelling, bool, int]]) -> Iterator[tuple[Spelling, bool, int]]:
    """The spellings of one piece, leftmost first and the longest there; none overlaps another."""
    place = -1
    for spelling, typo, skill in sorted(found, key=lambda f: (f[0].first, -f[0].last, f[1])):
        if spelling.first > place:
            place = spelling.last
            yield spelling, typo, skill


def _with(here: PieceWords, mended: Mapping[int, Word]) -> PieceWords:
    """The words of a piece as they were meant; none of one without a typo."""
    if not mended:
        return _NO_WORDS
    meant = tuple(mended.get(i, word) for i, word in enumerate(here.words))
    return PieceWords(meant, here.linked)


def _stands(text: str, here: PieceWords, spelling: Spelling, mended: Mapping[int, Word]) -> bool:
    """Whether a label is spelled by a typo, and surely enough.

    A label of one word bears a slip alone, and a word written as a name is no typo of an ordinary
    one.
    """
    first, last = spelling.first, spelling.last
    if not any(i in mended for i in range(first, last + 1)):
        return False
    if last > first:
        return True
    word = here.words[first]
    named = text[word.start].isupper() and first > 0 and spelling.alias[:1].islower()
    sure = spelling.role < 2 and slipped(word.form, mended[first].form)
    return sure and not named
