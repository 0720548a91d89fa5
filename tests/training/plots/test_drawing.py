"""What draw() leaves in a folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import matplotlib.image
import numpy as np
import pytest
from plot_samples import STOCK, evaluation, pairs, row, text_map

from skillsearch.errors import SettingError
from training.evaluation.results import Evaluation
from training.plots import MapPoint, TextMap, VectorMap, draw
from training.plots.palette import GRADES, MAX_NAMED_GROUPS, group_mark, model_colour

PICTURES = [
    "figures-extraction-tech.png",
    "figures-ssf-statements.png",
    "figures-esco-relatedness.png",
    "curves-ssf-statements.png",
    "similarity-ssf-statements.png",
    "reliability-ssf-statements.png",
    "curves-esco-relatedness.png",
    "similarity-esco-relatedness.png",
    "reliability-esco-relatedness.png",
    "map-sample.png",
]


def test_every_picture_is_there_and_has_something_in_it(drawn: list[Path]) -> None:
    assert [path.name for path in drawn] == [*PICTURES, "evaluation.html"]
    for path in drawn[:-1]:
        pixels = matplotlib.image.imread(path)[..., :3]
        height, width = pixels.shape[:2]
        assert width >= 700
        assert height >= 180
        assert 0.01 < np.mean(np.any(pixels < 0.97, axis=-1)) < 0.7, path.name


def test_the_same_input_gives_the_same_bytes(drawn: list[Path], tmp_path: Path) -> None:
    again = draw(evaluation(), [text_map()], tmp_path)
    for first, second in zip(drawn, again, strict=True):
        assert first.read_bytes() == second.read_bytes(), first.name


def test_nothing_to_draw_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="nothing to draw") as refused:
        draw(Evaluation((), {}), [], tmp_path / "plots")
    assert refused.value.remedy
    assert not (tmp_path / "plots").exists()


def test_a_folder_that_is_a_file_is_refused_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    one = Evaluation((row("keywords", STOCK, 50, None),), {})
    with pytest.raises(SettingError, match="taken") as refused:
        draw(one, [], tmp_path / "taken")
    assert "--no-plots" in refused.value.remedy


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"points": (), "views": ()}, "it has 0 points, and 12 are needed"),
        ({"views": ()}, "no model has given vectors"),
        ({"views": (VectorMap("flat", np.ones((24, 4), np.float32)),)}, "the same vector"),
        ({"views": (VectorMap("sick", np.full((24, 4), np.nan, np.float32)),)}, "not finite"),
        ({"missing": "titles.csv: it is missing."}, "titles.csv: it is missing, so it is not"),
    ],
)
def test_a_map_that_cannot_be_drawn_is_skipped_with_a_sentence(
    changes: dict[str, object], reason: str, tmp_path: Path
) -> None:
    broken = replace(text_map(), **changes)  # type: ignore[arg-type]
    made = draw(Evaluation((row("keywords", STOCK, 50, None),), {}), [broken], tmp_path)
    assert [path.name for path in made] == ["figures-keywords.png", "evaluation.html"]
    page = made[-1].read_text(encoding="utf-8")
    assert reason in page
    assert "no scored pairs" in page


def test_a_scorer_and_a_negative_correlation_have_their_bars(tmp_path: Path) -> None:
    base = row("titles-avature", STOCK, 0.0, None, name="Spearman")
    low = replace(base.figures[0], value=-0.4, low=-0.6, high=-0.2)
    rows = (base, replace(base, scorer="aliases", figures=(low,)))
    made = draw(Evaluation(rows, {}), [], tmp_path)
    assert made[0].stat().st_size > 10_000


def test_a_map_of_one_model_and_labels_that_no_font_has_are_drawn(tmp_path: Path) -> None:
    names = ["数据 $x^{$", "\U0001f600 _%"]
    points = tuple(MapPoint(f"{name} {n}", name) for name in names for n in range(10))
    vectors = np.random.default_rng(0).normal(size=(20, 5)).astype(np.float32)
    one = TextMap("odd", "$\\frac{", "kind", points, tuple(names), (VectorMap("m", vectors),))
    scored = Evaluation((row("ssf-skills", "$m_1$", 50, pairs([1, 0], 0.2)),), {})
    made = draw(scored, [one], tmp_path)
    assert all(path.stat().st_size > 10_000 for path in made)
    assert tmp_path / "map-odd.png" in made


def test_vectors_that_do_not_fit_the_points_are_refused() -> None:
    with pytest.raises(SettingError, match=r"24 points, and the vectors of short .* \(3, 4\)"):
        replace(text_map(), views=(VectorMap("short", np.ones((3, 4), np.float32)),))


def test_more_groups_than_readers_can_tell_apart_are_refused() -> None:
    marks = {(group_mark(n).colour, group_mark(n).symbol) for n in range(MAX_NAMED_GROUPS)}
    assert len(marks) == MAX_NAMED_GROUPS == 12
    with pytest.raises(SettingError, match="names 13 groups"):
        replace(text_map(), named=tuple(map(str, range(13))))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("paper", ["#ffffff", "#1a2029"])  # PNG and light cards, dark cards
def test_every_colour_is_seen_on_light_and_on_dark(paper: str) -> None:
    groups = [group_mark(n).colour for n in range(MAX_NAMED_GROUPS)]
    for colour in {*groups, *GRADES, *(model_colour(n) for n in range(8))}:
        low, high = sorted((luminance(colour), luminance(paper)))
        assert (high + 0.05) / (low + 0.05) >= 2.5, colour


def test_two_maps_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="same id"):
        draw(evaluation(), [text_map(), text_map()], tmp_path)
