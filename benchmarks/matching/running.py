"""``make bench-match``: a real posting against a crowd of candidates, and how that grows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.table import Table

from benchmarks.matching.answering import WARM_UP, Answering
from benchmarks.matching.crowd import Crowd
from benchmarks.matching.growing import Grown, grow, new_generation
from benchmarks.matching.growth import exponent, linear, projected
from benchmarks.matching.storage import Asking, questions_of, storage_table
from benchmarks.matching.timing import Timing
from benchmarks.measuring import Latency, console, table
from indexer.ingest.loading import default_parsers, load
from indexer.ingest.submitting import Submission, submit
from indexer.ingest.workshop import Workshop
from indexer.samples import sample_postings, sample_resumes
from search.extraction.live import live_extractor
from search.open_index import OpenIndex, open_index
from skillsearch.documents import DocumentKind
from skillsearch.settings import load_settings
from skillsearch.store.models import Record
from skillsearch.store.scrolling import scroll_pages

__all__ = ["measure_matching"]

POSTINGS = 200

PROJECTED = 1_000_000

TARGET_P50_MS = 60
TARGET_P95_MS = 150

SAMPLE_SIZE = 2_000
"""Candidates where there is no real one to mix them from: a dozen parents fill no more."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One size: what the collection takes, and the answers by it and by the plain loop."""

    grown: Grown
    answers: Timing
    plain: Latency
    postings: int


def measure_matching(datasets: Path | None, data_dir: Path, size: int) -> None:
    """All tables, at a tenth of ``size`` and at ``size`` candidates.

    ``data_dir`` has a taxonomy indexed, and is written to. Without ``datasets`` the bundled
    resumes and postings are mixed and asked, and the size is at most :data:`SAMPLE_SIZE`.
    """
    settings = load_settings(data_dir=data_dir, query_log=0)
    if datasets is None:
        size = min(size, SAMPLE_SIZE)
        console.print(f"Without SKILLSEARCH_DATASETS: {size:,} candidates of the samples' dozen.")
        resumes, postings = sample_resumes(), sample_postings()
    else:
        resumes = datasets / "resumes" / "livecareer"
        postings = min((datasets / "postings" / "mycareersfuture_2019").glob("*.csv"))
    with Workshop(settings, parsers=default_parsers()) as shop:
        _index(shop, "resume", resumes)
        _index(shop, "posting", postings)
    measured: dict[int, Measured] = {}
    with open_index(settings) as index:
        asking = _asking(index)
        crowd, name = _crowd(index)
        for count in (size // 10, size):
            grown = grow(index.store, name, crowd, count, data_dir / "store" / "collections")
            console.print(_taken(grown))
            asked = [Asking.of(record) for record in asking]
            console.print(storage_table(questions_of(index.store, name, asked), count, 100))
            measured[count] = _answers(index, name, asking, grown)
    console.print(_growth(measured))
    console.print(f"Targets: p50 {TARGET_P50_MS} ms and p95 {TARGET_P95_MS} ms at 100,000.")


def _index(shop: Workshop, kind: DocumentKind, path: Path) -> None:
    job = submit(shop.ledger, Submission(kind, [path], "default")).job
    load(shop, job.id, lambda *_: None, parsers=default_parsers())
    counts = shop.ledger.counts(job.id).as_dict()
    console.print(f"{kind}s read: {counts}")


def _asking(index: OpenIndex) -> list[Record]:
    name = index.store.get_aliases()["postings"]
    return index.store.scroll(name, limit=POSTINGS + WARM_UP, with_vectors=True)[0]


def _crowd(index: OpenIndex) -> tuple[Crowd, str]:
    """The crowd of the live candidates, and an empty generation for it, live in their place."""
    live = live_extractor(index)
    store = index.store
    pages = scroll_pages(
        store, index.store.get_aliases()["candidates"], page=300, with_vectors=True
    )
    parents = [record for page in pages for record in page]
    crowd = Crowd(parents, sparse=live.extractor.sparse, encode=live.sentences.of)
    return crowd, new_generation(store, index.encoder_for(live.collection), index.model)


def _answers(index: OpenIndex, name: str, asking: Sequence[Record], grown: Grown) -> Measured:
    sides = Answering(index, name, asking)
    measured = Measured(grown, sides.ours(), sides.plain(), sides.measured)
    shown = table(f"Of {grown.points:,} candidates", "an answer's time", "share")
    for stage, share in sides.stages().items():
        shown.add_row(stage, f"{share:.0%}")
    console.print(shown)
    return measured


def _taken(grown: Grown) -> str:
    each = grown.disk_bytes / grown.points / 1024
    return (
        f"{grown.points:,} candidates: {grown.writing_seconds:,.0f} s to make and write, "
        f"{grown.optimising_seconds:,.0f} s to optimise, {grown.disk_bytes / 2**30:,.2f} GiB of "
        f"disk ({each:,.0f} KiB each), {grown.resident_bytes / 2**30:,.2f} GiB resident."
    )


def _growth(measured: Mapping[int, Measured]) -> Table:
    """Both sides at each size, how they grow, and a million between two ways of going on."""
    shown = table(
        f"A posting → its 20 best with evidence, {max(m.postings for m in measured.values())} "
        "postings, ms",
        *("candidates", "skillsearch p50", "p95", "plain loop p50", "p95", "disk", "resident"),
    )
    for size, each in measured.items():
        ours, plain = each.answers.latency, each.plain
        shown.add_row(
            f"{size:,}",
            *(f"{value:,.1f}" for value in (ours.p50, ours.p95, plain.p50, plain.p95)),
            *(_gib(value) for value in (each.grown.disk_bytes, each.grown.resident_bytes)),
        )
    columns: list[dict[int, float]] = [
        {size: each.answers.latency.p50 for size, each in measured.items()},
        {size: each.answers.latency.p95 for size, each in measured.items()},
        {size: each.plain.p50 for size, each in measured.items()},
        {size: each.plain.p95 for size, each in measured.items()},
    ]
    disk = {size: float(each.grown.disk_bytes) for size, each in measured.items()}
    shown.add_row(
        f"{PROJECTED:,} (projected)",
        *(_between(*projected(at, PROJECTED)) for at in columns),
        _gib(linear(disk, PROJECTED)),
        "",
    )
    shown.add_row("grows with the power", *(f"{exponent(at):.2f}" for at in columns), "", "")
    return shown


def _between(low: float, high: float) -> str:
    ends = dict.fromkeys(f"{value:,.0f}" for value in (low, high))
    return "–".join(ends)


def _gib(value: float) -> str:
    return f"{value / 2**30:,.1f} GiB"
