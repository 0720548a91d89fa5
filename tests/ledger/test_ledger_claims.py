"""Who gets which item: once, in turn, and again when its worker is lost."""

from __future__ import annotations

from collections import Counter

import pytest
from ledger_parts import Clock, claim, document, job_of
from sqlalchemy import event

from skillsearch.ledger import MAX_ATTEMPTS, Ledger, Stage


def test_an_item_goes_through_the_three_stages_to_its_end(ledger: Ledger) -> None:
    job = job_of(ledger, 1)
    states = []
    (item,) = claim(ledger)
    states.append(item.state)
    assert ledger.parsed(item, "b" * 64, b"payload")
    (item,) = claim(ledger, "embed")
    states.append(item.state)
    assert (item.sha256, ledger.parsed_payload([item])) == ("b" * 64, [b"payload"])
    assert ledger.embedded(item, "spool/1")
    assert ledger.spools_in_use() == {"spool/1"}
    (item,) = claim(ledger, "write")
    states.append(item.state)
    assert item.spool == "spool/1"
    assert ledger.settle(item, "done", document(item))
    states.append(ledger.items(job)[0].state)
    assert states == ["parsing", "embedding", "writing", "done"]
    assert ledger.parsed_payload([item]) == [b""]
    assert ledger.spools_in_use() == set()


def test_what_one_worker_holds_no_other_gets(ledger: Ledger) -> None:
    job_of(ledger, 5)
    first, second, third = (claim(ledger, limit=2) for _ in range(3))
    assert [[item.number for item in taken] for taken in (first, second, third)] == [
        [1, 2],
        [3, 4],
        [5],
    ]
    assert claim(ledger) == []


def test_an_expired_lease_is_given_to_another_and_the_first_comes_too_late(
    ledger: Ledger, clock: Clock
) -> None:
    job = job_of(ledger, 1)
    (late,) = claim(ledger)
    clock.passes(59)
    assert claim(ledger) == []
    clock.passes(2)
    (again,) = claim(ledger)
    assert (again.id, again.attempts) == (late.id, 1)
    assert not ledger.parsed(late, "0" * 64, b"stale")
    assert not ledger.embedded(late, "stale")
    assert not ledger.settle(late, "done", document(late))
    assert not ledger.quarantine(late, "empty", "")
    assert not ledger.fail(late, "damaged", "")
    assert not ledger.defer(late, "", 1)
    assert ledger.extend([late, again], 600) == [False, True]
    assert ledger.items(job)[0].state == "parsing"
    assert ledger.count_documents() == 0
    clock.passes(500)
    assert ledger.parsed(again, "b" * 64, b"payload")
    assert not ledger.parsed(again, "b" * 64, b"twice")


@pytest.mark.parametrize("stage", ["parse", "embed", "write"])
def test_an_item_that_kills_its_workers_is_given_up_and_its_batch_is_not(
    ledger: Ledger, clock: Clock, stage: Stage
) -> None:
    job = job_of(ledger, 4)
    for item in claim(ledger, limit=4) if stage != "parse" else []:
        ledger.parsed(item, "b" * 64, b"payload")
    for item in claim(ledger, "embed", limit=4) if stage == "write" else []:
        ledger.embedded(item, "spool")
    deaths = 0
    while taken := claim(ledger, stage, limit=4):
        if any(item.number == 2 for item in taken):
            deaths += 1
            clock.passes(61)  # the worker is gone, with all that it held
        else:
            assert all(ledger.settle(item, "done", document(item)) for item in taken)
    assert deaths == MAX_ATTEMPTS
    assert [(item.state, item.reason) for item in ledger.items(job)] == [
        ("done", ""),
        ("failed", "gave-up"),
        ("done", ""),
        ("done", ""),
    ]
    assert ledger.job(job).state == "done"
    assert ledger.parsed_payload(ledger.items(job)) == [b""] * 4


def test_a_deferred_item_waits_and_after_so_many_tries_is_a_dead_letter(
    ledger: Ledger, clock: Clock
) -> None:
    job = job_of(ledger, 1)
    for tries in range(1, MAX_ATTEMPTS):
        (item,) = claim(ledger)
        assert item.attempts == tries - 1
        assert ledger.defer(item, "The store is busy.", 10.0)
        assert claim(ledger) == []
        assert ledger.next_work() == clock.now + 10
        clock.passes(10)
    (item,) = claim(ledger)
    assert ledger.defer(item, "The store is busy.", 10.0)
    (dead,) = ledger.dead_letters()
    assert (dead.id, dead.reason, dead.attempts) == (item.id, "gave-up", MAX_ATTEMPTS)
    assert dead.message == "The store is busy."
    assert ledger.job(job).state == "done"
    assert ledger.next_work() is None


