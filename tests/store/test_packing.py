"""Nested payload values are kept as texts by the embedded engine, and nobody notices."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from skillsearch.store.packing import packed, unpacked

_plain = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(-1e9, 1e9) | st.text()
_values = st.recursive(
    _plain, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20
)


@given(st.dictionaries(st.text(), _values))
def test_a_payload_comes_back_as_it_was(payload: dict[str, Any]) -> None:
    assert unpacked(packed(payload)) == payload


def test_only_nested_values_become_texts() -> None:
    payload = {"skills": ["a", "b"], "years": 3.5, "pieces": [{"text": "x"}], "pay": {"low": 1}}

    kept = packed(payload)

    assert kept["skills"] == ["a", "b"]
    assert kept["years"] == 3.5
    assert isinstance(kept["pieces"], str)
    assert isinstance(kept["pay"], str)


def test_a_text_that_looks_packed_comes_back_as_it_was() -> None:
    payload = {"title": packed({"pieces": [{}]})["pieces"]}

    assert unpacked(packed(payload)) == payload
