"""An index is refused to a model that did not make it, with the way out."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from skillsearch.encoder.base import Fingerprint
from skillsearch.errors import IndexMismatch
from skillsearch.store.compatibility import check_fingerprint

MINI = Fingerprint("all-MiniLM-L6-v2", "ab" * 32, 384, "mean", 256, "int8")
MPNET = Fingerprint("all-mpnet-base-v2", "cd" * 32, 768, "mean", 384, "float32")


def test_the_model_that_made_the_index_may_query_it() -> None:
    check_fingerprint({"fingerprint": asdict(MINI), "state": "complete"}, MINI)


def test_another_model_is_told_both_models_both_dimensions_and_what_to_run() -> None:
    with pytest.raises(IndexMismatch) as caught:
        check_fingerprint({"fingerprint": asdict(MINI)}, MPNET)
    message = str(caught.value)
    assert "made by all-MiniLM-L6-v2 (384 dimensions)" in message
    assert "all-mpnet-base-v2 (768 dimensions)" in message
    assert "skillsearch reindex --model all-mpnet-base-v2" in message
    assert "SKILLSEARCH_MODEL=all-MiniLM-L6-v2" in message


def test_another_build_of_the_same_model_is_told_what_differs() -> None:
    with pytest.raises(IndexMismatch, match="pipeline 1 there and 2 here"):
        check_fingerprint({"fingerprint": asdict(MINI)}, replace(MINI, pipeline=2))


def test_an_index_without_a_fingerprint_is_refused() -> None:
    with pytest.raises(IndexMismatch, match="does not say which model"):
        check_fingerprint({}, MINI)
