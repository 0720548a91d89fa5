"""Impact ratios by the four-fifths rule, from labels that the user brings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Run
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from search.matching.fairness import Impact, fisher_exact, impact_of
from search.matching.groups import group_labels, read_groups
from skillsearch.errors import QueryError, SourceError

counts = st.integers(0, 60)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ((3, 1, 1, 3), 0.4857142857),  # Fisher's lady tasting tea
        ((1, 9, 11, 3), 0.0027594562),
        ((8, 2, 1, 5), 0.0349650350),
        ((0, 0, 5, 5), 1.0),
        ((5000, 5000, 5000, 5000), 1.0),
    ],
)
def test_fishers_test_gives_known_values(table: tuple[int, int, int, int], expected: float) -> None:
    assert fisher_exact(*table) == pytest.approx(expected, abs=1e-9)


@given(counts, counts, counts, counts)
def test_fishers_test_does_not_depend_on_how_the_table_is_turned(
    a: int, b: int, c: int, d: int
) -> None:
    p = fisher_exact(a, b, c, d)

    assert 0 < p <= 1
    assert fisher_exact(c, d, a, b) == pytest.approx(p)
    assert fisher_exact(b, a, d, c) == pytest.approx(p)
    assert fisher_exact(a, c, b, d) == pytest.approx(p)


def _impact(**groups: tuple[int, int]) -> Impact:
    """Group → (pool, selected)."""
    labels, selected = {}, set()
    for group, (pool, chosen) in groups.items():
        labels.update({f"{group}{n}": group for n in range(pool)})
        selected.update(f"{group}{n}" for n in range(chosen))
    return impact_of("attribute", "first 60", labels, selected)


def test_half_the_rate_is_below_four_fifths() -> None:
    """The example of the guidelines' questions and answers: 48 of 80, and 12 of 40."""
    found = _impact(white=(80, 48), black=(40, 12))

    low, high = found.groups
    assert (low.group, high.group, found.reference) == ("black", "white", "white")
    assert (high.rate, low.rate, low.ratio) == (0.6, 0.3, 0.5)
    assert low.is_below
    assert not high.is_below
    assert low.p_value is not None
    assert low.p_value < 0.05
    assert "more than chance explains: black" in found.warnings[0]


def test_four_fifths_itself_is_not_below() -> None:
    found = _impact(a=(100, 50), b=(100, 40))

    assert not any(group.is_below for group in found.groups)
    assert found.warnings == ()


def test_one_person_is_no_yardstick() -> None:
    found = _impact(big=(200, 60), other=(100, 28), lone=(1, 1))

    assert found.reference == "big"
    assert {group.group for group in found.groups if group.is_small} == {"lone"}
    assert "lone" in found.warnings[0]


def test_two_percent_of_a_large_pool_is_small() -> None:
    found = _impact(most=(5000, 500), few=(40, 1))

    few = found.groups[0]
    assert few.is_small
    assert few.is_below
    assert any("chance may explain: few" in said for said in found.warnings)


def test_nobody_selected_has_no_ratio() -> None:
    found = _impact(a=(50, 0), b=(50, 0))

    assert [group.ratio for group in found.groups] == [None, None]
    assert "Nobody with a label is selected" in found.warnings[0]


