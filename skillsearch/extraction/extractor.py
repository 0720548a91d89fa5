"""Pieces of a text and their vectors → the skills that it names."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from skillsearch.documents import Piece
from skillsearch.encoder.base import Vectors
from skillsearch.extraction.boilerplate import is_boilerplate
from skillsearch.extraction.confidence import (
    implied_confidence,
    semantic_confidence,
)
from skillsearch.extraction.meaning import meanings, phrase_meanings
from skillsearch.extraction.mentions import Extraction, Mention, Polarity, TextKind, Way
from skillsearch.extraction.naming import Labels
from skillsearch.extraction.phrases import Phrase
from skillsearch.extraction.polarity import polarity_of
from skillsearch.extraction.snapshot import FORMAT, Snapshot
from skillsearch.extraction.unmatched import MOST_WORDS, unmatched_phrases
from skillsearch.extraction.weights import document_weights, sparse_vector, spread
from skillsearch.extraction.words import label_words
from skillsearch.store.models import SparseVector
from skillsearch.text import core_label

__all__ = ["RULES", "SkillExtractor"]

RULES = 3
"""The version of what turns text into mentions; raised whenever an answer may change."""


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
        self.snapshot = snapshot
        self._vocabulary = snapshot.vocabulary
        self._vectors = snapshot.vectors
        self._neighbours = snapshot.neighbours
        self._broader = snapshot.broader
        self._broader_ends = snapshot.broader_ends
        self._shares = spread(snapshot.neighbour_cosines)
        self.editions = snapshot.vocabulary.editions
        self.encoder_fingerprint = dict(encoder_fingerprint)
        self.generation = generation
        self.folder = folder
        self._labels = Labels(snapshot)
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

    def read(
        self,
        text: str,
        pieces: Sequence[Piece],
        vectors: Vectors,
        *,
        kind: TextKind = "text",
        phrases: tuple[Sequence[Phrase], Vectors] | None = None,
    ) -> Extraction:
        """All that the pieces of ``text`` name: :meth:`extract`, what is broader, and the rest.

        A broader skill that the same piece names itself is not implied.
        """
        mentions = self.extract(text, pieces, vectors, kind=kind, phrases=phrases)
        spans = [(m.start, m.end) for m in mentions if m.match != "semantic" or _short(m)]
        unmatched = unmatched_phrases(
            text, pieces, self._read(pieces, kind), spans, self._labels.ordinary
        )
        mentions += self._implied(mentions)
        return Extraction(tuple(sorted(mentions, key=_place)), tuple(unmatched))

    def extract(
        self,
        text: str,
        pieces: Sequence[Piece],
        vectors: Vectors,
        *,
        kind: TextKind = "text",
        phrases: tuple[Sequence[Phrase], Vectors] | None = None,
    ) -> list[Mention]:
        """The skills that the pieces of ``text`` name, in order of place.

        ``text`` is masked; ``vectors`` is (len(pieces), d), row i the unit vector of piece i.
        ``kind`` decides what is boilerplate, and the polarity where nothing is said. ``phrases``
        are those of :func:`~skillsearch.extraction.phrases.phrases_of` with their vectors, where
        finding more is worth encoding them. Raises ValueError where pieces or phrases and their
        vectors do not fit.
        """
        if phrases is not None and len(phrases[0]) != len(phrases[1]):
            raise ValueError(f"{len(phrases[0])} phrases, but {len(phrases[1])} vectors")
        if len(vectors) != len(pieces):
            raise ValueError(f"{len(pieces)} pieces, but {len(vectors)} vectors")
        if not pieces:
            return []
        cosines: Vectors = vectors @ self._vectors.T
        read = self._read(pieces, kind)
        mentions = [
            self._mention(text, n.start, n.end, n.skill, n.way, n.confidence, n.piece, pieces)
            for n in self._labels.named(text, pieces, read, cosines)
        ]
        mentions += self._by_phrase(text, pieces, phrases, mentions) if phrases else ()
        mentions += self._by_meaning(text, pieces, read, cosines, mentions)
        mentions = [replace(m, polarity=_polarity(text, m, kind)) for m in mentions]
        return sorted(mentions, key=_place)

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

    @staticmethod
    def _read(pieces: Sequence[Piece], kind: TextKind) -> list[bool]:
        return [not is_boilerplate(piece.text, piece.section, kind) for piece in pieces]

    def _by_phrase(
        self,
        text: str,
        pieces: Sequence[Piece],
        phrases: tuple[Sequence[Phrase], Vectors],
        spelled: Sequence[Mention],
    ) -> list[Mention]:
        """What a phrase means in which nothing of that taxonomy is spelled."""
        parts, vectors = phrases
        if not parts:
            return []
        found: dict[tuple[int, str], Mention] = {}
        cosines: Vectors = vectors @ self._vectors.T
        for meaning in phrase_meanings(cosines, self._vocabulary.skill_edition):
            part = parts[meaning.piece]
            mention = self._mention(
                text, part.start, part.end, meaning.skill, "semantic",
                semantic_confidence(meaning.cosine, phrase=True), part.piece, pieces,
            )  # fmt: skip
            near = (m for m in spelled if m.piece == part.piece and m.taxonomy == mention.taxonomy)
            if any(m.skill == mention.skill or _overlap(m, mention) for m in near):
                continue
            best = found.setdefault((part.piece, mention.skill), mention)
            if mention.confidence > best.confidence:
                found[part.piece, mention.skill] = mention
        return list(found.values())

    def _by_meaning(
        self,
        text: str,
        pieces: Sequence[Piece],
        read: Sequence[bool],
        cosines: Vectors,
        spelled: Sequence[Mention],
    ) -> list[Mention]:
        named: defaultdict[tuple[int, str], list[Mention]] = defaultdict(list)
        for mention in spelled:
            named[mention.piece, mention.taxonomy].append(mention)
        found: list[Mention] = []
        for meaning in meanings(cosines, self._vocabulary.skill_edition, pieces):
            if not read[meaning.piece]:
                continue
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
                    meaning.piece, pieces,
                )
            )  # fmt: skip
        return found

    def _implied(self, mentions: Sequence[Mention]) -> list[Mention]:
        """What is directly broader than a skill that is named, once a piece.

        Of what is denied nothing follows: no Python is not no programming.
        """
        named = {(m.piece, m.skill) for m in mentions}
        best: dict[tuple[int, int], Mention] = {}
        for narrow in (m for m in mentions if m.polarity != "negated"):
            number = self._number[narrow.skill]
            first = int(self._broader_ends[number - 1]) if number else 0
            for broader in self._broader[first : int(self._broader_ends[number])].tolist():
                point = self._vocabulary.point[broader]
                known = best.get((narrow.piece, broader))
                confidence = implied_confidence(narrow.confidence)
                if (narrow.piece, point) in named or (known and known.confidence >= confidence):
                    continue
                best[narrow.piece, broader] = replace(
                    narrow,
                    skill=point,
                    id=self._vocabulary.ref[broader],
                    label=self._vocabulary.label[broader],
                    match="implied",
                    confidence=confidence,
                )
        return list(best.values())

    def _mention(
        self,
        text: str,
        start: int,
        end: int,
        skill: int,
        way: Way,
        confidence: float,
        piece: int,
        pieces: Sequence[Piece],
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
            section=pieces[piece].section,
            sentence_start=pieces[piece].start,
            sentence_end=pieces[piece].end,
        )


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _short(mention: Mention) -> bool:
    """Whether a mention by meaning is a phrase rather than a sentence."""
    return len(mention.text.split()) <= MOST_WORDS


def _polarity(text: str, mention: Mention, kind: TextKind) -> Polarity:
    bounds = (mention.sentence_start, mention.sentence_end)
    return polarity_of(text, mention.start, mention.end, bounds, mention.section, kind)


def _place(mention: Mention) -> tuple[int, int, str, float, str]:
    return (mention.start, -mention.end, mention.taxonomy, -mention.confidence, mention.skill)


def _keys(label: str) -> frozenset[str]:
    return frozenset(word.key for word in label_words(core_label(label)))
