"""Whom a new edition touches, in an embedded store."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from search.changes.comparing import compare
from search.changes.editions import Edition
from search.changes.impact import impact_of
from search.changes.records import Changes
from search.open_index import OpenIndex
from skillsearch.ledger import open_ledger
from skillsearch.ledger.decisions import NewDecision
from skillsearch.records import Concept, TaxonomyKey
from skillsearch.settings import load_settings
from skillsearch.store import open_store
from skillsearch.store.models import CollectionSchema, PointStruct

OLD, NEW = TaxonomyKey("guild", "1", "en"), TaxonomyKey("guild", "2", "en")


def edition(key: TaxonomyKey, *labels: str) -> Edition:
    return Edition(
        key, {("skill", label): Concept("skill", label, label, "tsc") for label in labels}
    )


@pytest.fixture
def changes() -> Changes:
    return compare(
        edition(OLD, "falconry", "thatching"), edition(NEW, "thatching", "glass blowing")
    )


@pytest.fixture
def index(tmp_path: Path) -> Iterator[OpenIndex]:
    """Three candidates of two tenants, made with the old edition."""
    store = open_store(load_settings(data_dir=tmp_path))
    keywords = dict.fromkeys(("tenant", "external_id", "skills", "taxonomies"), "keyword")
    schema = CollectionSchema(dense={"dense": 2}, indexes=keywords)  # type: ignore[arg-type]
    store.create_collection("candidates__g0001", schema, {})
    store.set_aliases({"candidates": "candidates__g0001"})
    people = (("a", "north", "falconry"), ("b", "north", "thatching"), ("c", "south", "falconry"))
    store.upsert(
        "candidates",
        [
            PointStruct(
                id=str(uuid.uuid5(uuid.NAMESPACE_OID, name)),
                vector={"dense": np.array([1, 0], np.float32)},
                payload={
                    "tenant": tenant,
                    "external_id": name,
                    "skills": [OLD.point_id("skill", named)],
                    "taxonomies": ["guild@1"],
                },
            )
            for name, tenant, named in people
        ],
    )

    def no_encoder() -> None:
        raise AssertionError("counting needs no encoder")

    with OpenIndex(store, no_encoder, tmp_path / "cache", "none") as opened:  # type: ignore[arg-type]
        yield opened


def test_only_documents_that_name_what_breaks_are_counted(
    index: OpenIndex, changes: Changes
) -> None:
    impact = impact_of(index, changes, "north")
    assert (impact.made_with, impact.touched) == ({"candidates": 2}, {"candidates": 1})
    (touched,) = impact.concepts
    assert (touched.kind, touched.before.id) == ("removed", "falconry")
    assert touched.examples == {"candidates": ("a",)}
    assert impact.decisions is None


def test_decisions_on_what_breaks_are_named(
    index: OpenIndex, changes: Changes, tmp_path: Path
) -> None:
    with open_ledger(load_settings(data_dir=tmp_path / "ledger")) as ledger:
        first = ledger.decide(
            "north", NewDecision("guild", "skill", "falconry", "thatching", "keep", by="Ada")
        )
        impact = impact_of(index, changes, "north", ledger)
        assert impact_of(index, changes, "south", ledger).decisions == 0
    assert impact.decisions == 1
    assert impact.concepts[0].counts["decisions"] == 1
    assert impact.concepts[0].examples["decisions"] == (first.id,)
