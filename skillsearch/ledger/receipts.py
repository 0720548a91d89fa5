"""Answers that can be replayed: the last of each tenant, and no one in them who was erased."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, insert, or_, select, update

from skillsearch.documents import DocumentKind
from skillsearch.errors import NotFound
from skillsearch.ledger.cleaning import storable
from skillsearch.ledger.database import Database, iso
from skillsearch.ledger.job_rows import new_job_id
from skillsearch.ledger.receipt import NewReceipt, RankedHit, Receipt
from skillsearch.ledger.rows import as_json
from skillsearch.ledger.schema import documents, receipts

__all__ = ["Receipts", "forget_in_receipts", "in_receipts"]

_SHORTEST_ID = 6
"""Characters of an id that are enough to look for it."""

_SHORTEST_NAME = 4
"""A shorter name is not looked for in the words of a query: it is part of too many."""


class Receipts(Database):
    """A ledger that remembers answers."""

    def keep_receipt(self, tenant: str, new: NewReceipt, keep: int) -> Receipt:
        """Keep an answer, and of the tenant's only the last ``keep`` (at least one)."""
        now = self.clock()
        made = new_job_id(now)
        values = {
            "id": made,
            "tenant": tenant,
            "created": iso(now),
            "kind": new.kind,
            "query": as_json(dict(new.query)),
            "named": as_json(list(new.named)),
            "asking": new.asking,
            "request": as_json(dict(new.request)),
            "stamp": as_json(dict(new.stamp)),
            "hits": as_json([asdict(hit) for hit in new.hits]),
            "shown": len(new.hits),
        }
        own = receipts.c.tenant == tenant
        newest = select(receipts.c.id).where(own).order_by(receipts.c.id.desc())
        with self.writing() as connection:
            connection.execute(insert(receipts).values(**values))
            last = connection.scalar(newest.offset(keep).limit(1))
            if last is not None:
                connection.execute(delete(receipts).where(own, receipts.c.id <= last))
        return _receipt(values)

    def receipt(self, tenant: str, name: str) -> Receipt:
        """The receipt of an id, or of as much of its beginning or end as only one has.

        Raises :class:`NotFound` where none or several go by it.
        """
        wanted = storable(name.strip().lower())
        named: ColumnElement[bool] = receipts.c.id == wanted
        if len(wanted) >= _SHORTEST_ID:
            named = or_(
                receipts.c.id.startswith(wanted, autoescape=True),
                receipts.c.id.endswith(wanted, autoescape=True),
            )
        query = select(receipts).where(receipts.c.tenant == tenant, named).limit(2)
        with self.reading() as connection:
            rows = connection.execute(query).mappings().all()
        if len(rows) != 1:
            what = "There is no receipt" if not rows else "Several receipts go by"
            raise NotFound(
                f"{what} {name!r}.",
                remedy="Give its whole id, as the answer shows it. The last of each tenant are "
                "kept (SKILLSEARCH_RECEIPTS), and none that rests on somebody who was erased.",
            )
        return _receipt(rows[0])

    def receipts_with(self, point_id: str) -> int:
        """How many receipts tell of a document, as a hit or as what they rest on."""
        with self.reading() as connection:
            return sum(1 for _ in in_receipts(connection, point_id))


def in_receipts(connection: Connection, point_id: str) -> Iterator[RowMapping]:
    """Rows of receipts that tell of a document."""
    if point_id:
        point = storable(point_id)
        about = or_(receipts.c.hits.contains(point, autoescape=True),
                    receipts.c.named.contains(point, autoescape=True))  # fmt: skip
        yield from connection.execute(select(receipts).where(about)).mappings().all()


def forget_in_receipts(
    connection: Connection,
    tenant: str,
    kind: DocumentKind,
    external_id: str,
    point_id: str,
) -> int:
    """Take a document out of all receipts, before its row in the ledger goes; how many changed.

    A receipt that rests on it (it asked, it was an example, its name stands in the query) goes
    altogether; of another the hit goes, and its rank stays empty.
    """
    changed = 0
    for row in list(in_receipts(connection, point_id)):
        this = receipts.c.id == row["id"]
        if point_id in json.loads(row["named"]):
            connection.execute(delete(receipts).where(this))
        else:
            rest = [hit for hit in json.loads(row["hits"]) if hit["id"] != point_id]
            connection.execute(update(receipts).where(this).values(hits=as_json(rest)))
        changed += 1
    names = _names(connection, tenant, kind, external_id)
    if names:
        told = or_(*(receipts.c.query.icontains(name, autoescape=True) for name in names))
        gone = delete(receipts).where(receipts.c.tenant == tenant, told)
        changed += connection.execute(gone).rowcount
    return changed


def _names(
    connection: Connection, tenant: str, kind: DocumentKind, external_id: str
) -> Collection[str]:
    """What a query may call a document by, as JSON writes it."""
    of = documents.c.tenant == tenant, documents.c.kind == kind
    query = select(documents.c.personal).where(*of, documents.c.external_id == external_id)
    personal = json.loads(connection.scalar(query) or "[]")
    told = {external_id, *(text for what, _, _, text in personal if what in _TELLING)}
    return sorted(json.dumps(name)[1:-1] for name in told if len(name) >= _SHORTEST_NAME)


_TELLING = ("name", "email", "phone", "id_number")


def _receipt(row: RowMapping | dict[str, Any]) -> Receipt:
    return Receipt(
        id=row["id"],
        tenant=row["tenant"],
        created=row["created"],
        kind=row["kind"],
        query=json.loads(row["query"]),
        named=tuple(json.loads(row["named"])),
        asking=row["asking"],
        request=json.loads(row["request"]),
        stamp=json.loads(row["stamp"]),
        hits=tuple(RankedHit(**hit) for hit in json.loads(row["hits"])),
        shown=row["shown"],
    )
