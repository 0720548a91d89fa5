"""What the ledger keeps, as values: jobs, their items, and the documents that they became.

Times are ISO 8601 in UTC with milliseconds, "" for what has not happened, except ``not_before``:
seconds since 1970, because it is compared and never shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final, Literal, get_args

from skillsearch.documents import DocumentKind, Personal

__all__ = [
    "ENTRY",
    "ERASED",
    "FINAL",
    "HELD",
    "MAX_ATTEMPTS",
    "UNFINISHED",
    "Counts",
    "Document",
    "Duplicate",
    "Erased",
    "Item",
    "ItemState",
    "Job",
    "JobState",
    "NewDocument",
    "NewItem",
    "Outcome",
    "Rate",
    "Settlement",
    "Stage",
]

JobState = Literal["open", "running", "done", "cancelled"]
"""``open``: nothing of it was begun yet; ``done``: all is given, and all of that is finished."""

Stage = Literal["parse", "embed", "write"]

ItemState = Literal[
    "waiting",
    "parsing",
    "parsed",
    "embedding",
    "embedded",
    "writing",
    "done",
    "changed",
    "unchanged",
    "quarantined",
    "failed",
    "cancelled",
]
"""In the order in which an item passes through them; the last six are final."""

Outcome = Literal["done", "changed", "unchanged"]

ENTRY: Final[dict[Stage, ItemState]] = {"parse": "waiting", "embed": "parsed", "write": "embedded"}
"""The state in which an item waits for a stage."""

HELD: Final[dict[Stage, ItemState]] = {"parse": "parsing", "embed": "embedding", "write": "writing"}
"""The state of an item that a worker of the stage holds."""

UNFINISHED: Final[tuple[ItemState, ...]] = get_args(ItemState)[:6]
FINAL: Final[tuple[ItemState, ...]] = get_args(ItemState)[6:]

ERASED: Final = "(erased)"
"""What stands in place of a name that was erased."""

MAX_ATTEMPTS: Final = 5
"""How often a stage is tried for one item before it is given up."""


@dataclass(frozen=True, slots=True)
class Job:
    """A bulk request. ``label`` says to people what was given; ``given`` counts its items.

    ``id`` is a UUID of version 7: jobs sort by age. ``sealed``: nothing will be added.
    """

    id: str
    tenant: str
    kind: DocumentKind
    state: JobState
    label: str
    options: Mapping[str, Any]
    created: str
    started: str = ""
    finished: str = ""
    sealed: bool = False
    given: int = 0


@dataclass(frozen=True, slots=True)
class NewItem:
    """A document to be; ``reference`` is what its source needs to find it again."""

    external_id: str
    source: str
    reference: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """One document of one job. ``number`` counts from 1 within the job.

    ``claim`` is what a worker shows to change the item, "" where nobody holds it. ``attempts``
    counts the tries of the present stage that came to nothing. ``spool`` names the vectors that
    wait to be written.
    """

    id: int
    job: str
    tenant: str
    kind: DocumentKind
    number: int
    external_id: str
    source: str
    reference: Mapping[str, Any]
    state: ItemState
    reason: str = ""
    message: str = ""
    attempts: int = 0
    not_before: float = 0.0
    sha256: str = ""
    point_id: str = ""
    duplicate_of: tuple[str, ...] = ()
    started: str = ""
    finished: str = ""
    spool: str = ""
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items of a job are in each state."""

    waiting: int = 0
    parsing: int = 0
    parsed: int = 0
    embedding: int = 0
    embedded: int = 0
    writing: int = 0
    done: int = 0
    changed: int = 0
    unchanged: int = 0
    quarantined: int = 0
    failed: int = 0
    cancelled: int = 0

    @property
    def given(self) -> int:
        """All of them."""
        return sum(asdict(self).values())

    @property
    def unfinished(self) -> int:
        """Those that are not final."""
        return sum(getattr(self, state) for state in UNFINISHED)

    def as_dict(self) -> dict[str, int]:
        """The five outcomes; ``cancelled`` and ``waiting`` (all unfinished) where there are any.

        The values always add up to what was given.
        """
        shown = {
            "done": self.done,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "quarantined": self.quarantined,
            "failed": self.failed,
        }
        rest = {"cancelled": self.cancelled, "waiting": self.unfinished}
        return shown | {name: count for name, count in rest.items() if count}


@dataclass(frozen=True, slots=True)
class Rate:
    """Items finished per second over the last minute, and seconds left; None where unknown."""

    per_second: float | None
    seconds_left: float | None


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document as it is indexed. ``text`` is whole: personal data is in it.

    ``record`` is the compressed JSON of its Resume or Posting, ``pipeline`` the version of what
    made it, ``simhash`` that of :func:`skillsearch.ledger.simhash.simhash64`, and ``contact_keys``
    those of :meth:`skillsearch.ledger.ledger.Ledger.contact_keys`.
    """

    point_id: str
    tenant: str
    kind: DocumentKind
    external_id: str
    source: str
    sha256: str
    pipeline: str
    text: str
    record: bytes
    personal: tuple[Personal, ...] = ()
    contact_keys: tuple[str, ...] = ()
    simhash: int = 0


@dataclass(frozen=True, slots=True)
class Document(NewDocument):
    """A document that is indexed, and since when in this form."""

    indexed: str = ""


@dataclass(frozen=True, slots=True)
class Settlement:
    """The good end of an item; ``document`` is what it became, None for ``unchanged``."""

    item: Item
    state: Outcome
    document: NewDocument | None = None
    duplicate_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A document that is probably of the same person, or of the same vacancy.

    ``distance`` is the Hamming distance of the two simhashes, of 64 bits.
    """

    point_id: str
    external_id: str
    why: Literal["same contact", "near-identical text"]
    distance: int


@dataclass(frozen=True, slots=True)
class Erased:
    """What was removed from the ledger, and what is not the ledger's to remove.

    ``source`` is where the user keeps the original, ``spools`` are files of vectors that had not
    been written yet. ``receipts`` counts those that told of the document. ``wiped``: the bytes are
    gone from the ledger's files too; False where the database does that in its own time
    (PostgreSQL), or where it could not be done now: then
    :meth:`skillsearch.ledger.ledger.Ledger.compact` does it later.
    """

    point_id: str
    external_id: str
    source: str
    documents: int
    contact_keys: int
    items: int
    payloads: int
    receipts: int
    spools: tuple[str, ...]
    wiped: bool
