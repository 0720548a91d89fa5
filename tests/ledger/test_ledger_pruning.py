"""Old jobs are forgotten; what is indexed can still be shown, exported and erased."""

from __future__ import annotations

import pytest
from ledger_parts import Clock, claim, document, job_of

from skillsearch.errors import NotFound
from skillsearch.ledger import Ledger

DAY = 86_400.0


def load(ledger: Ledger, state: str, count: int = 2, tenant: str = "acme") -> str:
    """A job whose items all end so."""
    job = job_of(ledger, count, tenant=tenant)
    for item in claim(ledger, limit=count, job=job):
        if state == "quarantined":
            ledger.quarantine(item, "empty", "There is nothing in it.")
        elif state == "failed":
            ledger.fail(item, "defect", "TypeError")
        elif state == "unchanged":
            ledger.settle(item, "unchanged")
        else:
            ledger.settle(item, "done" if state == "done" else "changed", document(item))
    return job


def test_of_a_nightly_load_only_the_one_that_made_the_documents_stays(
    ledger: Ledger, clock: Clock
) -> None:
    first = load(ledger, "done")
    nights = [load(ledger, "unchanged") for _ in range(3)]
    clock.passes(10 * DAY)
    recent = load(ledger, "unchanged")
    pruned = ledger.prune(5 * DAY)
    assert (pruned.jobs, pruned.items, pruned.kept) == (3, 6, 0)
    for night in nights:
        with pytest.raises(NotFound):
            ledger.job(night)
    assert {job.id for job in ledger.jobs()} == {first, recent}
    assert ledger.counts(first).done == ledger.job(first).given == 2
    assert ledger.document("acme", "resume", "cv-1")
    assert [item.job for item in ledger.items_named("acme", "resume", "cv-1")] == [recent, first]


def test_an_item_that_was_replaced_goes_and_the_last_stays(ledger: Ledger, clock: Clock) -> None:
    first = load(ledger, "done", 3)
    changed = load(ledger, "changed", 2)
    clock.passes(2 * DAY)
    pruned = ledger.prune(DAY)
    assert (pruned.jobs, pruned.items, pruned.kept) == (0, 2, 1)
    assert [item.external_id for item in ledger.items(first)] == ["cv-3"]
    assert ledger.job(first).given == ledger.counts(first).given == 1
    assert [item.external_id for item in ledger.items(changed)] == ["cv-1", "cv-2"]
    assert ledger.prune(DAY).items == 0, "once is enough"


def test_an_erased_document_keeps_no_old_item(ledger: Ledger, clock: Clock) -> None:
    job = load(ledger, "done", 1)
    known = ledger.document("acme", "resume", "cv-1")
    assert known
    ledger.erase(known.point_id)
    clock.passes(2 * DAY)
    assert ledger.prune(DAY).jobs == 1
    with pytest.raises(NotFound):
        ledger.job(job)


def test_what_was_set_aside_or_given_up_goes_with_its_job(ledger: Ledger, clock: Clock) -> None:
    load(ledger, "quarantined")
    load(ledger, "failed")
    clock.passes(DAY)
    assert ledger.prune(2 * DAY).jobs == 0, "they are not that old"
    clock.passes(2 * DAY)
    assert ledger.prune(2 * DAY).jobs == 2
    assert ledger.dead_letters() == []


def test_unfinished_work_and_other_tenants_are_left_alone(ledger: Ledger, clock: Clock) -> None:
    waiting = job_of(ledger, 2)
    cancelled = job_of(ledger, 1)
    (held,) = claim(ledger, job=cancelled)
    ledger.cancel(cancelled)
    other = load(ledger, "unchanged", tenant="umbrella")
    clock.passes(9 * DAY)
    assert ledger.prune(DAY, "acme").items == 0
    assert {job.id for job in ledger.jobs()} == {waiting, cancelled, other}
    assert not ledger.parsed(held, "b" * 64, b"late") or ledger.counts(cancelled).cancelled == 1
    assert ledger.prune(DAY, "umbrella").jobs == 1
