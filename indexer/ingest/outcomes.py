"""What became of a job's items: why some were set aside, and who is there twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from skillsearch.ledger import Ledger
    from skillsearch.ledger.records import Counts, Item, ItemState, Job

__all__ = ["Outcomes", "Why", "items_of", "outcomes"]

_PAGE = 1000


@dataclass
class Why:
    """How many items ended for one reason, and one of them."""

    count: int
    source: str
    message: str


@dataclass(frozen=True)
class Outcomes:
    """The end of a job, or how far it is. ``duplicates`` are items that look like another's."""

    job: Job
    counts: Counts
    seconds: float
    quarantined: Mapping[str, Why] = field(default_factory=dict)
    failed: Mapping[str, Why] = field(default_factory=dict)
    duplicates: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON; the values of ``counts`` add up to what was given."""
        return {
            "job": self.job.id,
            "counts": self.counts.as_dict(),
            "duplicates": self.duplicates,
            "seconds": round(self.seconds, 2),
        }


def outcomes(ledger: Ledger, job: str) -> Outcomes:
    """Look at all the items of a job."""
    found = ledger.job(job)
    quarantined: dict[str, Why] = {}
    failed: dict[str, Why] = {}
    duplicates = 0
    for item in items_of(ledger, job, ("done", "changed", "quarantined", "failed")):
        duplicates += bool(item.duplicate_of)
        if item.state in ("quarantined", "failed"):
            reasons = quarantined if item.state == "quarantined" else failed
            why = reasons.setdefault(item.reason, Why(0, item.source, item.message))
            why.count += 1
    return Outcomes(
        job=found,
        counts=ledger.counts(job),
        seconds=_seconds(found),
        quarantined=_most_first(quarantined),
        failed=_most_first(failed),
        duplicates=duplicates,
    )


def items_of(ledger: Ledger, job: str, states: Sequence[ItemState] | None = None) -> Iterator[Item]:
    """All items of a job in these states, by number, a page at a time."""
    after = 0
    while page := ledger.items(job, states, _PAGE, after):
        yield from page
        after = page[-1].number


def _most_first(reasons: dict[str, Why]) -> dict[str, Why]:
    return dict(sorted(reasons.items(), key=lambda pair: (-pair[1].count, pair[0])))


def _seconds(job: Job) -> float:
    begun = datetime.fromisoformat(job.created)
    ended = datetime.fromisoformat(job.finished) if job.finished else datetime.now(UTC)
    return max(0.0, (ended - begun).total_seconds())
