"""``skillsearch evaluate``: tables, JSON and files of models side by side."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run

HEADER = "jittered_title,seed_title,onet_code,onet_name\n"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with nothing but twelve variants of six titles."""
    folder = tmp_path_factory.mktemp("data")
    file = folder / "titles" / "jittered" / "val_ds.csv"
    file.parent.mkdir(parents=True)
    seeds = ["Baker", "Welder", "Midwife", "Bus Driver", "Web Developer", "Tax Adviser"]
    rows = [
        f"{variant},{seed},{10 + number}-0000.00,{seed}\n"
        for number, seed in enumerate(seeds)
        for variant in (f"Senior {seed}", f"{seed} wanted")
    ]
    file.write_text(HEADER + "".join(rows), encoding="utf-8")
    return folder


def test_a_model_is_measured_beside_stock_and_everything_is_written(
    run: Run, small_model: Path, data: Path, tmp_path: Path
) -> None:
    out = tmp_path / "report"
    told = run(
        *("evaluate", small_model, "--data", data, "--protocol", "titles-jittered"),
        *("--resamples", 50, "--out", out, "--json"),
    )
    assert told.code == 0
    rows = told.document["rows"]
    assert [row["model"] for row in rows] == ["all-MiniLM-L6-v2", str(small_model)]
    assert {row["protocol"] for row in rows} == {"titles-jittered"}
    for figure in (figure for row in rows for figure in row["figures"]):
        assert figure["low"] <= figure["value"] <= figure["high"]
    assert {"evaluation.json", "evaluation.html"} <= {path.name for path in out.iterdir()}


def test_without_json_a_table_is_printed_and_without_out_nothing_written(
    run: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shown = run("evaluate", "--data", data, "--protocol", "titles-jittered", "--resamples", 20)
    assert shown.code == 0
    assert "all-MiniLM-L6-v2" in shown.out
    assert "titles-jittered" in shown.out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("--protocol", "titles-jitterd"), "'titles-jittered'"),
        (("--scorer", "densse"), "'dense'"),
        (("--protocol", "titles-avature"), "avature_en"),
    ],
)
def test_what_cannot_be_measured_is_refused_with_the_way_out(
    run: Run, data: Path, given: tuple[str, ...], says: str
) -> None:
    refused = run("evaluate", "--data", data, *given)
    assert refused.code == 2
    assert says in refused.err


def test_a_folder_that_cannot_be_written_is_said_before_anything_is_measured(
    run: Run, data: Path
) -> None:
    refused = run("evaluate", "--data", data, "--out", "/proc/report")
    assert refused.code == 2
    assert "/proc/report cannot be written" in refused.err
    assert "encode" not in refused.err


def test_a_model_that_is_none_is_refused(run: Run, data: Path, tmp_path: Path) -> None:
    refused = run("evaluate", tmp_path / "nothing" / "here" / "at all", "--data", data)
    assert refused.code == 2
    assert "is not known" in refused.err
