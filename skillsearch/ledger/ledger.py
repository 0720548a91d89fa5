"""The ledger: jobs, items and documents in one database."""

from __future__ import annotations

from skillsearch.ledger.claims import Claims
from skillsearch.ledger.decisions import Decisions
from skillsearch.ledger.documents import Documents
from skillsearch.ledger.duplicates import Duplicates
from skillsearch.ledger.erasing import Erasing
from skillsearch.ledger.items import Items
from skillsearch.ledger.jobs import Jobs
from skillsearch.ledger.progress import Progress
from skillsearch.ledger.pruning import Pruning
from skillsearch.ledger.receipts import Receipts

__all__ = ["Ledger"]


class Ledger(
    Jobs, Items, Claims, Progress, Documents, Duplicates, Erasing, Pruning, Decisions, Receipts
):
    """What was asked for, how far each item of it is, and what is indexed.

    | of          | methods |
    |-------------|---------|
    | jobs        | create_job, add_items, seal, job, jobs, counts, rate, cancel |
    | items       | items, ended, items_named, dead_letters, retry, spools_in_use |
    | claims      | claim, extend, waiting_work, next_work |
    | progress    | parsed, parsed_payload, embedded, settle, settle_all, quarantine, fail, defer |
    | documents   | document, document_by_point, find_documents, documents, count_documents |
    | duplicates  | contact_keys, likely_duplicates |
    | erasing     | erase, erase_items, compact, prune |
    | decisions   | decide, decisions, decisions_naming, undo_decision |
    | receipts    | keep_receipt, receipt, receipts_with |

    Every call is one short transaction, or a few. Nothing here logs.
    """
