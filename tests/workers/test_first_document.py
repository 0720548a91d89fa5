"""Several processes beside a server meet the first document at once: one collection is made."""

from __future__ import annotations

import threading
from contextlib import closing
from pathlib import Path

import pytest
from qdrant_client import QdrantClient

from indexer.ingest.workshop import Workshop
from skillsearch.encoder import load_encoder
from skillsearch.settings import load_settings
from skillsearch.store.models import CollectionSchema
from skillsearch.store.server import ServerStore

PROCESSES = 4


class SlowStore(ServerStore):
    """One that takes its time between two requests, so that others come in between."""

    def create_collection(
        self, name: str, schema: CollectionSchema, metadata: dict[str, object]
    ) -> None:
        super().create_collection(name, schema, {})
        threading.Event().wait(0.2)
        self.set_metadata(name, metadata)


@pytest.mark.filterwarnings("ignore:Payload indexes have no effect")
def test_all_write_to_the_same_collection(tmp_path: Path) -> None:
    settings = load_settings(data_dir=tmp_path, encode_threads=1)
    encoder = load_encoder(settings)
    found: list[tuple[str, object]] = []
    begin = threading.Barrier(PROCESSES)
    with closing(SlowStore(QdrantClient(":memory:"))) as store:

        def meet() -> None:
            with Workshop(settings, store=store, encoder=lambda: encoder) as shop:
                begin.wait()
                name = shop.collection("resume")
                found.append((name, store.get_metadata(name).get("uid")))

        threads = [threading.Thread(target=meet) for _ in range(PROCESSES)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(found) == PROCESSES
        assert len(set(found)) == 1
        assert store.get_collections() == [found[0][0]]
        assert found[0][1]
