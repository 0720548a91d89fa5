"""The documents that are indexed, as they are now."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, insert, or_, select

from skillsearch.documents import DocumentKind
from skillsearch.ledger.cleaning import storable, storable_text
from skillsearch.ledger.database import Database
from skillsearch.ledger.records import Document, NewDocument
from skillsearch.ledger.rows import document_of, personal_json, signed
from skillsearch.ledger.schema import contacts, documents
from skillsearch.ledger.simhash import bands

__all__ = ["Documents", "put_document"]


class Documents(Database):
    """The documents of a ledger; with each comes its whole text, personal data in it."""

    def document(self, tenant: str, kind: DocumentKind, external_id: str) -> Document | None:
        """The document of a name, None if none is indexed."""
        named = documents.c.tenant == tenant, documents.c.kind == kind
        name = documents.c.external_id == storable(external_id)
        return next(iter(self._found(*named, name)), None)

    def document_by_point(self, point_id: str) -> Document | None:
        """The document of a point, None if none is indexed."""
        return next(iter(self._found(documents.c.point_id == storable(point_id))), None)

    def find_documents(self, ids: Iterable[str], tenant: str | None = None) -> list[Document]:
        """The documents that any of the ids names, as point or as external id, by point id."""
        names = [storable(name) for name in ids]
        named = or_(documents.c.point_id.in_(names), documents.c.external_id.in_(names))
        return self._found(named, *_of_tenant(tenant))

    def documents(
        self,
        tenant: str | None = None,
        kind: DocumentKind | None = None,
        after: str = "",
        limit: int = 100,
    ) -> list[Document]:
        """Documents by point id, those after the point ``after``: to index all of them again."""
        chosen = [documents.c.point_id > after, *_of_tenant(tenant), *_of_kind(kind)]
        return self._found(*chosen, limit=limit)

    def count_documents(self, tenant: str | None = None, kind: DocumentKind | None = None) -> int:
        """How many documents are indexed."""
        query = select(func.count()).select_from(documents)
        with self.reading() as connection:
            chosen = query.where(*_of_tenant(tenant), *_of_kind(kind))
            return connection.scalar(chosen) or 0

    def _found(self, *conditions: ColumnElement[bool], limit: int | None = None) -> list[Document]:
        query = select(documents).where(*conditions).order_by(documents.c.point_id).limit(limit)
        with self.reading() as connection:
            rows = connection.execute(query).mappings().all()
            keys = _contact_keys(connection, [row["point_id"] for row in rows])
        return [document_of(row, keys.get(row["point_id"], ())) for row in rows]


def put_document(connection: Connection, document: NewDocument, indexed: str) -> None:
    """Write a document in place of what the ledger has of its point."""
    values: dict[str, Any] = {
        "point_id": document.point_id,
        "tenant": document.tenant,
        "kind": document.kind,
        "external_id": storable(document.external_id),
        "source": storable(document.source),
        "sha256": document.sha256,
        "pipeline": document.pipeline,
        "text": storable_text(document.text),
        "record": document.record,
        "personal": personal_json(document.personal),
        "simhash": signed(document.simhash, 64),
        "indexed": indexed,
    }
    values |= {f"band{number}": band for number, band in enumerate(bands(document.simhash))}
    connection.execute(_NO_CONTACTS, {"this_point": document.point_id})
    connection.execute(_upsert(connection.dialect.name), values)
    if document.contact_keys:
        rows = [{"point_id": document.point_id, "key": key} for key in set(document.contact_keys)]
        connection.execute(insert(contacts), rows)


_NO_CONTACTS = delete(contacts).where(contacts.c.point_id == bindparam("this_point"))


@cache
def _upsert(dialect_name: str) -> Any:
    dialect: Any
    if dialect_name == "postgresql":
        from sqlalchemy.dialects import postgresql as dialect
    else:
        from sqlalchemy.dialects import sqlite as dialect
    statement = dialect.insert(documents)
    return statement.on_conflict_do_update(
        index_elements=["point_id"],
        set_={column.name: statement.excluded[column.name] for column in documents.c},
    )


def _contact_keys(connection: Connection, points: list[str]) -> dict[str, tuple[str, ...]]:
    query = select(contacts).where(contacts.c.point_id.in_(points)).order_by(contacts.c.key)
    found: dict[str, tuple[str, ...]] = {}
    for point, key in connection.execute(query):
        found[point] = (*found.get(point, ()), key)
    return found


def _of_tenant(tenant: str | None) -> list[ColumnElement[bool]]:
    return [] if tenant is None else [documents.c.tenant == tenant]


def _of_kind(kind: DocumentKind | None) -> list[ColumnElement[bool]]:
    return [] if kind is None else [documents.c.kind == kind]
