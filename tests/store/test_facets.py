"""Values are counted exactly, whichever way the embedded engine counts them."""

from __future__ import annotations

import uuid
from pathlib import Path

import numpy as np
import pytest

from skillsearch.store import edge
from skillsearch.store.edge import EdgeStore
from skillsearch.store.models import (
    CollectionSchema,
    FieldCondition,
    Filter,
    HasIdCondition,
    MatchValue,
    PointStruct,
)

OURS = Filter(must=[FieldCondition("tenant", MatchValue("ours"))])


@pytest.mark.parametrize("most", [3, 1_000])
def test_counts_are_exact_after_deletions_and_cut_by_the_most_frequent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(edge, "_MOST_VALUES", most)
    schema = CollectionSchema(dense={"v": 2}, indexes={"tenant": "tenant", "skills": "keyword"})
    with EdgeStore(tmp_path) as store:
        store.create_collection("people", schema, {})
        ids = [str(uuid.uuid5(uuid.NAMESPACE_OID, str(number))) for number in range(60)]
        store.upsert("people", [
            PointStruct(point, {"v": np.array([1, number], np.float32)}, {
                "tenant": "theirs" if number % 6 == 5 else "ours",
                "skills": [f"s{step}" for step in range(1, 12) if number % step == 0],
            })
            for number, point in enumerate(ids)
        ])  # fmt: skip
        left = [n for n in range(60) if n not in (0, 6, 12, 30)]
        store.delete("people", Filter(must=[HasIdCondition([ids[n] for n in (0, 6, 12, 30)])]))
        wanted = {
            f"s{step}": sum(n % step == 0 for n in left if n % 6 != 5) for step in range(1, 12)
        }

        assert store.facet("people", "skills", filter=OURS) == wanted
        first = sorted(wanted, key=lambda skill: (-wanted[skill], skill))[:2]
        assert list(store.facet("people", "skills", filter=OURS, limit=2)) == first
