"""A load that is killed in the middle: the same command does only the rest."""

from __future__ import annotations

import time
from pathlib import Path

from command_line import Run, start
from worker_processes import write_resumes

from skillsearch.ledger import open_ledger
from skillsearch.settings import load_settings

RESUMES = 80
PATIENCE_SECONDS = 120


def test_after_a_kill_the_same_command_does_only_the_rest(
    ask: Run, loaded_home: Path, tenant: str, tmp_path: Path
) -> None:
    folder = write_resumes(tmp_path / "cvs", range(RESUMES))
    command = ("index", "resumes", folder, "--json", "--workers", "1")
    process = start(*command, "--data-dir", loaded_home, "--tenant", tenant, "--encode-threads", 1)
    try:
        deadline = time.monotonic() + PATIENCE_SECONDS
        written = 0
        while not written and time.monotonic() < deadline and process.poll() is None:
            time.sleep(0.05)
            with open_ledger(load_settings(data_dir=loaded_home)) as ledger:
                written = ledger.count_documents(tenant)
    finally:
        process.kill()
        process.communicate()
    with open_ledger(load_settings(data_dir=loaded_home)) as ledger:
        written = ledger.count_documents(tenant)
    assert 0 < written < RESUMES, "it died in the middle"

    done = ask(*command)
    assert done.code == 0, done.err
    counts = done.document["counts"]
    assert sum(counts.values()) == RESUMES
    assert counts["unchanged"] >= written - 32, "a chunk may be written and not yet told of"
    assert counts["quarantined"] == counts["failed"] == 0
    with open_ledger(load_settings(data_dir=loaded_home)) as ledger:
        assert ledger.count_documents(tenant) == RESUMES
        killed = ledger.jobs(tenant)[-1]
    assert killed.state == "cancelled"
    assert ask(*command).document["counts"]["unchanged"] == RESUMES
