"""As many candidates as wanted, each mixed from two or three real ones with like titles.

A mixture keeps whole blocks of its parents (a position with its bullets, a list of skills), with
their vectors and what was found in them, so that it reads like a resume and its numbers are spread
like those of real ones. Everything else is made by the functions that make a real point.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import get_args

import numpy as np

from benchmarks.matching.portraits import Block, Portrait
from indexer.ingest.points import Origin, document_point
from skillsearch.documents import Experience, Piece, Quality, Resume, SectionKind, Seniority
from skillsearch.encoder.base import Vectors
from skillsearch.extraction import Mention
from skillsearch.passages.dates import years_in
from skillsearch.store.models import PointStruct, Record, SparseVector

__all__ = ["Crowd"]

LIKE = 20
"""The other parents are drawn among so many whose titles are nearest to those of the first."""

KEPT_OF_FIRST = 0.65
KEPT_OF_OTHERS = 0.35
"""The chance of a block to be kept, of the first parent and of all others together."""

MOST_DAYS = 900
"""How far the date of a mixture may be from that of its first parent."""

PLACES = (
    *("Singapore", "Austin, TX", "Leeds", "Toronto", "Pune", "Berlin", "Sydney", "Denver, CO"),
    *("Manila", "Dublin", "Boston, MA", "Nairobi", "Lyon", "Osaka", "Porto", "Utrecht"),
    *("Chicago, IL", "Krakow", "Jakarta", "Cork"),
)
"""Twenty, each as likely: a filter on one lets about one in twenty pass."""

SAID = 0.95
"""The chance that a mixture says where it is."""

_TITLE_WEIGHTS = (1.0, 0.5, 0.25)

_SECTIONS: tuple[str, ...] = get_args(SectionKind)
_SENIORITY: tuple[Seniority, ...] = get_args(Seniority)

Sparse = Callable[[Iterable[Mention]], SparseVector]


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A block of one of the parents."""

    parent: int
    block: Block


class Crowd:
    """Candidates number 0, 1, 2, …; each depends on its number, the parents and the seed alone.

    ``sparse`` makes the skill vector of mentions, ``encode`` the vectors of titles. Raises
    ``ValueError`` for fewer than three parents.
    """

    def __init__(
        self,
        parents: Sequence[Record],
        *,
        sparse: Sparse,
        encode: Callable[[Sequence[str]], Vectors],
        tenant: str = "default",
        seed: int = 42,
    ) -> None:
        if len(parents) <= 2:
            raise ValueError(f"{len(parents)} candidates are too few to mix: three are needed.")
        self._parents = [Portrait.of(record) for record in sorted(parents, key=lambda r: r.id)]
        self._sparse = sparse
        titles = sorted({title for parent in self._parents for title in parent.titles})
        self._titles = dict(zip(titles, encode(titles), strict=True)) if titles else {}
        self._tenant = tenant
        self._seed = seed
        self._like = _nearest(np.stack([parent.whole for parent in self._parents]))

    def points(self, start: int, count: int) -> list[PointStruct]:
        """The candidates from number ``start``."""
        return [self._point(number) for number in range(start, start + count)]

    def _point(self, number: int) -> PointStruct:
        resume, mentions, chunks = self._resume(number)
        title = self._title(resume.titles)
        sparse = self._sparse(mentions)
        return document_point(resume, self._origin(number), mentions, chunks, title, sparse)

    def _title(self, titles: Sequence[str]) -> Vectors | None:
        """The mean of the vectors of the titles, the first counting most.

        In place of encoding them together, which would take longer than all else here.
        """
        if not titles:
            return None
        rows = np.stack([self._titles[title] for title in titles[: len(_TITLE_WEIGHTS)]])
        mean = np.array(_TITLE_WEIGHTS[: len(rows)], np.float32) @ rows
        unit: Vectors = (mean / np.linalg.norm(mean)).astype(np.float32)
        return unit

    def _origin(self, number: int) -> Origin:
        name = f"mixed-{self._seed}-{number:07}"
        return Origin(self._tenant, "resume", name, f"{name}.txt", name, "mixed")

    def _resume(self, number: int) -> tuple[Resume, list[Mention], Vectors]:
        chance = np.random.default_rng([self._seed, number])
        first = int(chance.integers(len(self._parents)))
        others = chance.choice(
            self._like[first], size=min(int(chance.integers(1, 3)), len(self._like[first])),
            replace=False,
        )  # fmt: skip
        family = [self._parents[first], *(self._parents[int(other)] for other in others)]
        return _mixed(family, chance)


def _nearest(whole: Vectors) -> list[list[int]]:
    cosines = whole @ whole.T
    np.fill_diagonal(cosines, -np.inf)
    count = min(LIKE, len(whole) - 1)
    nearest: list[list[int]] = np.argsort(-cosines, axis=1, kind="stable")[:, :count].tolist()
    return nearest


