"""A Qdrant server that refuses everything for half a minute, then is silent for another."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from worker_processes import (
    RedisServer,
    assert_healed,
    end_of,
    outcomes,
    running,
    settings_for,
    submit,
    until,
    write_resumes,
)

from skillsearch.errors import SkillsearchError
from skillsearch.ledger import open_ledger
from skillsearch.settings import Settings
from skillsearch.store import open_store

HALF_SECONDS = 30.0


class StandIn:
    """The process of ``qdrant_stand_in.py``, which refuses and falls silent at will."""

    def __init__(self, switch: Path, log: Path) -> None:
        self._switch = switch
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        script = Path(__file__).parent / "qdrant_stand_in.py"
        with log.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, str(script), str(self.port), str(switch)], stdout=out, stderr=out
            )

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """It answers every request with 503 while the block runs."""
        self._switch.touch()
        yield
        self._switch.unlink()

    @contextmanager
    def silent(self) -> Iterator[None]:
        """It takes connections and answers none."""
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)


@pytest.fixture
def stand_in(tmp_path: Path) -> Iterator[StandIn]:
    server = StandIn(tmp_path / "switch", tmp_path / "stand-in.log")
    yield server
    server.process.kill()
    server.process.wait()


@pytest.mark.faults
def test_a_store_that_refuses_for_a_minute_loses_nothing(
    stand_in: StandIn, redis_server: RedisServer, tmp_path: Path
) -> None:
    settings = settings_for(
        tmp_path / "data",
        redis_server.url,
        qdrant_url=stand_in.url,
        qdrant_timeout_seconds=5,
    )
    index_samples(settings)
    resumes = write_resumes(tmp_path / "cvs", range(150))
    job = submit(settings, [resumes])
    with (
        closing(open_ledger(settings)) as ledger,
        running(settings, tmp_path / "log", "--embedders", "2") as worker,
    ):
        until(lambda: ledger.counts(job).done > 0, "the first are done")
        with stand_in.refusing():
            until(lambda: "refused the request" in worker.said, "the refusal is told")
            time.sleep(HALF_SECONDS)
            refused = ledger.counts(job)
            with stand_in.silent():
                assert not answers(settings)
                time.sleep(HALF_SECONDS)
                assert ledger.counts(job).done == refused.done, "nothing can be done meanwhile"
        assert refused.unfinished > 0, "else nothing was left to be refused"
        end_of(settings, job)
        assert worker.stop() == 0
    found = outcomes(settings, job)
    assert found.counts["done"] == 150
    assert_healed(settings, resumes, 150)


def index_samples(settings: Settings) -> None:
    """Skills into a server, which may yet be starting."""
    from indexer.pipeline import index_taxonomies
    from indexer.samples import published_samples
    from indexer.taxonomies import read_taxonomies
    from skillsearch.encoder import load_encoder

    until(lambda: answers(settings), "the stand-in answers")
    patient = settings.model_copy(update={"qdrant_timeout_seconds": 120})
    esco = [path for path in published_samples() if path.name == "esco-v1.1.0"]
    with open_store(patient) as store:
        index_taxonomies(
            read_taxonomies(esco), store, load_encoder(settings), settings.home / "cache"
        )


def answers(settings: Settings) -> bool:
    """Whether the server is there."""
    with open_store(settings) as store:
        try:
            store.get_aliases()
        except SkillsearchError:
            return False
    return True
