"""Jobs, items and documents: what was asked for, how far it is, what is indexed.

``Ledger`` and ``simhash64`` are imported when they are first asked for: SQLAlchemy and numpy take
a while.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from skillsearch.ledger.opening import open_ledger
from skillsearch.ledger.receipt import NewReceipt, RankedHit, Receipt
from skillsearch.ledger.records import (
    MAX_ATTEMPTS,
    Counts,
    Document,
    Duplicate,
    Erased,
    Item,
    ItemState,
    Job,
    JobState,
    NewDocument,
    NewItem,
    Outcome,
    Rate,
    Settlement,
    Stage,
)
from skillsearch.ledger.verdicts import Decision, NewDecision, Verdict

if TYPE_CHECKING:
    from skillsearch.ledger.ledger import Ledger
    from skillsearch.ledger.simhash import simhash64

__all__ = [
    "MAX_ATTEMPTS",
    "Counts",
    "Decision",
    "Document",
    "Duplicate",
    "Erased",
    "Item",
    "ItemState",
    "Job",
    "JobState",
    "Ledger",
    "NewDecision",
    "NewDocument",
    "NewItem",
    "NewReceipt",
    "Outcome",
    "RankedHit",
    "Rate",
    "Receipt",
    "Settlement",
    "Stage",
    "Verdict",
    "open_ledger",
    "simhash64",
]


def __getattr__(name: str) -> Any:
    if name == "Ledger":
        from skillsearch.ledger.ledger import Ledger

        return Ledger
    if name == "simhash64":
        from skillsearch.ledger.simhash import simhash64

        return simhash64
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
