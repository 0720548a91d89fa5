"""Whatever happens in whatever order: nothing is lost, and nothing ends twice."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_parts import Clock, claim, document, new_items

from skillsearch.ledger import Item, Ledger, Stage
from skillsearch.ledger.records import FINAL

Report = Callable[[Ledger, Item], bool]

REPORTS: dict[str, Report] = {
    "parsed": lambda ledger, item: ledger.parsed(item, "b" * 64, b"payload"),
    "embedded": lambda ledger, item: ledger.embedded(item, "spool"),
    "done": lambda ledger, item: ledger.settle(item, "done", document(item)),
    "unchanged": lambda ledger, item: ledger.settle(item, "unchanged"),
    "quarantined": lambda ledger, item: ledger.quarantine(item, "empty", "Nothing in it."),
    "failed": lambda ledger, item: ledger.fail(item, "damaged", "No."),
    "deferred": lambda ledger, item: ledger.defer(item, "Busy.", 20.0),
}
STAGES: tuple[Stage, ...] = ("parse", "embed", "write")

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(1, 4), st.integers(1, 8)),
        st.tuples(st.just("claim"), st.sampled_from(STAGES), st.integers(1, 4)),
        st.tuples(st.just("report"), st.sampled_from(sorted(REPORTS)), st.integers(0, 20)),
        st.tuples(st.just("time"), st.sampled_from([5, 30, 61]), st.none()),
        st.tuples(st.sampled_from(["seal", "cancel", "retry"]), st.none(), st.none()),
    ),
    max_size=40,
)


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_the_counts_always_add_up_and_an_end_is_an_end(steps: list[tuple[str, ...]]) -> None:
    clock = Clock()
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger(f"sqlite:///{Path(folder)}/ledger.sqlite3", clock=clock) as ledger,
    ):
        job = ledger.create_job("acme", "resume", "a folder").id
        held: list[Item] = []
        total, sealed = 0, False
        for name, what, number in steps:
            before = {item.id: item.state for item in ledger.items(job, FINAL, limit=1000)}
            if name == "add" and not sealed:
                total += ledger.add_items(job, new_items(int(what), int(number)))
            elif name == "claim":
                held += claim(ledger, what, int(number))  # type: ignore[arg-type]
            elif name == "report" and held:
                item = held[int(number) % len(held)]
                fits = what not in ("parsed", "embedded") or item.state == (
                    "parsing" if what == "parsed" else "embedding"
                )
                if fits:
                    REPORTS[what](ledger, item)
            elif name == "time":
                clock.passes(float(what))
            elif name == "seal":
                ledger.seal(job)
                sealed = True
            elif name == "cancel":
                ledger.cancel(job)
            elif name == "retry":
                ledger.retry(job, ["failed", "quarantined", "cancelled"])
                before = {}
            counts, now = ledger.counts(job), ledger.job(job)
            assert counts.given == sum(counts.as_dict().values()) == now.given == total
            if now.state == "done":
                assert sealed
                assert not counts.unfinished
            after = {item.id: item.state for item in ledger.items(job, FINAL, limit=1000)}
            assert before.items() <= after.items()
        ledger.seal(job)
        for _ in range(200):  # a worker that does its work
            if not (items := [item for stage in STAGES for item in claim(ledger, stage, 50)]):
                if (moment := ledger.next_work(job)) is None:
                    break
                clock.now = max(clock.now, moment) + 1
            for item in items:
                assert ledger.settle(item, "done", document(item))
        assert not ledger.counts(job).unfinished
        assert ledger.job(job).state in ("done", "cancelled")
        assert ledger.parsed_payload(ledger.items(job, limit=1000)) == [b""] * total
