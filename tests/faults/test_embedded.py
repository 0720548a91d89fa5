"""The one process of an index without servers, killed while it loads."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest
from command_line import Run, start
from worker_processes import (
    assert_healed,
    let_leases_end,
    outcomes,
    settings_for,
    until,
    write_resumes,
)

from skillsearch.ledger import open_ledger


@pytest.mark.faults  # test_killed_load.py is much the same, on fewer files
def test_a_load_that_was_killed_is_taken_up_by_the_same_command(
    skilled_data_dir: Path, tmp_path: Path, run: Run
) -> None:
    settings = settings_for(skilled_data_dir)
    resumes = write_resumes(tmp_path / "cvs", range(120))
    command = ("index", "resumes", resumes, "--data-dir", skilled_data_dir, "--json")
    process = start(*command)
    with closing(open_ledger(settings)) as ledger:
        until(
            lambda: any(ledger.counts(job.id).done for job in ledger.jobs()), "the first are done"
        )
        process.kill()
        process.communicate()
        (killed,) = ledger.jobs()
        before = ledger.counts(killed.id).done
        assert 0 < before < 120
    let_leases_end(settings)

    again = run(*command)
    assert again.code == 0
    counts = json.loads(again.out)["counts"]
    assert counts["unchanged"] >= before
    assert counts["done"] + counts["unchanged"] + counts["changed"] == 120
    stopped = outcomes(settings, killed.id)
    assert stopped.counts["done"] + stopped.counts["cancelled"] == 120
    assert_healed(settings, resumes, 120)
