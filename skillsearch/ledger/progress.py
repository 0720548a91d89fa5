"""What a worker reports of an item that it holds.

Every change is made only if the item still carries the worker's claim. A worker that comes too
late changes nothing and is told so by False: somebody else has the item, or it is at its end.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from skillsearch.ledger.cleaning import storable
from skillsearch.ledger.database import iso
from skillsearch.ledger.documents import put_document
from skillsearch.ledger.finishing import Finishing
from skillsearch.ledger.job_rows import lock_job
from skillsearch.ledger.leases import RELEASED
from skillsearch.ledger.records import (
    ENTRY,
    HELD,
    MAX_ATTEMPTS,
    Item,
    ItemState,
    NewDocument,
    Outcome,
    Settlement,
)
from skillsearch.ledger.rows import as_json
from skillsearch.ledger.schema import documents, items, parsed

__all__ = ["Progress"]

# Built once: to build a statement takes longer than to carry it out.
_MINE = update(items).where(
    items.c.id == bindparam("this_item"), items.c.claim == bindparam("this_claim")
)
_PAYLOAD = delete(parsed).where(parsed.c.item == bindparam("this_item"))


class Progress(Finishing):
    """The way of an item through the stages to its end."""

    def parsed(self, item: Item, sha256: str, payload: bytes) -> bool:
        """The item is parsed; ``payload`` is kept for the next stage until the item ends."""
        with self.writing() as connection:
            reached = _advance(connection, item, self.clock(), state="parsed", sha256=sha256)
            if reached == "parsed":
                _forget_payload(connection, item)
                connection.execute(insert(parsed), {"item": item.id, "payload": payload})
        return reached is not None

    def parsed_payload(self, of: Iterable[Item]) -> list[bytes]:
        """What was parsed of each item; ``b""`` for one that has come to its end meanwhile."""
        ids = [item.id for item in of]
        with self.reading() as connection:
            query = select(parsed.c.item, parsed.c.payload).where(parsed.c.item.in_(ids))
            found = {number: bytes(payload) for number, payload in connection.execute(query)}
        return [found.get(number, b"") for number in ids]

    def embedded(self, item: Item, spool: str) -> bool:
        """The vectors of the item wait in ``spool`` to be written."""
        return self.embedded_all([item], spool)[0]

    def embedded_all(self, held: Sequence[Item], spool: str) -> list[bool]:
        """The vectors of all these items wait in one ``spool``; False for those held no more."""
        reached: dict[int, ItemState | None] = {}
        with self.writing() as connection:
            for item in sorted(held, key=lambda each: (each.job, each.id)):
                changed = _advance(connection, item, self.clock(), state="embedded", spool=spool)
                reached[item.id] = changed
        return [reached[item.id] is not None for item in held]

    def settle(
        self,
        item: Item,
        state: Outcome,
        document: NewDocument | None = None,
        *,
        duplicate_of: Sequence[str] = (),
    ) -> bool:
        """The item has come to a good end; its document and its state change in one step.

        Also in a job that was cancelled meanwhile: it says what is indexed.
        """
        return self.settle_all([Settlement(item, state, document, tuple(duplicate_of))])[0]

    def settle_all(self, settlements: Sequence[Settlement]) -> list[bool]:
        """Many such ends in one transaction, which is a lot faster."""
        settled: dict[int, bool] = {}
        with self.writing() as connection:
            # In one order everywhere: two workers with the same documents do not wait in a circle.
            for one in sorted(settlements, key=lambda each: (each.item.external_id, each.item.id)):
                settled[one.item.id] = self._settle(connection, one)
        self.finish_jobs({one.item.job for one in settlements})
        return [settled[one.item.id] for one in settlements]

    def quarantine(self, item: Item, reason: str, message: str) -> bool:
        """The document is set aside with a reason."""
        return self._end(item, "quarantined", reason, message)

    def fail(self, item: Item, reason: str, message: str) -> bool:
        """The item is a dead letter: trying again would not help."""
        return self._end(item, "failed", reason, message)

    def defer(
        self, item: Item, message: str, seconds: float, *, max_attempts: int = MAX_ATTEMPTS
    ) -> bool:
        """The stage did not work this time; it is tried again after so many seconds.

        After ``max_attempts`` in all the item is ``failed`` with the reason ``gave-up``.
        """
        now = self.clock()
        tries = item.attempts + 1
        if tries >= max_attempts:
            return self._end(item, "failed", "gave-up", message, attempts=tries)
        stage = next(stage for stage, held in HELD.items() if held == item.state)
        with self.writing() as connection:
            reached = _advance(
                connection,
                item,
                now,
                state=ENTRY[stage],
                message=storable(message),
                attempts=tries,
                not_before=now + seconds,
            )
        return reached is not None

    def _settle(self, connection: Connection, one: Settlement) -> bool:
        item, document = one.item, one.document
        if document is None and one.state != "unchanged":
            raise ValueError(f"an item that is {one.state} needs its document")
        point = document.point_id if document else _point_of(connection, item)
        if not _change(
            connection,
            item,
            state=one.state,
            point_id=point,
            sha256=document.sha256 if document else item.sha256,
            duplicate_of=as_json(one.duplicate_of),
            **_ended(self.clock()),
        ):
            return False
        _forget_payload(connection, item)
        if document:
            put_document(connection, document, iso(self.clock()))
        return True

    def _end(self, item: Item, state: str, reason: str, message: str, **changes: Any) -> bool:
        changes |= {"state": state, "reason": reason, **_ended(self.clock())}
        changes |= {"message": storable(message)}
        with self.writing() as connection:
            if not _change(connection, item, **changes):
                return False
            _forget_payload(connection, item)
        self.finish_jobs([item.job])
        return True


def _advance(
    connection: Connection, item: Item, now: float, state: ItemState, **changes: Any
) -> ItemState | None:
    """Give an item back unfinished; in a cancelled job it ends here. The state it came to.

    The stage is passed, so that its tries count no more, unless ``changes`` count one.
    """
    if "attempts" not in changes:
        changes |= {"attempts": 0, "crashes": 0, "message": "", "not_before": 0.0}
    if lock_job(connection, item.job, share=True).state == "cancelled":
        state, changes = "cancelled", _ended(now)
        _forget_payload(connection, item)
    changed = _change(connection, item, **{**RELEASED, **changes, "state": state})
    return state if changed else None


def _change(connection: Connection, item: Item, **changes: Any) -> bool:
    """Change an item that is still held by this claim."""
    mine = {"this_item": item.id, "this_claim": item.claim}
    return bool(item.claim) and connection.execute(_MINE, mine | changes).rowcount == 1


def _forget_payload(connection: Connection, item: Item) -> None:
    connection.execute(_PAYLOAD, {"this_item": item.id})


def _point_of(connection: Connection, item: Item) -> str:
    """The point of the document that is indexed under the name of the item, "" for none."""
    named = (
        documents.c.tenant == item.tenant,
        documents.c.kind == item.kind,
        documents.c.external_id == item.external_id,
    )
    return connection.scalar(select(documents.c.point_id).where(*named)) or ""


def _ended(now: float) -> dict[str, Any]:
    return {"finished": iso(now), "spool": "", "not_before": 0.0, "message": "", **RELEASED}