def test_labels_are_read_with_any_separator(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text("\ufeffexternal_id;gender;age\na.txt;f;\nb.txt;m;over 40\n", encoding="utf-8")

    labels = read_groups(path)

    assert labels.attributes == {
        "gender": {"a.txt": "f", "b.txt": "m"},
        "age": {"b.txt": "over 40"},
    }
    assert labels.names == ("a.txt", "b.txt")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,gender\na,f\n", "has no id"),
        ("external_id\na\n", "no group labels"),
        ("external_id,gender\na,\n", "no group labels"),
        ("external_id,gender\na,f\na,m\n", "two groups of gender"),
        ("external_id,gender\na\n", "row 2"),
        ('external_id,gender\n"a,f\n', "no table"),
        ("", "no group labels"),
    ],
)
def test_a_file_without_labels_says_why(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "labels.csv"
    path.write_text(text)

    with pytest.raises(SourceError, match=said) as refused:
        read_groups(path)

    assert str(path) in str(refused.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read_groups(tmp_path / "none.csv")


def test_two_rows_that_agree_are_one_label() -> None:
    rows = [{"id": "a", "x": "1"}, {"id": "a", "x": "1"}]

    assert group_labels(rows).attributes == {"x": {"a": "1"}}


LABELS = {
    "electrician.txt": "zqoutward",
    "site-manager.xml": "zqoutward",
    "head-chef.md": "zqinward",
    "staff-nurse.txt": "zqinward",
    "nobody.txt": "zqinward",
}


@pytest.fixture
def labels_csv(tmp_path: Path) -> Path:
    path = tmp_path / "labels.csv"
    lines = [f"{name},{group}" for name, group in LABELS.items()]
    path.write_text("\n".join(["external_id,trained", *lines]))
    return path


def test_selection_is_counted_at_every_cut(
    run: Run, people_dir: Path, people_client: TestClient, labels_csv: Path
) -> None:
    asked = ("candidates", "--posting", "solar-installer.txt", "--limit", "2", "--json",
             "--years-min", "1", "--threshold", "0", "--data-dir", str(people_dir))  # fmt: skip
    told = json.loads(run(*asked, "--groups", labels_csv).out)
    groups = [{"external_id": name, "trained": group} for name, group in LABELS.items()]
    body = {"posting_id": "solar-installer.txt", "limit": 2, "filters": {"years_min": 1},
            "threshold": 0, "groups": groups}  # fmt: skip
    sent = people_client.post("/v1/candidates/search", json=body)

    impact = sent.json()["impact"]
    assert told["impact"] == impact
    assert (impact["labelled"], impact["unknown"], impact["shown"]) == (4, 1, 2)
    shown = {hit["external_id"] for hit in sent.json()["results"]}
    first = next(cut for cut in impact["cuts"] if cut["cut"] == "first 2")
    selected = {group["group"]: group["selected"] for group in first["groups"]}
    for group, count in selected.items():
        assert count == sum(LABELS.get(name) == group for name in shown)
    scored = next(cut for cut in impact["cuts"] if cut["cut"].startswith("score"))
    passing = sum(group["selected"] for group in scored["groups"])
    assert 0 < passing <= 4
    assert all(group["is_small"] for cut in impact["cuts"] for group in cut["groups"])


def test_labels_are_not_stored(run: Run, people_dir: Path, labels_csv: Path) -> None:
    shown = run("candidates", "--posting", "solar-installer.txt", "--limit", "2",
                "--groups", labels_csv, "--data-dir", str(people_dir))  # fmt: skip

    assert "zqoutward" in shown.out
    for path in people_dir.rglob("*"):
        assert not path.is_file() or b"zqoutward" not in path.read_bytes(), path


@pytest.mark.parametrize(
    ("route", "body", "said"),
    [
        ("candidates", {"groups": [{"external_id": "none", "x": "1"}]}, "None of the 1 labelled"),
        ("candidates", {"groups": [{"x": "1"}]}, "has no id"),
        ("candidates", {"threshold": 101}, "threshold"),
        ("postings", {"groups": [{"external_id": "none", "x": "1"}]}, "groups"),
    ],
)
def test_labels_that_cannot_be_used_say_why(
    people_client: TestClient, route: str, body: dict[str, object], said: str
) -> None:
    answer = people_client.post(f"/v1/{route}/search", json={"text": "electrician", **body})

    assert answer.status_code == 422, answer.text
    assert said in answer.text


def test_groups_may_be_named_by_point(people_client: TestClient) -> None:
    body: dict[str, object] = {"text": "electrician", "limit": 1}
    hit = people_client.post("/v1/candidates/search", json=body).json()["results"][0]
    groups = [{"id": hit["id"], "x": "1"}]

    impact = people_client.post("/v1/candidates/search", json={**body, "groups": groups}).json()

    assert impact["impact"]["labelled"] == 1
    assert "Only one group" in impact["impact"]["cuts"][0]["warnings"][0]


def test_a_threshold_out_of_range_is_refused() -> None:
    from search.matching.examining import Wanted

    with pytest.raises(QueryError, match="threshold = 101"):
        Wanted(threshold=101)
