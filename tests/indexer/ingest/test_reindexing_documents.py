"""Documents under another model, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from command_line import Run

from skillsearch.settings import load_settings
from skillsearch.store import open_store
from skillsearch.store.files import copy_tree
from skillsearch.store.models import Record

RESUME = """Robin Example
Baker

Experience
Baker, Example Bakery, January 2019 to March 2021
• Baked bread and cakes for a hundred customers a day.
• Trained two apprentices and kept the books.

Education
Certificate in baking, Example College, 2018

Skills
Baking, food hygiene, stock control, customer service
"""


@pytest.fixture
def home(sample_data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The samples and one resume, in a folder that no flag need name."""
    folder = tmp_path / "home"
    copy_tree(sample_data_dir, folder)
    monkeypatch.setenv("SKILLSEARCH_DATA_DIR", str(folder))
    return folder


def only_candidate(home: Path) -> tuple[str, Record]:
    with open_store(load_settings(data_dir=home)) as store:
        (record,), _ = store.scroll("candidates", with_vectors=True)
        return store.get_aliases()["candidates"], record


def test_a_candidate_is_encoded_again_and_keeps_what_the_model_did_not_make(
    run: Run, home: Path, small_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "baker.txt").write_text(RESUME, encoding="utf-8")
    counts: dict[str, Any] = run("index", "resumes", tmp_path / "baker.txt", "--json").document
    assert counts["counts"]["done"] == 1
    was, before = only_candidate(home)

    done = run("reindex", "--model", small_model, "--json")
    assert done.code == 0, done.err
    now, after = only_candidate(home)
    assert was != now
    assert after.payload == before.payload
    rows = np.asarray(after.vector["chunks"])
    assert rows.shape == (len(before.payload["pieces"]), 32)
    assert np.asarray(after.vector["dense"]).shape == (32,)
    for kept in ("skills", "bm25"):
        old, new = before.vector[kept], after.vector[kept]
        assert dict(zip(old.indices, old.values, strict=True)) == dict(
            zip(new.indices, new.values, strict=True)
        )

    back = run("rollback", "--json")
    assert back.code == 0, back.err
    assert {"alias": "candidates", "from": now, "to": was} in back.document["rolled_back"]


def test_a_first_document_is_no_change_of_the_index_to_undo(
    run: Run, home: Path, tmp_path: Path
) -> None:
    (tmp_path / "baker.txt").write_text(RESUME, encoding="utf-8")
    assert run("index", "resumes", tmp_path / "baker.txt", "--json").code == 0
    run("rollback", "--json")
    assert only_candidate(home)[1].payload["external_id"] == "baker.txt"
