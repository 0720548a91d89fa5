"""The tables of the ledger, and how an older one becomes one of today."""

from __future__ import annotations

from collections.abc import Callable
from secrets import token_bytes
from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    insert,
    inspect,
    literal_column,
    select,
    text,
    update,
)

from skillsearch.errors import LedgerUnavailable
from skillsearch.ledger.records import HELD
from skillsearch.ledger.simhash import BAND_BITS

__all__ = [
    "CONTACT_KEYS",
    "contacts",
    "decisions",
    "documents",
    "is_current",
    "is_dead",
    "is_duplicate",
    "is_held",
    "items",
    "jobs",
    "migrate",
    "parsed",
    "receipts",
    "secrets",
]

metadata = MetaData()

# SQLite counts rows up by itself only where the type is exactly INTEGER.
_Number = BigInteger().with_variant(Integer, "sqlite")

schema = Table("ledger_schema", metadata, Column("version", Integer, nullable=False))

secrets = Table(
    "secrets",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", String, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("state", String, nullable=False),
    Column("label", Text, nullable=False),
    Column("options", Text, nullable=False),
    Column("created", String, nullable=False),
    Column("started", String, nullable=False, default=""),
    Column("finished", String, nullable=False, default=""),
    Column("sealed", Boolean, nullable=False, default=False),
    Column("given", BigInteger, nullable=False, default=0),
    Index("jobs_live", "state", "id"),
    Index("jobs_of_tenant", "tenant", "id"),
)

