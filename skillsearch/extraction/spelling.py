"""Where a text spells a label: one pass of an automaton over the words' keys.

Every match that overlaps another is looked at before the longest are kept, so that a long label
that does not stand the check does not hide the short one inside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from skillsearch.documents import Piece
from skillsearch.extraction.everyday import GENERIC, NAMES
from skillsearch.extraction.vocabulary import CLOSE, OPEN, Vocabulary
from skillsearch.extraction.words import Word, joins, label_words, singular, words_at

__all__ = ["Fit", "PieceWords", "Speller", "Spelling", "words_of_piece"]

Fit = int
"""How a spelling differs from its label: 0 not at all, 1 by a plural, 2 by other endings."""


@dataclass(frozen=True, slots=True)
class PieceWords:
    """The words of a piece, articles left out; ``linked[i]``: no break between i and i + 1."""

    words: tuple[Word, ...]
    linked: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Spelling:
    """Words ``first`` to ``last`` of a piece that spell ``alias``, a label of ``skills``.

    More than one skill of a taxonomy may go by the same label, in the same ``role``.
    """

    piece: int
    first: int
    last: int
    alias: str
    skills: tuple[int, ...]
    role: int
    fit: Fit


class Speller:
    """Finds the labels of one taxonomy; ``edition`` is its number in the vocabulary."""

    def __init__(self, vocabulary: Vocabulary, edition: int) -> None:
        from ahocorasick_rs import AhoCorasick, MatchKind

        self.language = vocabulary.editions[edition].language
        self._skill = vocabulary.alias_skill.tolist()
        self._role = vocabulary.alias_role.tolist()
        self._surfaces = vocabulary.surfaces
        self._rows: list[range] = []
        self._forms: dict[int, tuple[str, ...]] = {}
        patterns: list[str] = []
        begun = 0
        numbered = zip(vocabulary.patterns, vocabulary.alias_edition.tolist(), strict=True)
        for row, (pattern, number) in enumerate(numbered):
            if number != edition:
                continue
            if patterns and pattern == patterns[-1]:
                self._rows[-1] = range(begun, row + 1)
            else:
                begun = row
                patterns.append(pattern)
                self._rows.append(range(row, row + 1))
        self._automaton = AhoCorasick(patterns, matchkind=MatchKind.Standard)

    def spellings(self, text: str, pieces: Sequence[PieceWords]) -> list[Spelling]:
        """All spellings in the pieces, overlapping ones too, in no order."""
        starts: dict[int, tuple[int, int]] = {}
        ends: dict[int, int] = {}
        parts: list[str] = []
        place = 0
        for number, piece in enumerate(pieces):
            for index, word in enumerate(piece.words):
                part = f"{OPEN}{word.key}{CLOSE}"
                starts[place] = (number, index)
                place += len(part)
                ends[place] = index
                parts.append(part)
            parts.append("\n")
            place += 1
        found: list[Spelling] = []
        matches = self._automaton.find_matches_as_indexes("".join(parts), overlapping=True)
        for pattern, start, end in matches:
            number, first = starts[start]
            last = ends[end]
            piece = pieces[number]
            whole = all(piece.linked[first:last]) or self._commas(text, piece, first, last, pattern)
            spelling = self._checked(text, piece, number, first, last, pattern) if whole else None
            if spelling is not None:
                found.append(spelling)
        return found

    def _commas(self, text: str, piece: PieceWords, first: int, last: int, pattern: int) -> bool:
        """Whether the words are of one phrase with commas, as the label has them."""
        if "," not in self._surfaces[self._rows[pattern].start]:
            return False
        return all(
            joins(text, a, b, comma=True) for a, b in pairwise(piece.words[first : last + 1])
        )

    def _checked(
        self, text: str, piece: PieceWords, number: int, first: int, last: int, pattern: int
    ) -> Spelling | None:
        words = piece.words[first : last + 1]
        forms = tuple(word.form for word in words)
        written = text[words[0].start : words[-1].end]
        before = text[max(0, words[0].start - 1)]
        best: tuple[Fit, int] | None = None
        skills: list[int] = []
        alias = ""
        for row in self._rows[pattern]:
            surface = self._surfaces[row]
            fit = self._fit(row, surface, forms, written)
            if fit is None or (surface.startswith(".") and before != "."):
                continue
            rank = (fit, self._role[row])
            if best is None or rank < best:
                best, skills, alias = rank, [], surface
            if rank == best:
                skills.append(self._skill[row])
        if best is None:
            return None
        return Spelling(number, first, last, alias, tuple(skills), best[1], best[0])

    def _fit(self, row: int, surface: str, forms: tuple[str, ...], written: str) -> Fit | None:
        label = self._forms.get(row)
        if label is None:
            label = self._forms[row] = tuple(word.form for word in label_words(surface))
        if label == forms:
            return 0
        alone = len(forms) == 1
        if alone and (label[0] in NAMES or label[0] in GENERIC):
            return None
        if not all(singular(a) == singular(b) for a, b in zip(label, forms, strict=True)):
            other = any(_mute(a, b) for a, b in zip(label, forms, strict=True))
            return None if alone or other else 2
        # the plural of an abbreviation is written APIs: ETCS is not that of "etc", LEDs not of led
        abbreviation = alone and not surface[1:].islower()
        return None if abbreviation and not written.removesuffix("s").isupper() else 1


def _mute(one: str, other: str) -> bool:
    """Whether an -e alone tells two words apart: "Tim" is no inflection of "time"."""
    return one != other and one.removesuffix("e") == other.removesuffix("e")


def words_of_piece(text: str, piece: Piece) -> PieceWords:
    """The words of a piece of ``text``."""
    words: list[Word] = []
    linked: list[bool] = []
    before: Word | None = None
    whole = False
    for word in words_at(text, piece.start, piece.end):
        joined = before is not None and joins(text, before, word)
        whole = joined if before is None or before.key else whole and joined
        if word.key:
            if words:
                linked.append(whole)
            words.append(word)
        before = word
    return PieceWords(tuple(words), tuple(linked))
