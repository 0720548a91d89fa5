"""Answers that were kept: the last of each tenant, and nobody in them who was erased."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from ledger_parts import Clock, claim, document, job_of
from sqlalchemy import Connection, inspect, text

from skillsearch.documents import Personal
from skillsearch.errors import NotFound
from skillsearch.ledger import Ledger, NewReceipt, RankedHit
from skillsearch.ledger.schema import receipts as table

NEW = NewReceipt(
    kind="resume",
    query={"kind": "resume", "text": "somebody who welds"},
    named=(),
    asking="",
    request={"offset": 0, "limit": 10, "diversity": 0.0, "taxonomies": [], "language": "en"},
    stamp={"plan": 1},
    hits=(RankedHit(1, "point-a", 80.5, "a" * 64, "p"), RankedHit(2, "point-b", None, "b", "p")),
)


def test_a_receipt_is_found_by_its_id_its_beginning_and_its_end(ledger: Ledger) -> None:
    made = ledger.keep_receipt("acme", NEW, 10)

    assert made.hits == NEW.hits
    assert made.query == NEW.query
    assert ledger.receipt("acme", made.id) == made
    assert ledger.receipt("acme", made.id[-8:].upper()) == made
    for tenant, name in (("other", made.id), ("acme", made.id[:3]), ("acme", "%" * 8)):
        with pytest.raises(NotFound, match="no receipt"):
            ledger.receipt(tenant, name)


def test_only_the_last_of_each_tenant_are_kept(ledger: Ledger, clock: Clock) -> None:
    other = ledger.keep_receipt("other", NEW, 3)
    made = []
    for _ in range(5):
        clock.passes(1)
        made.append(ledger.keep_receipt("acme", NEW, 3).id)

    assert [ledger.receipt("acme", one).id for one in made[2:]] == made[2:]
    for one in made[:2]:
        with pytest.raises(NotFound, match="no receipt"):
            ledger.receipt("acme", one)
    assert ledger.receipt("other", other.id) == other


def test_who_is_erased_leaves_a_rank_empty_and_takes_what_rests_on_them_along(
    ledger: Ledger,
) -> None:
    job = job_of(ledger, 1)
    (item,) = claim(ledger, job=job)
    name = Personal("name", 0, 11, "Ottilie Fen")
    made = document(item, "Ottilie Fen welds.", personal=(name,))
    ledger.settle(item, "done", made)
    point, hit = made.point_id, RankedHit(1, made.point_id, 90.0, "c" * 64, "p")
    second = RankedHit(2, "point-b", 70.0, "b", "p")
    shown = ledger.keep_receipt("acme", replace(NEW, hits=(hit, second)), 10)
    asked = ledger.keep_receipt("acme", replace(NEW, named=(point,)), 10)
    told = replace(NEW, query={"kind": "resume", "text": "like ottilie FEN, but nearer"})
    called = ledger.keep_receipt("acme", told, 10)
    untouched = ledger.keep_receipt("acme", NEW, 10)

    erased = ledger.erase(point)

    assert erased.receipts == 3
    assert ledger.receipts_with(point) == 0
    left = ledger.receipt("acme", shown.id)
    assert (left.hits, left.erased) == ((second,), (1,))
    assert ledger.receipt("acme", untouched.id) == untouched
    for gone in (asked, called):
        with pytest.raises(NotFound):
            ledger.receipt("acme", gone.id)


def test_a_point_that_the_ledger_does_not_know_is_taken_out_too(ledger: Ledger) -> None:
    kept = ledger.keep_receipt("acme", NEW, 10)

    assert ledger.erase_items("acme", "resume", "unknown.pdf", "point-a").receipts == 1
    assert ledger.receipt("acme", kept.id).erased == (1,)


def test_the_bytes_of_an_erased_hit_leave_the_file(file_url: str, tmp_path: Path) -> None:
    with Ledger(file_url) as ledger:
        job = job_of(ledger, 1)
        (item,) = claim(ledger, job=job)
        made = document(item)
        ledger.settle(item, "done", made)
        hits = tuple(RankedHit(n, f"{n:036d}", 1.0, "d" * 64, "p") for n in range(1, 200))
        hit = RankedHit(200, made.point_id, 1.0, "d" * 64, "p")
        ledger.keep_receipt("acme", replace(NEW, hits=(*hits, hit)), 10)
        assert ledger.erase(made.point_id).wiped
    held = [path.read_bytes() for path in (tmp_path / "home").iterdir()]
    assert not any(made.point_id.encode() in data for data in held)


def test_a_ledger_from_before_receipts_gets_their_table(url: str) -> None:
    with Ledger(url) as fresh, fresh.writing() as connection:
        expected = _columns(connection)
        table.drop(connection)
        connection.execute(text("UPDATE ledger_schema SET version = 2"))
    with Ledger(url) as migrated:
        with migrated.reading() as connection:
            assert _columns(connection) == expected
        made = migrated.keep_receipt("acme", NEW, 10)
        assert migrated.receipt("acme", made.id) == made


def _columns(connection: Connection) -> dict[str, bool]:
    found = inspect(connection).get_columns("receipts")
    return {column["name"]: bool(column["nullable"]) for column in found}
