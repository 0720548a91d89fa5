"""The interactive page: whole, offline, and safe with any text."""

from __future__ import annotations

import html
import json
import math
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import plotly.graph_objects
import pytest
from hypothesis import given
from hypothesis import strategies as st
from plot_samples import HOSTILE, STOCK, evaluation, text_map

from training.plots.page.texts import as_json, hover_text


class Parsed(HTMLParser):
    """Tags with their attributes, ids, and the text of each script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script":
            self.scripts[-1] += data


@pytest.fixture(scope="module")
def text(drawn: list[Path]) -> str:
    return drawn[-1].read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(text: str) -> Parsed:
    return Parsed(text)


@pytest.fixture(scope="module")
def data(page: Parsed) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.scripts[0])
    return found


def test_the_page_loads_nothing_from_anywhere(page: Parsed) -> None:
    for tag, attributes in page.tags:
        assert tag not in ("link", "img", "iframe", "object", "embed", "base")
        assert not {"src", "href", "action", "srcset"} & set(attributes)
    policy = next(a["content"] for t, a in page.tags if "http-equiv" in a)
    assert policy is not None
    assert "default-src 'none'" in policy
    assert "http" not in policy


def test_plotly_is_inlined_once_and_its_button_that_uploads_charts_is_not_used(
    text: str, page: Parsed
) -> None:
    assert len(page.scripts) == 3
    assert len(re.findall(r"plotly\.js v\d", text)) == 1
    own = page.scripts[2]
    assert "modeBarButtons:" in own
    assert "sendChartToCloud" not in own
    assert "http" not in own
    assert "innerHTML" not in own  # texts enter as text


def test_all_placeholders_of_the_template_are_filled(text: str) -> None:
    assert not re.findall(r"<!--[A-Z]+-->", text)


def test_scripts_name_only_elements_that_are_there(page: Parsed) -> None:
    ids = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    asked = set(re.findall(r'byId\("([\w-]+)"\)', page.scripts[2]))
    assert asked <= ids
    assert len(asked) > 10


def test_a_hostile_text_ends_no_script_and_arrives_whole(
    page: Parsed, data: dict[str, Any]
) -> None:
    assert len(page.scripts) == 3
    assert "<" not in page.scripts[0]
    points = data["maps"][0]["points"]
    assert points[0]["text"] == points[0]["group"] == HOSTILE
    assert data["environment"]["data"] == HOSTILE


def test_every_text_of_a_map_is_escaped_where_it_is_hovered(data: dict[str, Any]) -> None:
    points = data["maps"][0]["points"]
    assert len(points) == len(text_map().points)
    for point, original in zip(points, text_map().points, strict=True):
        bare = re.sub(r"</?b>|<br>", " ", point["hover"])
        assert "<" not in bare
        assert ">" not in bare
        shown = " ".join(html.unescape(bare).split())
        assert shown == f"{original.text} group: {original.group}"


@given(st.text())
def test_any_text_comes_back_from_json_that_has_no_markup(text: str) -> None:
    written = as_json({"text": text})
    assert not set(written) & set("<>&")
    assert json.loads(written) == {"text": text}
    assert re.sub(r"</?b>|<br>", "", hover_text(text)).count("<") == 0


def test_values_that_json_has_no_word_for_are_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        as_json([math.nan])


def test_every_chart_is_one_that_plotly_accepts(data: dict[str, Any]) -> None:
    sections = [(chart["section"], chart["group"]) for chart in data["charts"]]
    assert len(sections) == 2 * (2 + 2 + 2)  # protocols × (curves + histograms + reliability)
    for chart in data["charts"]:
        made = plotly.graph_objects.Figure(chart["data"], chart["layout"])
        assert all(len(trace.x) == len(trace.y) > 1 for trace in made.data)


def test_the_table_has_each_figure_with_its_interval_and_stock_first(data: dict[str, Any]) -> None:
    table = data["table"]
    assert [model["name"] for model in table["models"]] == [STOCK, "house"]
    assert [row["protocol"] for row in table["rows"]] == list(evaluation().protocols)
    assert all(row["cells"] == [[60, 58, 62], [70, 68, 72]] for row in table["rows"])


def test_both_models_of_a_map_have_purity_positions_and_neighbours(data: dict[str, Any]) -> None:
    (one,) = data["maps"]
    base, tuned = one["views"]
    assert tuned["purity"] == 1
    assert base["purity"] < 0.6
    for view in one["views"]:
        assert {name: [len(axis) for axis in plane] for name, plane in view["planes"].items()} == {
            "t-SNE": [24, 24],
            "PCA": [24, 24],
        }
        assert all(len(set(near) - {own}) == 10 for own, near in enumerate(view["neighbours"]))
    groups = {group["name"]: group["points"] for group in one["groups"]}
    assert list(groups) == ["1 other", HOSTILE, "group 1"]
    assert sorted(place for points in groups.values() for place in points) == list(range(24))
