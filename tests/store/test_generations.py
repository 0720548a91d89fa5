"""Generations behind an alias, killed at every step: the alias is always on a complete one."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from generation_steps import META, build, stop_at
from qdrant_client import QdrantClient
from store_engines import child, opened
from store_samples import SCHEMA, make_point

from skillsearch.errors import NotFound, NothingIndexed, SettingError
from skillsearch.store.base import VectorStore
from skillsearch.store.edge import EdgeStore
from skillsearch.store.files import copy_tree
from skillsearch.store.generations import Generations, go_live, roll_back
from skillsearch.store.server import ServerStore

pytestmark = pytest.mark.filterwarnings("ignore:Payload indexes have no effect")


@pytest.fixture
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorStore]:
    with opened(request.param, tmp_path) as made:
        for name in made.get_collections():
            if name.startswith("test_skills__g"):
                made.delete_collection(name)
        yield made


both = pytest.mark.parametrize("store", ["oracle", "embedded", "server"], indirect=True)


def generation_names(store: VectorStore) -> list[str]:
    return [name for name in store.get_collections() if name.startswith("test_skills__g")]


@both
def test_a_generation_is_live_only_when_finished(store: VectorStore) -> None:
    generations = Generations(store, "test_skills")
    assert generations.live() is None
    with pytest.raises(NothingIndexed, match="skillsearch index"):
        generations.name_of_live()
    name = generations.start(SCHEMA, META, clone_from_live=True)
    assert name == "test_skills__g0001"
    assert (generations.live(), generations.building()) == (None, name)
    generations.finish(name)
    assert (generations.live(), generations.building()) == (name, None)
    assert generations.name_of_live() == name
    assert store.get_metadata(name)["state"] == "complete"
    assert store.get_metadata(name)["fingerprint"] == META["fingerprint"]


@both
def test_a_clone_begins_with_what_is_live_and_leaves_it_alone(store: VectorStore) -> None:
    build(store, 1, 2)
    generations = Generations(store, "test_skills")
    name = generations.start(SCHEMA, META, clone_from_live=True)
    assert generations.building() == name
    store.upsert(name, [make_point(3)])
    assert (store.count("test_skills"), store.count(name)) == (2, 3)
    empty = generations.start(SCHEMA, META, clone_from_live=False)
    assert store.count(empty) == 0
    generations.abandon(empty)
    assert generation_names(store) == ["test_skills__g0001"]


@both
def test_exactly_one_generation_before_the_live_one_is_kept(store: VectorStore) -> None:
    made = [build(store, number) for number in range(4)]
    assert made == [f"test_skills__g000{number}" for number in (1, 2, 3, 4)]
    assert generation_names(store) == made[-2:]
    assert store.count("test_skills") == 4


@both
def test_rolling_back_twice_returns(store: VectorStore) -> None:
    first, second, third = (build(store, number) for number in range(3))
    generations = Generations(store, "test_skills")
    assert roll_back([generations]) == [("test_skills", third, second)]
    assert store.count("test_skills") == 2
    assert roll_back([generations]) == [("test_skills", second, third)]
    assert store.count("test_skills") == 3
    roll_back([generations])
    fourth = build(store, 9)
    assert store.count("test_skills") == 3
    assert generation_names(store) == [second, fourth]
    assert roll_back([generations]) == [("test_skills", fourth, second)]
    assert first not in store.get_collections()


@both
def test_only_the_collections_of_the_last_change_are_rolled_back(store: VectorStore) -> None:
    skills, jobs = Generations(store, "test_skills"), Generations(store, "test_jobs")
    only_skills = build(store, 1)
    started = [
        (g, g.start(SCHEMA, {**META, "job": "two"}, clone_from_live=True)) for g in (skills, jobs)
    ]
    go_live(started)
    both_skills, both_jobs = (name for _, name in started)
    undone = [("test_skills", both_skills, only_skills), ("test_jobs", both_jobs, None)]
    assert roll_back([skills, jobs]) == undone
    assert (skills.live(), jobs.live()) == (only_skills, None)
    assert roll_back([skills, jobs]) == [(alias, to, back) for alias, back, to in undone]
    last = build(store, 2, job="three")
    assert roll_back([skills, jobs]) == [("test_skills", last, both_skills)]
    assert jobs.live() == both_jobs


@both
def test_there_is_no_rolling_back_from_the_first(store: VectorStore) -> None:
    generations = Generations(store, "test_skills")
    with pytest.raises(NothingIndexed):
        roll_back([generations])
    name = build(store, 1)
    with pytest.raises(NotFound, match=f"{name}: there is no other complete generation"):
        roll_back([generations])
    with pytest.raises(SettingError, match="live"):
        generations.abandon(name)


@both
def test_an_unfinished_generation_is_resumed_only_for_the_same_work(store: VectorStore) -> None:
    build(store, 1)
    generations = Generations(store, "test_skills")
    begun = generations.start(SCHEMA, {**META, "uid": "a"}, clone_from_live=True)
    store.upsert(begun, [make_point(2)])
    assert generations.start(SCHEMA, {**META, "uid": "b"}, clone_from_live=True) == begun
    assert store.count(begun) == 2
    for other in ({"fingerprint": {"model": "mpnet"}}, {"job": "two"}):
        fresh = generations.start(SCHEMA, {**META, **other}, clone_from_live=True)
        assert store.count(fresh) == 1
        assert generations.building() == fresh
        assert len(generation_names(store)) == 2


@both
def test_an_alias_does_not_take_the_generations_of_another(store: VectorStore) -> None:
    store.create_collection("test_skills__g0009_not", SCHEMA, {})
    try:
        assert build(store, 1) == "test_skills__g0001"
    finally:
        store.delete_collection("test_skills__g0009_not")


class Stopped(BaseException):
    """Stands for the end of the process where a store in memory must survive it."""


def assert_in_order(store: VectorStore) -> None:
    """What must hold after a process died on its way from the second generation to the third."""
    generations = Generations(store, "test_skills")
    live = generations.name_of_live()
    metadata = store.get_metadata(live)
    assert (metadata["state"], metadata["generation"]) == ("complete", live)
    assert store.count("test_skills") == {2: 2, 3: 3}[int(live[-1])]
    build(store, 2)  # the same work again
    assert store.count("test_skills") == 3
    assert len(generation_names(store)) == 2
    ((alias, before, after),) = roll_back([generations])
    assert store.count("test_skills") in (2, 3)
    assert roll_back([generations]) == [(alias, after, before)]


def test_a_server_store_stopped_at_any_step_stays_in_order() -> None:
    for step in range(1, 100):
        client = QdrantClient(":memory:")
        store = ServerStore(client)
        build(store, 0)
        build(store, 1)
        stopping = ServerStore(client)

        def stop() -> None:
            raise Stopped

        stop_at(stopping, step, stop)
        try:
            build(stopping, 2)
        except Stopped:
            assert_in_order(store)
        else:
            assert step > 10
            return
    raise AssertionError


def test_a_server_clone_cut_short_is_never_taken_for_complete() -> None:
    client = QdrantClient(":memory:")
    store = ServerStore(client)
    build(store, 0)
    build(store, 1)
    stopping = ServerStore(client)

    def stop(*_: object) -> None:
        raise Stopped

    stopping.upsert = stop  # type: ignore[method-assign]
    with pytest.raises(Stopped):
        build(stopping, 2)
    assert "test_skills__g0003" in store.get_collections()
    assert_in_order(store)


KILLED = """
import os, signal, sys
from pathlib import Path
from skillsearch.store.edge import EdgeStore
from generation_steps import build, stop_at
store = EdgeStore(Path(sys.argv[1]))
kill = lambda: os.kill(os.getpid(), signal.SIGKILL)
how, step, reached = sys.argv[2], int(sys.argv[3]), 0
if how == "between":
    stop_at(store, step, kill)
