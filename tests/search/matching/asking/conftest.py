"""The bundled samples, and a few candidates and postings that are in places and have ids."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from indexer.ingest.collections import live_collection, point_id
from search.open_index import OpenIndex, open_index
from skillsearch.documents import DocumentKind
from skillsearch.settings import load_settings
from skillsearch.store.files import copy_tree
from skillsearch.store.models import PointStruct
from skillsearch.text import normal_form

PLACES = ("Singapore", "Berlin", "Leeds", "Austin, TX", "New York", "Kuala Lumpur", "London")


@pytest.fixture(scope="session")
def asked_index(
    sample_data_dir: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[OpenIndex]:
    """The samples with two documents of each kind in each of :data:`PLACES`."""
    folder = tmp_path_factory.mktemp("asked") / "home"
    copy_tree(sample_data_dir, folder)
    with open_index(load_settings(data_dir=folder)) as index:
        encoder = index.encoder_for(index.collection("skills"))
        kinds: tuple[DocumentKind, ...] = ("resume", "posting")
        for kind in kinds:
            name = live_collection(index.store, kind, encoder, index.model)
            index.store.upsert(name, [_document(kind, n) for n in range(2 * len(PLACES))])
        _other_tenant(index)
    with open_index(load_settings(data_dir=folder)) as index:
        yield index


def _document(kind: DocumentKind, number: int, tenant: str = "default") -> PointStruct:
    place = PLACES[number // 2] if tenant == "default" else "Atlantis"
    vector = np.zeros(384, np.float32)
    vector[number] = 1
    keys = {normal_form(part) for part in (place, *place.split(","))}
    return PointStruct(
        id=point_id(tenant, kind, f"{kind}-{number}"),
        vector={"dense": vector, "title": vector, "chunks": vector[None, :]},
        payload={
            "tenant": tenant,
            "external_id": f"{kind}-{number}",
            "location_keys": sorted(keys),
        },
    )


def _other_tenant(index: OpenIndex) -> None:
    others = [_document("resume", number, "elsewhere") for number in (20, 21, 22)]
    index.store.upsert("candidates", others)