def _mixed(
    family: Sequence[Portrait], chance: np.random.Generator
) -> tuple[Resume, list[Mention], Vectors]:
    first = family[0]
    as_of = date.fromisoformat(first.payload["as_of"] or "2020-01-01") + timedelta(
        days=int(chance.integers(-MOST_DAYS, MOST_DAYS + 1))
    )
    later = [_months(as_of) - _months(_day(parent)) for parent in family]
    text, pieces, mentions, experience = _written(family, _choose(family, chance), later)
    rows = [family[parent].chunks[piece] for parent, piece in pieces]
    day = as_of.isoformat()
    years = years_in([(e.start, e.end, e.current) for e in experience], day)
    if years is None and first.payload["years"] is not None:
        years = max(0.0, round(first.payload["years"] + float(chance.normal(0, 2)), 1))
    rank = first.payload["seniority_rank"]
    if rank and chance.random() < 0.2:
        rank = int(np.clip(rank + chance.choice((-1, 1)), 1, len(_SENIORITY) - 1))
    quality = first.payload["quality"]
    resume = Resume(
        text=text,
        as_of=day,
        quality=Quality(quality, quality, quality, quality, "en"),
        sections=(),
        pieces=tuple(pieces.values()),
        titles=_titles(family, chance),
        experience=experience,
        years=years,
        education=first.education,
        education_level=first.payload["education_level"],
        languages=first.languages,
        location=str(chance.choice(PLACES)) if chance.random() < SAID else "",
        seniority=_SENIORITY[rank],
    )
    return resume, mentions, np.stack(rows)


def _day(parent: Portrait) -> date:
    return date.fromisoformat(parent.payload["as_of"] or "2020-01-01")


def _months(day: date) -> int:
    return day.year * 12 + day.month - 1


def _choose(family: Sequence[Portrait], chance: np.random.Generator) -> list[_Chosen]:
    """In the order of a resume: by section, the first parent's before the others'."""
    share = KEPT_OF_OTHERS / (len(family) - 1)
    kept = [
        _Chosen(number, block)
        for number, parent in enumerate(family)
        for block in parent.blocks
        if chance.random() < (share if number else KEPT_OF_FIRST)
    ]
    if not kept:
        kept = [_Chosen(0, block) for block in family[0].blocks]
    return sorted(kept, key=lambda one: _SECTIONS.index(one.block.section))


def _written(
    family: Sequence[Portrait], chosen: Sequence[_Chosen], later: Sequence[int]
) -> tuple[str, dict[tuple[int, int], Piece], list[Mention], tuple[Experience, ...]]:
    """The text, its pieces by (parent, number there), what they name, and the positions held."""
    pieces: dict[tuple[int, int], Piece] = {}
    mentions: list[Mention] = []
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    length = 0
    for one in chosen:
        parent = family[one.parent]
        begin = length
        for number in one.block.pieces:
            old = parent.pieces[number]
            new = replace(old, start=length, end=length + len(old.text))
            mentions += [
                _moved(mention, old, new, len(pieces))
                for mention in parent.mentions.get(number, ())
            ]
            pieces[one.parent, number] = new
            length = new.end + 1
        if one.block.position is not None:
            held = (one.parent, one.block.position)
            spans[held] = (spans.get(held, (begin, 0))[0], length)
    experience = tuple(
        replace(
            family[parent].experience[number],
            start=_later(family[parent].experience[number].start, later[parent]),
            end=_later(family[parent].experience[number].end, later[parent]),
            start_offset=start,
            end_offset=end,
        )
        for (parent, number), (start, end) in spans.items()
    )
    return "\n".join(piece.text for piece in pieces.values()), pieces, mentions, experience


def _moved(mention: Mention, old: Piece, new: Piece, number: int) -> Mention:
    """The mention in its piece's new place.

    A piece's text has its white space collapsed, so what is named may stand further left in it than
    it did in the original.
    """
    named = " ".join(mention.text.split())
    offset = mention.start - old.start
    place = max(new.text.rfind(named, 0, offset + len(mention.text)), 0)
    return replace(
        mention,
        start=new.start + place,
        end=min(new.start + place + len(named), new.end),
        text=named,
        piece=number,
        sentence_start=new.start,
        sentence_end=new.end,
    )


def _later(written: str, months: int) -> str:
    """A month or year, so many months later; what is not known stays so."""
    if not written:
        return ""
    year, _, month = written.partition("-")
    moved = int(year) * 12 + (int(month[:2]) - 1 if month else 6) + months
    return f"{moved // 12:04}-{moved % 12 + 1:02}" if month else f"{moved // 12:04}"


def _titles(family: Sequence[Portrait], chance: np.random.Generator) -> tuple[str, ...]:
    """The first parent's latest title, and some of all others'."""
    own = family[0].titles[:1]
    rest = sorted({title for parent in family for title in parent.titles} - set(own))
    count = min(len(rest), int(chance.integers(0, 4)))
    drawn = chance.choice(len(rest), size=count, replace=False).tolist() if count else []
    return (*own, *(rest[number] for number in drawn))