items = Table(
    "items",
    metadata,
    Column("id", _Number, primary_key=True, autoincrement=True),
    Column("job", ForeignKey("jobs.id"), nullable=False),
    Column("tenant", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("external_id", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Column("state", String, nullable=False),
    Column("reason", String, nullable=False, default=""),
    Column("message", Text, nullable=False, default=""),
    Column("attempts", Integer, nullable=False, default=0),
    # Tries that ended without a word: the worker died, or took longer than its lease.
    Column("crashes", Integer, nullable=False, default=0),
    Column("not_before", Float, nullable=False, default=0.0),
    Column("sha256", String, nullable=False, default=""),
    Column("point_id", String, nullable=False, default=""),
    Column("duplicate_of", Text, nullable=False, default="[]"),
    Column("started", String, nullable=False, default=""),
    Column("finished", String, nullable=False, default=""),
    Column("spool", Text, nullable=False, default=""),
    Column("claim", String, nullable=False, default=""),
    Column("worker", String, nullable=False, default=""),
    Column("lease_until", Float, nullable=False, default=0.0),
    Index("items_in_order", "job", "number", unique=True),
    Index("items_by_state", "job", "state", "number"),
    Index("items_by_name", "external_id", "job"),
    Index("items_by_end", "job", "finished"),
)

# Of partial indexes. As literals: SQLite does not recognise the condition in a query otherwise.
is_held = items.c.state.in_([literal_column(f"'{state}'") for state in HELD.values()])
is_dead = items.c.state == literal_column("'failed'")
is_duplicate = items.c.duplicate_of != literal_column("'[]'")
Index("items_held", items.c.lease_until, sqlite_where=is_held, postgresql_where=is_held)
Index("items_dead", items.c.id, sqlite_where=is_dead, postgresql_where=is_dead)
Index("items_duplicate", items.c.tenant, sqlite_where=is_duplicate, postgresql_where=is_duplicate)

parsed = Table(
    "parsed",
    metadata,
    Column("item", ForeignKey("items.id"), primary_key=True),
    Column("payload", LargeBinary, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("point_id", String, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("external_id", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("sha256", String, nullable=False),
    Column("pipeline", String, nullable=False),
    Column("simhash", BigInteger, nullable=False),  # two's complement: no engine is unsigned
    *(Column(f"band{number}", SmallInteger) for number in range(len(BAND_BITS))),
    Column("indexed", String, nullable=False),
    # What is long stands last: SQLite reads a row from its beginning.
    Column("personal", Text, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("text", Text, nullable=False),
    Index("documents_by_name", "tenant", "kind", "external_id", unique=True),
    *(Index(f"documents_band{n}", f"band{n}", "tenant", "kind") for n in range(len(BAND_BITS))),
)

contacts = Table(
    "contacts",
    metadata,
    Column("point_id", ForeignKey("documents.point_id", ondelete="CASCADE"), primary_key=True),
    Column("key", String, primary_key=True),
    Index("contacts_by_key", "key"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", String, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("taxonomy", String, nullable=False),
    Column("type", String, nullable=False),
    Column("version", String, nullable=False),
    Column("left", Text, nullable=False),
    Column("right", Text, nullable=False),
    Column("left_label", Text, nullable=False),
    Column("right_label", Text, nullable=False),
    Column("verdict", String, nullable=False),
    Column("survivor", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("created", String, nullable=False),
    Column("undone", String, nullable=False),
    Column("undone_by", Text, nullable=False),
    Index("decisions_of_taxonomy", "tenant", "taxonomy", "type", "created"),
)

receipts = Table(
    "receipts",
    metadata,
    Column("id", String, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("created", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("asking", String, nullable=False),
    Column("shown", Integer, nullable=False),
    Column("named", Text, nullable=False),
    Column("query", Text, nullable=False),
    Column("request", Text, nullable=False),
    Column("stamp", Text, nullable=False),
    Column("hits", Text, nullable=False),
    Index("receipts_of_tenant", "tenant", "id"),
)


def _add_decisions(connection: Connection) -> None:
    """To version 2. In words of its own: the table above may change, this step may not."""
    names = "tenant taxonomy type version left right left_label right_label verdict survivor by "
    names += "note created undone undone_by"
    columns = ", ".join(f'"{name}" TEXT NOT NULL' for name in names.split())
    connection.execute(text(f'CREATE TABLE decisions ("id" TEXT NOT NULL PRIMARY KEY, {columns})'))
    indexed = '"tenant", "taxonomy", "type", "created"'
    connection.execute(text(f"CREATE INDEX decisions_of_taxonomy ON decisions ({indexed})"))


def _add_receipts(connection: Connection) -> None:
    """To version 3."""
    names = ["tenant", "created", "kind", "asking", "named", "query", "request", "stamp", "hits"]
    columns = ", ".join(f'"{name}" TEXT NOT NULL' for name in names)
    columns += ', "shown" INTEGER NOT NULL'
    connection.execute(text(f'CREATE TABLE receipts ("id" TEXT NOT NULL PRIMARY KEY, {columns})'))
    connection.execute(text('CREATE INDEX receipts_of_tenant ON receipts ("tenant", "id")'))


CHANGES: list[Callable[[Connection], None]] = [_add_decisions, _add_receipts]
"""The steps from version 1 to that of the tables above, in order; what is there never changes."""

CONTACT_KEYS: Final = "contact-keys"
"""The name of the secret by which contacts become keys."""

_MIGRATION_LOCK: Final = 0x5C111_1ED6E2


def migrate(connection: Connection, where: str) -> None:
    """Bring the ledger to the tables above, in the transaction of ``connection``.

    Raises :class:`~skillsearch.errors.LedgerUnavailable` for a ledger of a newer skillsearch.
    """
    if connection.dialect.name == "postgresql":  # others may be opening it for the first time too
        connection.execute(select(text(f"pg_advisory_xact_lock({_MIGRATION_LOCK})")))
    newest = 1 + len(CHANGES)
    version = version_of(connection)
    if version > newest:
        raise LedgerUnavailable(
            f"The {where} was written by a newer skillsearch: its schema is {version}, and this "
            f"one knows up to {newest}.",
            remedy="Update skillsearch, or choose another ledger with SKILLSEARCH_LEDGER_URL.",
            heals=False,
        )
    if version == 0:
        metadata.create_all(connection)
        connection.execute(insert(schema).values(version=newest))
        secret = {"name": CONTACT_KEYS, "value": token_bytes(32)}
        connection.execute(insert(secrets).values(**secret))
    elif version < newest:
        for change in CHANGES[version - 1 :]:
            change(connection)
        connection.execute(update(schema).values(version=newest))


def version_of(connection: Connection) -> int:
    """The version of the tables that are there; 0 where there are none."""
    if not inspect(connection).has_table(schema.name):
        return 0
    return connection.scalar(select(schema.c.version)) or 0


def is_current(connection: Connection) -> bool:
    """Whether :func:`migrate` has nothing to do."""
    return version_of(connection) == 1 + len(CHANGES)
