"""Jobs: given, sealed, followed, over."""

from __future__ import annotations

import pytest
from ledger_parts import Clock, claim, document, job_of, new_items

from skillsearch.errors import NotFound, QueryError
from skillsearch.ledger import Ledger, NewItem


def test_a_job_is_open_then_running_then_done(ledger: Ledger, clock: Clock) -> None:
    job = ledger.create_job("acme", "resume", "two files", {"as_of": "2024-05-01"})
    assert ledger.job(job.id) == job
    assert (job.state, job.label, job.options) == ("open", "two files", {"as_of": "2024-05-01"})
    ledger.add_items(job.id, new_items(2))
    clock.passes(1)
    first, second = claim(ledger, limit=2)
    running = ledger.job(job.id)
    assert (running.state, running.given, running.sealed) == ("running", 2, False)
    ledger.settle(first, "done", document(first))
    ledger.quarantine(second, "empty", "There is nothing in it.")
    assert ledger.job(job.id).state == "running", "more may be given"
    clock.passes(1)
    ledger.seal(job.id)
    over = ledger.job(job.id)
    assert (over.state, over.sealed) == ("done", True)
    assert job.created < over.started < over.finished


def test_a_sealed_job_without_items_is_done(ledger: Ledger) -> None:
    job = ledger.create_job("acme", "posting", "an empty folder")
    ledger.seal(job.id)
    assert ledger.job(job.id).state == "done"
    assert ledger.counts(job.id).given == 0


def test_items_come_back_in_the_order_given_with_everything_they_had(ledger: Ledger) -> None:
    job = ledger.create_job("acme", "resume", "a folder").id
    strange = {"path": "caf\udce9\0.pdf", "row": 3, "deep": [{"größe": None}]}
    given = [*new_items(3), NewItem("größe \0 \udce9", "x", strange)]
    assert ledger.add_items(job, iter(given)) == 4
    found = ledger.items(job)
    assert [item.number for item in found] == [1, 2, 3, 4]
    assert [item.external_id for item in found] == ["cv-1", "cv-2", "cv-3", r"größe \x00 \udce9"]
    assert found[3].reference == strange
    assert {(item.state, item.tenant, item.kind) for item in found} == {
        ("waiting", "acme", "resume")
    }
    assert ledger.items(job, limit=2, after=2) == found[2:]


def test_more_items_than_a_batch_are_all_there(ledger: Ledger) -> None:
    job = ledger.create_job("acme", "resume", "a folder").id
    assert ledger.add_items(job, new_items(1201)) == 1201
    assert ledger.add_items(job, new_items(2, first=1201)) == 2
    assert ledger.job(job).given == ledger.counts(job).given == 1203
    assert ledger.items(job, limit=1, after=1202)[0].external_id == "cv-1202"
    assert ledger.counts(job).unchanged == 1, "cv-1201 was given twice"


def test_a_name_given_twice_is_settled_at_once_and_counted(ledger: Ledger) -> None:
    job = ledger.create_job("acme", "resume", "a folder").id
    ledger.add_items(job, [*new_items(2), *new_items(1)])
    ledger.add_items(job, new_items(1))
    assert [(item.state, item.reason) for item in ledger.items(job)] == [
        ("waiting", ""),
        ("waiting", ""),
        ("unchanged", "repeated"),
        ("unchanged", "repeated"),
    ]
    assert ledger.counts(job).as_dict() == {
        "done": 0,
        "changed": 0,
        "unchanged": 2,
        "quarantined": 0,
        "failed": 0,
        "waiting": 2,
    }
    assert len(claim(ledger, limit=9)) == 2


def test_nothing_can_be_added_to_a_sealed_job(ledger: Ledger) -> None:
    job = job_of(ledger, 1)
    with pytest.raises(QueryError, match="sealed"):
        ledger.add_items(job, new_items(1, first=2))


@pytest.mark.parametrize("ask", ["job", "counts", "items", "seal", "cancel", "retry", "rate"])
def test_a_job_that_does_not_exist_is_not_found(ledger: Ledger, ask: str) -> None:
    with pytest.raises(NotFound, match="no job"):
        getattr(ledger, ask)("no\0such")


def test_jobs_are_listed_newest_first_by_tenant_and_page(ledger: Ledger, clock: Clock) -> None:
    made = []
    for number in range(4):
        made.append(ledger.create_job("acme" if number % 2 else "other", "resume", str(number)).id)
        clock.passes(0.0001)
    assert [job.id for job in ledger.jobs()] == made[::-1]
    assert [job.label for job in ledger.jobs(tenant="acme")] == ["3", "1"]
    assert [job.label for job in ledger.jobs(limit=2, before=made[3])] == ["2", "1"]


def test_a_cancelled_job_ends_what_waits_and_what_is_brought_back(ledger: Ledger) -> None:
    job = job_of(ledger, 4, sealed=False)
    half_way, held, finished = claim(ledger, limit=3)
    ledger.parsed(half_way, "b" * 64, b"payload")
    assert ledger.cancel(job) == 2
    assert ledger.job(job).state == "cancelled"
    assert ledger.cancel(job) == 0
    assert ledger.counts(job).as_dict()["waiting"] == 2
    assert ledger.parsed(held, "b" * 64, b"payload")
    assert ledger.settle(finished, "done", document(finished)), "it says what is indexed"
    ledger.add_items(job, new_items(1, first=5))
    assert [item.state for item in ledger.items(job)] == [
        "cancelled",
        "cancelled",
        "done",
        "cancelled",
        "cancelled",
    ]
    assert ledger.parsed_payload([half_way, held]) == [b"", b""]
    assert [claim(ledger, stage) for stage in ("parse", "embed", "write")] == [[], [], []]


def test_an_item_of_a_cancelled_job_whose_worker_died_ends_as_cancelled(
    ledger: Ledger, clock: Clock
) -> None:
    job = job_of(ledger, 1)
    claim(ledger)
    ledger.cancel(job)
    clock.passes(61)
    assert claim(ledger) == []
    assert ledger.counts(job).as_dict()["cancelled"] == 1


def test_the_rate_is_that_of_the_last_minute(ledger: Ledger, clock: Clock) -> None:
    job = job_of(ledger, 100)
    assert ledger.rate(job).per_second is None
    for item in claim(ledger, limit=40):
        ledger.settle(item, "done", document(item))
    clock.passes(30)
    for item in claim(ledger, limit=20):
        clock.passes(1)
        ledger.settle(item, "done", document(item))
    rate = ledger.rate(job)
    assert rate.per_second == pytest.approx(60 / 50)
    assert rate.seconds_left == pytest.approx(40 / (60 / 50))
    clock.passes(120)
    assert ledger.rate(job).seconds_left is None
    for item in claim(ledger, limit=40):
        ledger.fail(item, "damaged", "")
    assert ledger.rate(job).seconds_left == 0.0
