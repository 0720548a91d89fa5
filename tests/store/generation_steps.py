"""Building a generation, and stopping on the way; light to import for the processes killed."""

from __future__ import annotations

from collections.abc import Callable

from store_samples import SCHEMA, make_point

from skillsearch.store.base import VectorStore
from skillsearch.store.generations import Generations

META = {"fingerprint": {"model": "mini"}, "job": "one"}

STEPS = [
    "create_collection",
    "clone_collection",
    "set_metadata",
    "set_aliases",
    "upsert",
    "optimize",
    "delete_collection",
]


def build(store: VectorStore, *numbers: int, job: str = "one") -> str:
    generations = Generations(store, "test_skills")
    name = generations.start(SCHEMA, {**META, "job": job}, clone_from_live=True)
    store.upsert(name, [make_point(number) for number in numbers])
    generations.finish(name)
    return name


def stop_at(store: VectorStore, step: int, stop: Callable[[], None]) -> None:
    """Let ``store`` call ``stop`` before or after its n-th change: 1 is before the first."""
    reached = 0

    def tick() -> None:
        nonlocal reached
        reached += 1
        if reached == step:
            stop()

    def watched(change: Callable[..., None]) -> Callable[..., None]:
        def call(*arguments: object) -> None:
            tick()
            change(*arguments)
            tick()

        return call

    for name in STEPS:
        setattr(store, name, watched(getattr(store, name)))