else:  # inside the store's own steps: at the n-th time that a file is made durable
    real = os.fsync
    def fsync(descriptor):
        global reached
        reached += 1
        if reached == step:
            kill()
        real(descriptor)
    os.fsync = fsync
build(store, 2)
store.close()
print(reached if how == "inside" else "finished")
"""


@pytest.fixture(scope="module")
def two_generations(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("generations") / "base"
    with EdgeStore(folder) as store:
        build(store, 0)
        build(store, 1)
    return folder


def kill_and_check(folder: Path, how: str, step: int) -> str:
    """Build a third generation in a process that dies at ``step``; "" unless it got through."""
    process = child(KILLED, folder, how, step)
    output, errors = process.communicate()
    assert process.returncode in (0, -signal.SIGKILL), errors
    with EdgeStore(folder) as store:
        assert_in_order(store)
    return output


def test_an_embedded_store_killed_between_its_changes_stays_in_order(
    two_generations: Path, tmp_path: Path
) -> None:
    for step in range(1, 100):
        copy_tree(two_generations, tmp_path / str(step))
        if kill_and_check(tmp_path / str(step), "between", step):
            assert step > 10
            return
    raise AssertionError


def test_an_embedded_store_killed_inside_a_change_stays_in_order(
    two_generations: Path, tmp_path: Path
) -> None:
    """Killed when a file is made durable: early and midway in the clone, and at all last steps."""
    copy_tree(two_generations, tmp_path / "whole")
    steps = int(kill_and_check(tmp_path / "whole", "inside", 0))
    for step in (1, steps // 2, *range(steps - 11, steps + 1)):
        copy_tree(two_generations, tmp_path / str(step))
        assert not kill_and_check(tmp_path / str(step), "inside", step)
