"""A team, or everybody, against a target: who has what, what nobody has, and who would add it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from search.extraction.live import LiveExtractor
from search.gap.answers import Asked, Party
from search.gap.degrees import Degrees
from search.gap.demand import like_postings, weighed
from search.gap.documents import find_document, live_name, of_tenant
from search.gap.person import LEAST_CONFIDENCE, Holding, person_of
from search.gap.question import Against
from search.gap.standing import compare
from search.gap.team_answers import Addition, Column, Member, TeamAnswer
from search.gap.wording import asked_labels
from search.matching.skill_space import SkillSpace, skill_space
from search.open_index import OpenIndex
from skillsearch.errors import NotFound, QueryError
from skillsearch.store.models import Record
from skillsearch.store.scrolling import scroll_pages

__all__ = ["EVERYBODY", "MOST_MEMBERS", "find_team_gap"]

EVERYBODY = "all"
"""In place of ids: the whole pool is the team."""

MOST_MEMBERS = 1000
"""Ids of a team."""

MOST_READ = 50
"""A team of so many is read sentence by sentence, as one person is; of more the skills count alone:
encoding the phrases of a resume takes about a quarter of a second."""

LEAST_GAIN = 0.005

_FIELDS = ("titles", "evidence[].skill", "evidence[].confidence", "evidence[].years")


def find_team_gap(
    index: OpenIndex,
    team: Sequence[str],
    against: Against,
    *,
    tenant: str = "default",
    language: str = "en",
    shown: int = 200,
    additions: int = 5,
) -> TeamAnswer:
    """The gap of a team: ids of candidates, or just ``all``.

    ``shown`` bounds the people in the answer, those who cover most; totals count everybody. Raises
    what :func:`search.gap.gap.find_gap` raises.
    """
    if not 1 <= len(team) <= MOST_MEMBERS:
        raise QueryError(
            f"{len(team):,} people are given.",
            remedy=f"Give 1 to {MOST_MEMBERS:,} ids of candidates, or {EVERYBODY} for everybody.",
        )
    space, live = skill_space(index, language=language)
    target = against.found(index, space, live, tenant)
    like = like_postings(index, live, target, tenant)
    asked = weighed(space, target, like)
    degrees = Degrees(space, asked)
    weights = np.array([one.importance for one in asked])
    whole = tuple(team) == (EVERYBODY,)
    reader = _Reader(index, space, live, asked, tenant)
    named = {} if whole else reader.named(team)
    is_read = 0 < len(named) <= MOST_READ
    people: list[Member] = []
    pool: list[tuple[Party, NDArray[np.float64]]] = []
    for record in _candidates(index, tenant):
        holdings = list(_holdings(record))
        inside = whole or record.id in named
        row = reader.row(named[record.id]) if inside and is_read else degrees.of(holdings)
        party = _party(record, holdings)
        if inside:
            cells = tuple(round(float(d), 4) for d in row)
            people.append(Member(party, _share(row, weights), cells))
        else:
            pool.append((party, row))
    if not people:
        raise NotFound(
            "There is nobody in the index to compare.",
            remedy="Index resumes first: skillsearch index resumes PATH.",
        )
    people.sort(key=lambda member: (-member.coverage, member.person.id))
    matrix = np.array([member.degrees for member in people])
    best = matrix.max(axis=0)
    return TeamAnswer(
        target=target.party,
        coverage=_share(best, weights),
        columns=tuple(_columns(asked, matrix)),
        people=tuple(people[:shown]),
        people_total=len(people),
        lacking=tuple(one.label for one, d in zip(asked, best, strict=True) if d == 0),
        additions=_best_additions(reader, asked, weights, best, pool, additions, is_read),
        pool_total=len(pool),
        warnings=tuple(_warnings(target.warnings, len(people), shown, is_read)),
        stamp=live.stamp,
    )


class _Reader:
    """Reads candidates whole, as the gap of one person does."""

    def __init__(
        self,
        index: OpenIndex,
        space: SkillSpace,
        live: LiveExtractor,
        asked: Sequence[Asked],
        tenant: str,
    ) -> None:
        self._index, self._space, self._live = index, space, live
        self._asked, self._tenant = asked, tenant
        self._labels = asked_labels(index, asked)

    def named(self, team: Sequence[str]) -> dict[str, Record]:
        """The candidates that these ids name, by point id."""
        found = (find_document(self._index, "resume", one, self._tenant) for one in team)
        return {record.id: record for record in found}

    def row(self, record: Record) -> NDArray[np.float64]:
        """The degrees of one, (things asked,)."""
        person = person_of(record, self._live.sentences.of)
        lines = compare(self._space, person, self._asked, self._labels)
        return np.array([line.degree for line in lines])


def _best_additions(
    reader: _Reader,
    asked: Sequence[Asked],
    weights: NDArray[np.float64],
    best: NDArray[np.float64],
    pool: Sequence[tuple[Party, NDArray[np.float64]]],
    limit: int,
    is_read: bool,
) -> tuple[Addition, ...]:
    """The best of the pool by their skills; where the team was read, so are the likely ones."""
    if not is_read or not limit:
        return _additions(asked, weights, best, pool, limit)
    likely = _additions(asked, weights, best, pool, 2 * limit)
    records = reader.named([one.person.id for one in likely])
    read = [(one.person, reader.row(records[one.person.id])) for one in likely]
    return _additions(asked, weights, best, read, limit)


def _candidates(index: OpenIndex, tenant: str) -> Iterator[Record]:
    name = live_name(index, "candidates")
    if name is None:
        return
    pages = scroll_pages(index.store, name, filter=of_tenant(tenant), with_payload=_FIELDS)
    for page in pages:
        yield from page


def _holdings(record: Record) -> Iterator[Holding]:
    for entry in record.payload.get("evidence", ()):
        if entry["confidence"] >= LEAST_CONFIDENCE:
            yield Holding(entry["skill"], entry["confidence"], years=entry.get("years"))


def _party(record: Record, holdings: Sequence[Holding]) -> Party:
    titles = record.payload.get("titles") or ["untitled"]
    return Party("candidate", record.id, titles[0], sum(h.is_sure for h in holdings))


def _share(row: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    return round(float(row @ weights / weights.sum()), 4)


def _columns(asked: Sequence[Asked], matrix: NDArray[np.float64]) -> Iterator[Column]:
    for number, one in enumerate(asked):
        cells = matrix[:, number]
        held = int((cells >= 1).sum())
        yield Column(one, held, int((cells > 0).sum()) - held, round(float(cells.max()), 4))


def _additions(
    asked: Sequence[Asked],
    weights: NDArray[np.float64],
    best: NDArray[np.float64],
    pool: Sequence[tuple[Party, NDArray[np.float64]]],
    limit: int,
) -> tuple[Addition, ...]:
    """Those who raise the team's coverage most; of equals, who adds more that nobody has."""
    now = _share(best, weights)
    found = []
    for party, row in pool:
        together = np.maximum(best, row)
        after = _share(together, weights)
        if after - now < LEAST_GAIN:
            continue
        labels = [(one.label, b, d) for one, b, d in zip(asked, best, row, strict=True)]
        found.append(
            Addition(
                person=party,
                gain=round(after - now, 4),
                coverage=after,
                adds=tuple(label for label, b, d in labels if d >= 1 > b),
                improves=tuple(label for label, b, d in labels if 1 > d > b),
            )
        )
    found.sort(key=lambda one: (-one.gain, -len(one.adds), one.person.id))
    return tuple(found[:limit])


def _warnings(said: Sequence[str], total: int, shown: int, is_read: bool) -> Iterator[str]:
    yield from said
    if not is_read:
        yield (
            f"Of more than {MOST_READ} people, or of everybody, the skills found in the resumes "
            "count alone; read one by one, they may show more."
        )
    if total > shown:
        yield f"The {shown:,} people who cover most are shown; all {total:,} are counted."
