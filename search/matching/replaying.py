"""An answer asked for again: the same ranking, or exactly what changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from search.matching.diversity import diversified
from search.matching.masking import shown_names
from search.matching.matcher import Matcher
from search.matching.need import need_from
from search.matching.ranking import Scored, score_documents
from search.matching.receipts import stamp_of
from search.matching.since import UNEXPLAINED, Became, Change, HitChange, changes_since
from search.open_index import OpenIndex
from search.request import Page
from skillsearch.errors import NotFound, QueryError
from skillsearch.ledger.receipt import RankedHit, Receipt
from skillsearch.store.models import Filter, HasIdCondition, Record

if TYPE_CHECKING:
    from skillsearch.ledger.ledger import Ledger

__all__ = ["Replay", "replay"]


@dataclass(frozen=True, slots=True)
class Replay:
    """``same``: every rank and score is as it was. ``hits`` are in today's order, then the rest."""

    receipt: str
    created: str
    same: bool
    changes: tuple[Change, ...]
    hits: tuple[HitChange, ...]

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return asdict(self)


def replay(
    index: OpenIndex, ledger: Ledger, receipt: Receipt, asking: Record | None = None
) -> Replay:
    """Ask what ``receipt`` holds once more, and compare.

    ``asking`` is the document that asked, where it was not indexed. Raises
    :class:`~skillsearch.errors.QueryError` where it is missing, or is given and did not ask,
    :class:`~skillsearch.errors.NotFound` where another document that it rests on is gone, and what
    a search raises.
    """
    _check_asking(receipt, asking)
    need, request = need_from(receipt.query), receipt.request
    page = Page(request["limit"], request["offset"])
    matcher = Matcher.open(
        index,
        receipt.kind,
        receipt.tenant,
        taxonomies=request["taxonomies"],
        language=request["language"],
    )
    try:
        asking = matcher.asking(need) if asking is None else asking
        asked = matcher.asked(need, asking)
        condition = matcher.condition(need)
    except NotFound as error:
        raise NotFound(
            f"The answer rests on a document that is not indexed any more. {error.message}",
            remedy=f"Index it again; or see what it was: skillsearch replay {receipt.id} --show.",
        ) from None
    ranking = matcher.rank(asked, condition, page.offset + page.limit)
    if request["diversity"]:
        ranking = diversified(index.store, matcher.documents, ranking, request["diversity"])
    now = dict(enumerate(ranking[page.offset :], page.offset + 1))

    was = {hit.id: hit for hit in receipt.hits}
    here = {scored.document.id for scored in now.values()}
    store, name = index.store, matcher.documents.name
    records = {
        record.id: record
        for record in store.retrieve(
            name,
            [*here, *(point for point in was if point not in here)],
            with_payload=["tenant", "external_id", "external_id_masked", "source",
                          "source_masked", "sha256", "pipeline"],
        )
    }  # fmt: skip
    left = [point for point in was if point not in here and point in records]
    passing = _passing(index, name, condition, left)
    scores = {
        scored.document.id: scored.score
        for scored in score_documents(
            store, matcher.documents, asked, left, matcher.space, matcher.model
        )
    }
    new = [point for point in here if point not in was]
    added = {
        document.point_id
        for document in ledger.find_documents(new, receipt.tenant)
        if document.indexed > receipt.created
    }
    hits = (
        *_present(now, was, records, added, receipt),
        *_absent(receipt, here, records, passing, scores),
    )
    same = all((hit.rank, hit.score) == (hit.rank_was, hit.score_was) for hit in hits)
    total = store.count(name, filter=condition)
    changes = changes_since(receipt, stamp_of(matcher), total, hits, asking)
    if not same and not changes:
        changes.append(Change("order", "", "", UNEXPLAINED))
    return Replay(receipt.id, receipt.created, same, tuple(changes), hits)


def _check_asking(receipt: Receipt, asking: Record | None) -> None:
    noun, flag = (
        ("posting", "--posting FILE")
        if receipt.kind == "resume"
        else ("resume", "--candidate FILE")
    )
    if receipt.asking and asking is None:
        raise QueryError(
            f"What asked was a {noun} that is not indexed, and of which only the SHA-256 is kept: "
            f"{receipt.asking[:16]}….",
            remedy=f"Give it again: {flag} (over HTTP: {noun}_text).",
        )
    if asking is not None and not receipt.asking:
        raise QueryError(
            "This receipt needs no document to be replayed: none asked, or one that is indexed.",
            remedy="Leave it out.",
        )


def _passing(index: OpenIndex, name: str, condition: Filter, points: Sequence[str]) -> set[str]:
    if not points:
        return set()
    among = Filter(must=[condition, HasIdCondition(list(points))])
    found, _ = index.store.scroll(name, filter=among, limit=len(points), with_payload=False)
    return {record.id for record in found}


def _present(
    now: Mapping[int, Scored],
    was: Mapping[str, RankedHit],
    records: Mapping[str, Record],
    added: Collection[str],
    receipt: Receipt,
) -> Iterator[HitChange]:
    for rank, scored in now.items():
        point = scored.document.id
        record, hit = records[point], was.get(point)
        became: Became = "added" if point in added else "entered"
        if hit is not None:
            became = _became(hit, rank, scored, record)
        yield HitChange(
            id=point,
            external_id=shown_names(record, receipt.kind)[0],
            became=became,
            rank_was=None if hit is None else hit.rank,
            rank=rank,
            score_was=None if hit is None else hit.score,
            score=scored.score,
        )


def _became(hit: RankedHit, rank: int, scored: Scored, record: Record) -> Became:
    if record.payload["sha256"] != hit.sha256:
        return "changed"
    if (hit.rank, hit.score) == (rank, scored.score):
        return "same"
    if record.payload["pipeline"] != hit.pipeline:
        return "reread"
    return "moved" if hit.score == scored.score else "rescored"


def _absent(
    receipt: Receipt,
    here: Collection[str],
    records: Mapping[str, Record],
    passing: Collection[str],
    scores: Mapping[str, float | None],
) -> Iterator[HitChange]:
    for hit in receipt.hits:
        if hit.id in here:
            continue
        record = records.get(hit.id)
        if record is None:
            yield HitChange(hit.id, "", "gone", hit.rank, None, hit.score, None)
            continue
        became: Became = "left" if hit.id in passing else "excluded"
        if record.payload["sha256"] != hit.sha256:
            became = "changed"
        name = shown_names(record, receipt.kind)[0]
        yield HitChange(hit.id, name, became, hit.rank, None, hit.score, scores.get(hit.id))
    for rank in receipt.erased:
        yield HitChange("", "", "erased", rank, None, None, None)
