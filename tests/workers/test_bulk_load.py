"""Resumes through real workers over a real Redis: the same index, and fairly."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
from worker_processes import (
    RedisServer,
    end_of,
    load_here,
    outcomes,
    points_of,
    running,
    settings_for,
    submit,
    write_resumes,
)

from skillsearch.ledger import open_ledger
from skillsearch.store.files import copy_tree
from skillsearch.store.models import Record, SparseVector


def assert_equal(one: Record, other: Record) -> None:
    """The same payload (but for the collection that it names) and the same vectors."""
    assert {**one.payload, "pipeline": ""} == {**other.payload, "pipeline": ""}
    assert one.vector.keys() == other.vector.keys()
    for name, vector in one.vector.items():
        beside = other.vector[name]
        if isinstance(vector, SparseVector):
            assert isinstance(beside, SparseVector)
            assert np.array_equal(vector.indices, beside.indices)
            assert np.allclose(vector.values, beside.values, atol=1e-6)
        else:
            assert np.allclose(vector, beside, atol=1e-6)


def test_workers_make_the_same_index_as_one_process(
    skilled_data_dir: Path,
    new_data_dir: Callable[[], Path],
    redis_server: RedisServer,
    tmp_path: Path,
) -> None:
    beside = new_data_dir() / "home"
    copy_tree(skilled_data_dir, beside)
    resumes = write_resumes(tmp_path / "cvs", range(36))
    settings = settings_for(skilled_data_dir, redis_server.url)
    job = submit(settings, [resumes])
    with running(settings, tmp_path / "log", "--concurrency", "2") as worker:
        end_of(settings, job)
        assert worker.stop() == 0
    assert outcomes(settings, job).counts["done"] == 36
    assert not list((skilled_data_dir / "spool").glob("*.npz"))

    assert load_here(settings_for(beside), [resumes])["done"] == 36
    made, expected = points_of(skilled_data_dir), points_of(beside)
    assert made.keys() == expected.keys()
    assert len(made) == 36
    for point, found in made.items():
        assert_equal(found, expected[point])


def test_five_resumes_do_not_wait_for_the_hundreds_of_another(
    skilled_data_dir: Path, redis_server: RedisServer, tmp_path: Path
) -> None:
    settings = settings_for(skilled_data_dir, redis_server.url)
    many = submit(settings, [write_resumes(tmp_path / "many", range(120))], tenant="large")
    few = submit(settings, [write_resumes(tmp_path / "few", range(500, 505))], tenant="small")
    with running(settings, tmp_path / "log"):
        end_of(settings, few)
        with closing(open_ledger(settings)) as ledger:
            left = ledger.counts(many).unfinished
        end_of(settings, many)
    assert outcomes(settings, few).counts["done"] == 5
    assert outcomes(settings, many).counts["done"] == 120
    assert left > 60
