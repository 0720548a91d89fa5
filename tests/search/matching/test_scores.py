"""The model of the score: monotone in each feature, banded, and refused where it is damaged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.matching.features import FEATURES
from search.matching.scoring import band_of, load_fit_model, shipped_fit_model
from skillsearch.errors import SettingError

_values = st.fixed_dictionaries({name: st.none() | st.floats(0, 1) for name in FEATURES})


@given(_values, st.sampled_from(FEATURES), st.floats(0, 1))
def test_more_of_anything_good_never_lowers_the_score(
    features: dict[str, float | None], name: str, more: float
) -> None:
    held = features[name]
    if held is None:
        return
    better = features | {name: max(held, more)}

    assert shipped_fit_model().score(better) >= shipped_fit_model().score(features)


@pytest.mark.parametrize("fault", ["unwanted", "lacking"])
@given(features=_values, one=st.floats(0, 1), other=st.floats(0, 1))
def test_more_that_must_not_be_there_or_must_and_is_not_never_raises_the_score(
    fault: str, features: dict[str, float | None], one: float, other: float
) -> None:
    model = shipped_fit_model()
    least, most = sorted((one, other))

    assert model.score(features, **{fault: most}) <= model.score(features, **{fault: least})


@given(_values)
def test_a_score_lies_between_0_and_100(features: dict[str, float | None]) -> None:
    assert 0 <= shipped_fit_model().score(features) <= 100


def test_a_score_has_a_band_and_none_has_not_enough_evidence() -> None:
    bands = [band_of(score) for score in (None, 0.0, 25.0, 50.0, 75.0, 100.0)]

    assert bands == ["not enough evidence", "weak", "possible", "good", "strong", "strong"]


@pytest.mark.parametrize(
    "damage",
    [
        {"curves": {"skills": {"knots": [0, 1], "values": [1, 0], "missing": 0}}},
        {"curves": {"charm": {"knots": [0, 1], "values": [0, 1], "missing": 0}}},
        {"bias": "much"},
        {"curves": None},
    ],
)
def test_a_damaged_model_is_refused(tmp_path: Path, damage: dict[str, Any]) -> None:
    path = tmp_path / "fit.json"
    path.write_text(json.dumps({"name": "x", "bias": 0.0, "curves": {}} | damage))

    with pytest.raises(SettingError, match="no model of scores"):
        load_fit_model(path)
