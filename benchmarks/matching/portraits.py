"""What a stored candidate is made of, read back into the records that points are made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from skillsearch.documents import Education, Experience, Piece, SpokenLanguage
from skillsearch.encoder.base import Vectors
from skillsearch.extraction import Mention
from skillsearch.store.models import Payload, Record, SparseVector

__all__ = ["Block", "Portrait"]


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive pieces of one section and, in it, of one position at most: what is kept whole."""

    pieces: tuple[int, ...]
    section: str
    position: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Portrait:
    """A real candidate: ``chunks`` (n, d) has a row for each of ``pieces``.

    ``mentions`` maps the number of a piece to what it names. ``whole`` is its ``title`` vector, or
    ``dense`` where it has no title: what says whose titles are like whose.
    """

    pieces: tuple[Piece, ...]
    blocks: tuple[Block, ...]
    chunks: Vectors
    whole: Vectors
    mentions: dict[int, list[Mention]]
    experience: tuple[Experience, ...]
    education: tuple[Education, ...]
    languages: tuple[SpokenLanguage, ...]
    titles: tuple[str, ...]
    payload: Payload

    @classmethod
    def of(cls, record: Record) -> Portrait:
        """From a point of the collection ``candidates``, with its payload and vectors."""
        payload = record.payload
        pieces = tuple(Piece(**piece) for piece in payload["pieces"])
        experience = tuple(Experience(**position) for position in payload["experience"])
        return cls(
            pieces=pieces,
            blocks=tuple(_blocks(pieces, experience)),
            chunks=_dense(record, "chunks"),
            whole=_dense(record, "title" if "title" in record.vector else "dense"),
            mentions=_mentions(payload["evidence"], pieces),
            experience=experience,
            education=tuple(Education(**degree) for degree in payload["education"]),
            languages=tuple(SpokenLanguage(**spoken) for spoken in payload["languages_spoken"]),
            titles=tuple(payload["titles"]),
            payload={k: payload[k] for k in ("as_of", "years", "education_level", "location")}
            | {"seniority_rank": payload["seniority_rank"], "quality": payload["quality"]},
        )


def _dense(record: Record, name: str) -> Vectors:
    vector = record.vector[name]
    assert not isinstance(vector, SparseVector)
    return vector


def _blocks(pieces: Sequence[Piece], experience: Sequence[Experience]) -> Iterator[Block]:
    def place(number: int) -> tuple[str, int | None]:
        start = pieces[number].start
        within = (
            n for n, held in enumerate(experience) if held.start_offset <= start < held.end_offset
        )
        return pieces[number].section, next(within, None)

    for (section, position), numbers in groupby(range(len(pieces)), key=place):
        yield Block(tuple(numbers), section, position)


def _mentions(
    evidence: Sequence[dict[str, Any]], pieces: Sequence[Piece]
) -> dict[int, list[Mention]]:
    found: dict[int, list[Mention]] = {}
    for skill in evidence:
        about = {name: skill[name] for name in ("skill", "id", "label", "taxonomy", "version")}
        for told in skill["mentions"]:
            piece = pieces[told["piece"]]
            mention = Mention(
                **about,
                **told,
                section=piece.section,
                sentence_start=piece.start,
                sentence_end=piece.end,
            )
            found.setdefault(mention.piece, []).append(mention)
    return found