def test_the_next_stage_has_all_its_tries(ledger: Ledger, clock: Clock) -> None:
    job_of(ledger, 1)
    (item,) = claim(ledger)
    ledger.defer(item, "busy", 0.0)
    (item,) = claim(ledger)
    ledger.parsed(item, "b" * 64, b"")
    (item,) = claim(ledger, "embed")
    assert (item.attempts, item.message) == (0, "")
    ledger.defer(item, "busy", 5.0)
    assert claim(ledger) == []
    clock.passes(5)
    assert claim(ledger, "embed")[0].sha256 == "b" * 64


def test_a_tenant_with_many_items_does_not_starve_one_with_few(ledger: Ledger) -> None:
    job_of(ledger, 200, tenant="large")
    job_of(ledger, 10, tenant="small")
    job_of(ledger, 10, tenant="tiny")
    served = Counter(claim(ledger)[0].tenant for _ in range(30))
    assert served == {"large": 10, "small": 10, "tiny": 10}
    assert {item.tenant for item in claim(ledger, limit=50)} == {"large"}


def test_a_batch_is_filled_up_from_the_next_tenants(ledger: Ledger) -> None:
    for tenant in ("a", "b", "c"):
        job_of(ledger, 3, tenant=tenant)
    taken = claim(ledger, limit=7)
    assert sorted(Counter(item.tenant for item in taken).values()) == [1, 3, 3]


def test_the_older_job_of_a_tenant_comes_first_unless_one_is_asked_for(
    ledger: Ledger, clock: Clock
) -> None:
    old = job_of(ledger, 2)
    clock.passes(1)
    young = job_of(ledger, 2)
    assert claim(ledger, job=young)[0].job == young
    assert [item.job for item in claim(ledger, limit=9)] == [old, old, young]


def test_waiting_work_is_counted_by_stage_up_to_what_is_asked(ledger: Ledger) -> None:
    job_of(ledger, 8)
    for item in claim(ledger, limit=3):
        ledger.parsed(item, "b" * 64, b"")
    assert (ledger.waiting_work("parse"), ledger.waiting_work("embed")) == (5, 3)
    assert ledger.waiting_work("parse", at_most=2) == 2
    assert ledger.waiting_work("write") == 0


def test_what_failed_is_retried_from_the_start(ledger: Ledger) -> None:
    job = job_of(ledger, 3)
    one, two, three = claim(ledger, limit=3)
    ledger.fail(one, "unreadable", "No.")
    ledger.quarantine(two, "empty", "Nothing in it.")
    ledger.settle(three, "done", document(three))
    assert ledger.job(job).state == "done"
    assert ledger.retry(job) == 1
    again = ledger.job(job)
    assert (again.state, again.finished) == ("running", "")
    (item,) = claim(ledger)
    assert (item.id, item.reason, item.message, item.attempts) == (one.id, "", "", 0)
    ledger.settle(item, "done", document(item))
    assert ledger.retry(job, ["failed", "quarantined"]) == 1
    assert ledger.counts(job).as_dict()["waiting"] == 1
    assert ledger.dead_letters() == []


def test_dead_letters_are_listed_over_jobs_by_tenant_and_page(ledger: Ledger) -> None:
    for tenant in ("a", "b"):
        job_of(ledger, 3, tenant=tenant)
    for item in claim(ledger, limit=6):
        ledger.fail(item, "damaged", f"{item.tenant} {item.number}")
    dead = ledger.dead_letters()
    assert len(dead) == 6
    assert ledger.dead_letters(limit=2, after=dead[1].id) == dead[2:4]
    assert {item.tenant for item in ledger.dead_letters("b")} == {"b"}


def test_to_claim_and_to_settle_nobody_looks_at_every_item(file_url: str) -> None:
    asked: list[tuple[str, object]] = []
    with Ledger(file_url) as ledger:
        job = job_of(ledger, 3)
        event.listen(
            ledger._engine,
            "before_cursor_execute",
            lambda _c, _cursor, statement, values, *_: asked.append((statement, values)),
        )
        for item in claim(ledger, limit=2):
            ledger.parsed(item, "b" * 64, b"")
        for item in claim(ledger, "embed", limit=2):
            ledger.settle(item, "done", document(item))
        ledger.dead_letters()
        ledger.items(job, after=2)
        ledger.erase_items("acme", "resume", "cv-1")
        plans = [pair for pair in asked if pair[0].startswith(("SELECT", "UPDATE", "DELETE"))]
        with ledger.reading() as connection:
            steps = [
                row[3]
                for statement, values in plans
                for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            ]
    assert len(steps) > 40
    # erasing reads the receipts of a tenant: their number is bounded, and a person may be in any
    scans = [step for step in steps if step.startswith("SCAN") and step != "SCAN receipts"]
    assert scans == []
