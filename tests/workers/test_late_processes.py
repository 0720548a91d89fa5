"""A process that comes back when another has its items already: it changes and leaves nothing."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from worker_processes import settings_for, submit, write_resumes

from indexer.ingest import embedding
from indexer.ingest.embedding import embed_items
from indexer.ingest.local import work_off
from indexer.ingest.spool import LEFT_OVER_SECONDS, spool_batch, sweep_spool
from indexer.ingest.workshop import Workshop
from skillsearch.ledger.records import Item
from skillsearch.settings import Settings
from skillsearch.store.models import PointStruct

COUNT = 3


@pytest.fixture
def settings(skilled_data_dir: Path) -> Settings:
    return settings_for(skilled_data_dir, lease_seconds=60)


def parsed_items(shop: Workshop, tmp_path: Path) -> tuple[str, list[Item]]:
    """A job of which all is parsed, and its items as a worker claims them to embed."""
    job = submit(shop.settings, [write_resumes(tmp_path / "cvs", range(COUNT))])
    while work_off(shop, "parse", "first"):
        pass
    return job, shop.ledger.claim("embed", "first", COUNT, 60)


def another_takes_them(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> list[Item]:
    """Time passes beyond the lease, and a second worker claims the items."""
    monkeypatch.setattr(shop.ledger, "clock", lambda: time.time() + 3600)
    taken: list[Item] = []
    while items := shop.ledger.claim("embed", "second", COUNT, 60):
        taken += items
    assert len(taken) == COUNT
    return taken


def test_a_late_writer_leaves_the_points_that_another_is_about_to_settle(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Workshop(settings) as shop:
        job, items = parsed_items(shop, tmp_path)
        upsert = shop.store.upsert
        second: list[Item] = []

        def slow(name: str, points: Sequence[PointStruct]) -> None:
            upsert(name, points)
            second.extend(another_takes_them(shop, monkeypatch))

        monkeypatch.setattr(shop.store, "upsert", slow)
        embed_items(shop, items)
        assert shop.ledger.counts(job).embedding == COUNT, "the second has them"
        stored, _ = shop.store.scroll(shop.collection("resume"))
        assert len(stored) == COUNT, "they may be the points of the second"

        monkeypatch.setattr(shop.store, "upsert", upsert)
        embed_items(shop, second)
        assert shop.ledger.counts(job).done == COUNT
        assert len(shop.store.scroll(shop.collection("resume"))[0]) == COUNT


def test_a_late_writer_takes_back_what_was_cancelled_meanwhile(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Workshop(settings) as shop:
        job, items = parsed_items(shop, tmp_path)
        upsert = shop.store.upsert

        def slow(name: str, points: Sequence[PointStruct]) -> None:
            upsert(name, points)
            shop.ledger.cancel(job)
            monkeypatch.setattr(shop.ledger, "clock", lambda: time.time() + 3600)
            shop.ledger.claim("parse", "second", 1, 60)

        monkeypatch.setattr(shop.store, "upsert", slow)
        embed_items(shop, items)
        assert shop.ledger.counts(job).cancelled == COUNT
        assert shop.store.scroll(shop.collection("resume"))[0] == []


def test_a_late_embedder_leaves_no_batch_on_the_disk(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Workshop(settings)) as owner:
        owner.publish()
    with Workshop(settings, owns_store=False) as shop:
        _, items = parsed_items(shop, tmp_path)
        made: list[str] = []

        def slow(folder: Path, points: Sequence[PointStruct]) -> str:
            made.append(spool_batch(folder, points))
            another_takes_them(shop, monkeypatch)
            return made[0]

        monkeypatch.setattr(embedding, "spool_batch", slow)
        embed_items(shop, items)
        assert made
        assert not list(shop.spool.glob("*.npz"))


def test_what_a_dead_process_left_in_the_spool_is_swept(tmp_path: Path) -> None:
    old, fresh, needed, half = (tmp_path / n for n in ("a.npz", "b.npz", "c.npz", ".d.npz.partial"))
    for path in (old, fresh, needed, half, tmp_path / "notice.json"):
        path.write_bytes(b"-")
        if path != fresh:
            before = time.time() - LEFT_OVER_SECONDS - 1
            os.utime(path, (before, before))
    assert sweep_spool(tmp_path, lambda: {needed.name}) == 2
    assert {path.name for path in tmp_path.iterdir()} == {"b.npz", "c.npz", "notice.json"}
    assert sweep_spool(tmp_path / "absent", set) == 0
