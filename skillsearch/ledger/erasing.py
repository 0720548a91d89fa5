"""A person is forgotten: document, contacts, what was parsed, receipts, the names on items."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    FromClause,
    and_,
    delete,
    func,
    select,
    update,
)

from skillsearch.documents import DocumentKind
from skillsearch.errors import LedgerUnavailable, NotFound
from skillsearch.ledger.cleaning import storable
from skillsearch.ledger.database import iso
from skillsearch.ledger.finishing import Finishing
from skillsearch.ledger.job_rows import lock_job
from skillsearch.ledger.leases import RELEASED
from skillsearch.ledger.receipts import forget_in_receipts, in_receipts
from skillsearch.ledger.records import ERASED, UNFINISHED, Erased, Job
from skillsearch.ledger.rows import as_json
from skillsearch.ledger.schema import contacts, documents, is_duplicate, items, jobs, parsed
from skillsearch.ledger.wiping import Wiping, traces

__all__ = ["Erasing"]

_SHORTEST_NAME = 4
"""A shorter name is not looked for inside the label of a job: "12" says nothing of anybody."""


class Erasing(Finishing, Wiping):
    """A ledger that can forget."""

    def erase(self, point_id: str) -> Erased:
        """Remove a document and everything that tells of it.

        Items keep their state, so that the counts of jobs still add up, and lose their names and
        messages; unfinished ones are cancelled, so that no worker brings the document back. At the
        end the ledger is asked whether anything is left, and a SQLite file is searched for the
        bytes (:mod:`skillsearch.ledger.wiping`). Raises :class:`NotFound` for a point without
        document.
        """
        name = documents.c.tenant, documents.c.kind, documents.c.external_id
        query = select(*name).where(documents.c.point_id == storable(point_id))
        with self.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise NotFound(f"There is no document {point_id!r}.", remedy="Has it been erased?")
        return self.erase_items(*row)

    def erase_items(
        self, tenant: str, kind: DocumentKind, external_id: str, point_id: str = ""
    ) -> Erased:
        """Do the same for a name, whether or not a document came of it.

        For a person whose file was quarantined or given up on. ``point_id`` is the point that the
        store has of a document which the ledger does not know. Nothing found is no error.
        """
        name = storable(external_id)
        about = _named(items, tenant, kind, name)
        of = select(items.c.id, items.c.job, items.c.source, items.c.spool).where(about)
        with self.writing() as connection:
            concerned = sorted({row.job for row in connection.execute(of)})
            held = [lock_job(connection, job) for job in concerned]
            rows = connection.execute(of.order_by(items.c.id).with_for_update()).all()
            point, source, marks = _document(connection, tenant, kind, name)
            marks |= traces([name, *(row.source for row in rows)], [])
            source = source or next((row.source for row in rows), "")
            for job in held:
                _scrub_job(connection, job, name, source)
            payloads = _delete_in(connection, parsed.c.item, [row.id for row in rows])
            scrubbed = self._scrub_items(connection, about)
            told = forget_in_receipts(connection, tenant, kind, name, point or point_id)
            keys = _delete_in(connection, contacts.c.point_id, [point])
            removed = _delete_in(connection, documents.c.point_id, [point])
            _forget_as_duplicate(connection, tenant, point)
            _prove(connection, about, point, point or point_id)
        self.finish_jobs(concerned)
        return Erased(
            point_id=point,
            external_id=name,
            source=source,
            documents=removed,
            contact_keys=keys,
            items=scrubbed,
            payloads=payloads,
            receipts=told,
            spools=tuple(sorted({row.spool for row in rows if row.spool})),
            wiped=self.wipe(marks),
        )

    def _scrub_items(self, connection: Connection, about: ColumnElement[bool]) -> int:
        unfinished = items.c.state.in_(UNFINISHED)
        stop = {"state": "cancelled", "finished": iso(self.clock()), **RELEASED}
        connection.execute(update(items).where(about, unfinished).values(**stop))
        blank = {"source": "", "reference": "{}", "message": "", "sha256": "", "spool": ""}
        blank |= {"external_id": ERASED, "duplicate_of": "[]", "point_id": ""}
        return connection.execute(update(items).where(about).values(**blank)).rowcount


def _named(table: FromClause, tenant: str, kind: DocumentKind, name: str) -> ColumnElement[bool]:
    return and_(table.c.tenant == tenant, table.c.kind == kind, table.c.external_id == name)


def _document(
    connection: Connection, tenant: str, kind: DocumentKind, name: str
) -> tuple[str, str, set[bytes]]:
    """Point and source of the document ("" where there is none), and what its bytes look like."""
    columns = documents.c.point_id, documents.c.source, documents.c.personal
    query = select(*columns, documents.c.record, documents.c.text)
    named = _named(documents, tenant, kind, name)
    row = connection.execute(query.where(named).with_for_update()).one_or_none()
    if row is None:
        return "", "", set()
    names = [row.point_id, row.source, *(span[3] for span in json.loads(row.personal))]
    return row.point_id, row.source, traces(names, [bytes(row.record), row.text.encode()])


def _delete_in(connection: Connection, column: Column[Any], values: list[Any]) -> int:
    return connection.execute(delete(column.table).where(column.in_(values))).rowcount


def _scrub_job(connection: Connection, job: Job, name: str, source: str) -> None:
    """Take the name out of what was given: a job of one file is labelled by its path."""
    names = {name, source} if job.given == 1 else {name}
    scrub = {each for each in names if len(each) >= _SHORTEST_NAME}
    changed = {
        "label": _without(job.label, scrub),
        "options": as_json(_without(dict(job.options), scrub)),
    }
    connection.execute(update(jobs).where(jobs.c.id == job.id).values(**changed))


def _without(value: Any, names: set[str]) -> Any:
    match value:
        case str():
            for name in sorted(names, key=len, reverse=True):
                value = value.replace(name, ERASED)
            return value
        case list():
            return [_without(part, names) for part in value]
        case dict():
            return {_without(key, names): _without(part, names) for key, part in value.items()}
    return value


def _forget_as_duplicate(connection: Connection, tenant: str, point: str) -> None:
    """Items that were found to be duplicates of the document lose the reference."""
    if not point:
        return
    mentions = is_duplicate, items.c.tenant == tenant, items.c.duplicate_of.contains(point)
    query = select(items.c.id, items.c.duplicate_of).where(*mentions)
    for number, listed in connection.execute(query).all():
        rest = as_json([other for other in json.loads(listed) if other != point])
        connection.execute(update(items).where(items.c.id == number).values(duplicate_of=rest))


def _prove(connection: Connection, about: ColumnElement[bool], point: str, in_answers: str) -> None:
    """Ask every table for what should be gone; the transaction is undone if anything is not."""
    left = {
        "documents": documents.c.point_id == point,
        "contacts": contacts.c.point_id == point,
        "items": about,
    }
    found = {
        table: bool(connection.scalar(select(func.count()).where(what)))
        for table, what in left.items()
    }
    found["receipts"] = any(True for _ in in_receipts(connection, in_answers))
    for table, told in found.items():
        if told:
            raise LedgerUnavailable(
                f"Not everything could be erased: the table {table} still tells of the document.",
                remedy="Nothing was changed; try again.",
                heals=True,
            )
