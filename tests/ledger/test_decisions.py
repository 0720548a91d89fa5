"""What people decide is kept with who and when, taken back without trace lost, and migrated to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ledger_parts import Clock
from sqlalchemy import Connection, inspect, text

from skillsearch.errors import NotFound, QueryError
from skillsearch.ledger import Decision, Ledger, NewDecision
from skillsearch.ledger.schema import decisions as table
from skillsearch.ledger.schema import receipts as later

NEW = NewDecision(
    "joinery", "skill", "sawing", "cutting", "merge", "anna", "1", "Sawing", "Cutting", "sawing"
)


def test_a_decision_says_who_when_and_which_in_one_order(ledger: Ledger, clock: Clock) -> None:
    made = ledger.decide("acme", NEW)
    assert made.pair == ("cutting", "sawing")
    assert (made.left_label, made.right_label) == ("Cutting", "Sawing")
    assert (made.by, made.survivor) == ("anna", "sawing")
    assert made.created == "2023-11-14T22:13:20.000+00:00"
    clock.passes(60)
    turned = ledger.decide(
        "acme", replace(NEW, left="cutting", right="sawing", verdict="keep", survivor="")
    )
    assert turned.pair == made.pair
    assert ledger.decisions("acme", "joinery", "skill") == [made, turned]


def test_tenants_taxonomies_and_types_do_not_see_each_other(ledger: Ledger) -> None:
    made = ledger.decide("acme", NEW)
    assert ledger.decisions("other") == []
    assert ledger.decisions("acme", "masonry") == []
    assert ledger.decisions("acme", "joinery", "occupation") == []
    assert ledger.decisions_naming("acme", "joinery", "skill", {"sawing"}) == [made]
    assert ledger.decisions_naming("acme", "joinery", "skill", {"planing"}) == []
    with pytest.raises(NotFound):
        ledger.undo_decision("other", made.id, "bob")


def test_what_is_undone_stays_in_the_ledger_with_who_and_when(ledger: Ledger, clock: Clock) -> None:
    made = ledger.decide("acme", NEW)
    clock.passes(3600)
    gone = ledger.undo_decision("acme", made.id[-8:], "bob")
    assert (gone.undone_by, gone.undone) == ("bob", "2023-11-14T23:13:20.000+00:00")
    assert ledger.decisions("acme") == []
    assert ledger.decisions("acme", undone=True) == [gone]
    with pytest.raises(QueryError, match="was undone by bob"):
        ledger.undo_decision("acme", made.id, "carl")


def test_an_id_that_names_none_or_several_is_refused(ledger: Ledger) -> None:
    made: list[Decision] = [ledger.decide("acme", NEW) for _ in range(2)]
    assert made[0].id[:6] == made[1].id[:6]
    with pytest.raises(NotFound, match="2 decisions go by"):
        ledger.undo_decision("acme", made[0].id[:6], "bob")
    with pytest.raises(NotFound, match="There is no decision"):
        ledger.undo_decision("acme", " ", "bob")


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"right": "sawing"}, "compared with itself"),
        ({"by": "  "}, "Who decides"),
        ({"survivor": "planing"}, "cannot be the survivor"),
        ({"verdict": "keep"}, "cannot be the survivor"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(
    ledger: Ledger, wrong: dict[str, str], complaint: str
) -> None:
    with pytest.raises(QueryError, match=complaint):
        ledger.decide("acme", replace(NEW, **wrong))
    assert ledger.decisions("acme", undone=True) == []


def test_a_ledger_from_before_decisions_gets_their_table_and_keeps_its_own(url: str) -> None:
    with Ledger(url) as fresh:
        fresh.create_job("acme", "resume", "a folder", {})
        with fresh.writing() as connection:
            expected = _columns(connection)
            table.drop(connection)
            later.drop(connection)
            connection.execute(text("UPDATE ledger_schema SET version = 1"))
    with Ledger(url) as migrated:
        with migrated.reading() as connection:
            assert _columns(connection) == expected
        assert len(migrated.jobs("acme")) == 1
        made = migrated.decide("acme", NEW)
        assert migrated.decisions("acme") == [made]


def _columns(connection: Connection) -> dict[str, bool]:
    found = inspect(connection).get_columns("decisions")
    return {column["name"]: bool(column["nullable"]) for column in found}
