"""Pieces of a text and their vectors → the skills that it names."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress
from pathlib import Path

from skillsearch.documents import Piece, SectionKind
from skillsearch.encoder.base import Vectors
from skillsearch.extraction.ambiguity import Claim, Doubt, believed, doubt_of
from skillsearch.extraction.confidence import alias_confidence, semantic_confidence
from skillsearch.extraction.meaning import meanings
from skillsearch.extraction.mentions import Mention, Way
from skillsearch.extraction.snapshot import FORMAT, Snapshot
from skillsearch.extraction.spelling import PieceWords, Speller, Spelling, words_of_piece
from skillsearch.extraction.weights import document_weights, sparse_vector, spread
from skillsearch.extraction.words import label_words
from skillsearch.store.models import SparseVector
from skillsearch.text import core_label

__all__ = ["RULES", "SkillExtractor"]

RULES = 1
"""The version of what turns text into mentions; raised whenever an answer may change."""

UNREAD: frozenset[SectionKind] = frozenset(
    {"benefits", "how_to_apply", "equal_opportunity", "references"}
)
"""Sections in which not even a label is believed."""


class SkillExtractor:
    """Finds skills by their labels and by meaning; safe to use from several threads.

    ``encoder_fingerprint`` is that of the generation's vectors: what encodes the pieces must have
    the same (:func:`skillsearch.store.generations.check_fingerprint`). ``generation`` is its name,
    and ``folder`` where its snapshot is, None where it is in memory alone.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        *,
        encoder_fingerprint: Mapping[str, object],
        generation: str,
        folder: Path | None = None,
    ) -> None:
        self._vocabulary = snapshot.vocabulary
        self._vectors = snapshot.vectors
        self._neighbours = snapshot.neighbours
        self._shares = spread(snapshot.neighbour_cosines)
        self.editions = snapshot.vocabulary.editions
        self.encoder_fingerprint = dict(encoder_fingerprint)
        self.generation = generation
        self.folder = folder
        self._spellers = [Speller(self._vocabulary, i) for i in range(len(self.editions))]
        self._doubts: dict[tuple[str, int], Doubt] = {}
        point = self._vocabulary.point
        self._number = {point[i]: i for i in range(len(point))}

    @property
    def fingerprint(self) -> str:
        """Sixteen hex digits: the same wherever the same taxonomies are read by the same rules."""
        told = "\x1f".join((str(FORMAT), str(RULES), *map(str, self.editions)))
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    @property
    def dimension(self) -> int:
        """The dimension of the vectors that it compares."""
        return int(self._vectors.shape[1])

    def extract(self, text: str, pieces: Sequence[Piece], vectors: Vectors) -> list[Mention]:
        """The skills that the pieces of ``text`` name, in order of place.

        ``text`` is masked; ``vectors`` is (len(pieces), d), row i the unit vector of piece i.
        Raises ValueError where the two do not fit.
        """
        if len(vectors) != len(pieces):
            raise ValueError(f"{len(pieces)} pieces, but {len(vectors)} vectors")
        if not pieces:
            return []
        cosines: Vectors = vectors @ self._vectors.T
        words = [
            words_of_piece(text, p) if p.section not in UNREAD else PieceWords((), ())
            for p in pieces
        ]
        mentions: list[Mention] = []
        for speller in self._spellers:
            mentions += self._by_alias(text, pieces, words, speller, cosines)
        mentions += self._by_meaning(text, pieces, cosines, mentions)
        mentions.sort(key=lambda m: (m.start, -m.end, m.taxonomy, -m.confidence, m.skill))
        return mentions

    def sparse(self, mentions: Iterable[Mention]) -> SparseVector:
        """The vector that a document is stored with: its skills, and a share on those near them."""
        own = document_weights(mentions)
        weights = dict(own)
        for skill, weight in own.items():
            number = self._number.get(skill)
            if number is None:
                continue
            near, shares = self._neighbours[number].tolist(), self._shares[number].tolist()
            for other, share in zip(near, shares, strict=True):
                if other >= 0:
                    point = self._vocabulary.point[other]
                    weights[point] = max(weights.get(point, 0.0), weight * share)
        return sparse_vector(weights)

    def query_sparse(self, skills: Mapping[str, float]) -> SparseVector:
        """The vector that asks for skills, by point id with their weight.

        It is not spread: what is asked meets what the documents were spread to.
        """
        return sparse_vector(skills)

    def _by_alias(
        self,
        text: str,
        pieces: Sequence[Piece],
        words: Sequence[PieceWords],
        speller: Speller,
        cosines: Vectors,
    ) -> Iterator[Mention]:
        by_piece: defaultdict[int, list[Spelling]] = defaultdict(list)
        for spelling in speller.spellings(text, words):
            by_piece[spelling.piece].append(spelling)
        for number, found in by_piece.items():
            here = words[number].words
            skills = [_nearest(s.skills, cosines[number]) for s in found]
            claims = [
                Claim(s.first, s.last, s.alias, self._doubt(s.alias, skill), cosines[number, skill])
                for s, skill in zip(found, skills, strict=True)
            ]
            answers = believed(text, here, pieces[number].section, claims)
            kept = list(compress(zip(found, skills, strict=True), answers))
            for spelling, skill in _longest(kept):
                confidence = alias_confidence(
                    self._doubt(spelling.alias, skill),
                    spelling.role,
                    spelling.fit,
                    shared=len(spelling.skills) > 1,
                    section=pieces[number].section,
                )
                start, end = here[spelling.first].start, here[spelling.last].end
                if spelling.alias.startswith("."):
                    start -= 1
                yield self._mention(text, start, end, skill, "alias", confidence, number)

    def _doubt(self, alias: str, skill: int) -> Doubt:
        known = self._doubts.get((alias, skill))
        if known is None:
            known = self._doubts[alias, skill] = doubt_of(alias, self._vocabulary.label[skill])
        return known

    def _by_meaning(
        self,
        text: str,
        pieces: Sequence[Piece],
        cosines: Vectors,
        spelled: Sequence[Mention],
    ) -> list[Mention]:
        named: defaultdict[tuple[int, str], list[Mention]] = defaultdict(list)
        for mention in spelled:
            named[mention.piece, mention.taxonomy].append(mention)
        found: list[Mention] = []
        for meaning in meanings(cosines, self._vocabulary.skill_edition, pieces):
            edition = self.editions[int(self._vocabulary.skill_edition[meaning.skill])]
            label = _keys(self._vocabulary.label[meaning.skill])
            beside = named[meaning.piece, edition.name]
            point = self._vocabulary.point[meaning.skill]
            if any(m.skill == point or label <= _keys(m.text) | _keys(m.label) for m in beside):
                continue
            piece = pieces[meaning.piece]
            confidence = semantic_confidence(meaning.cosine)
            found.append(
                self._mention(
                    text, piece.start, piece.end, meaning.skill, "semantic", confidence,
                    meaning.piece,
                )
            )  # fmt: skip
        return found

    def _mention(
        self, text: str, start: int, end: int, skill: int, way: Way, confidence: float, piece: int
    ) -> Mention:
        edition = self.editions[int(self._vocabulary.skill_edition[skill])]
        return Mention(
            start=start,
            end=end,
            text=text[start:end],
            skill=self._vocabulary.point[skill],
            id=self._vocabulary.ref[skill],
            label=self._vocabulary.label[skill],
            taxonomy=edition.name,
            version=edition.version,
            match=way,
            confidence=confidence,
            piece=piece,
        )


def _nearest(skills: Sequence[int], cosines: Vectors) -> int:
    """Of the skills that share a label, the one that the piece is nearest to."""
    return skills[0] if len(skills) == 1 else max(skills, key=lambda s: (cosines[s], -s))


def _longest(found: Sequence[tuple[Spelling, int]]) -> Iterator[tuple[Spelling, int]]:
    """The spellings of one piece, leftmost first and the longest there; none overlaps another."""
    place = -1
    for spelling, skill in sorted(found, key=lambda f: (f[0].first, -f[0].last)):
        if spelling.first > place:
            place = spelling.last
            yield spelling, skill


def _keys(label: str) -> frozenset[str]:
    return frozenset(word.key for word in label_words(core_label(label)))
