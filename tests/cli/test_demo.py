"""The demo: the bundled samples, from an empty folder to the skills of a candidate."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run

from indexer.samples import own_sample_files


def test_the_demo_takes_the_settings_that_it_is_given(run: Run, tmp_path: Path) -> None:
    refused = run("demo", "--data-dir", tmp_path, "--model", "/no/such/folder")
    assert refused.code == 2
    assert "/no/such/folder" in refused.err


def test_the_demo_shows_everything_once_and_does_nothing_twice(
    run: Run, skilled_data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder that has the sample taxonomies already: to encode them takes long."""
    monkeypatch.setenv("COLUMNS", "100")
    home = skilled_data_dir
    first = run("demo", "--data-dir", home, "--encoder", "onnx")
    assert first.code == 0
    assert '$ skillsearch skills "k8s admin" --limit 5' in first.out
    assert f"--data-dir {home}" in first.out.replace("\n", "")
    assert outcomes(first.out) == [[11, 0, 0, 1, 0], [8, 0, 0, 0, 0]]
    assert "12 given: 11 done, 1 quarantined" in first.out, "of what became of each"
    assert "not-a-resume" in first.out
    assert "1 looks like another document" in first.out
    assert "estimate construction costs" in first.out
    assert "name: 1 masked" in first.out
    assert "Trzcinka" not in first.out

    monkeypatch.setattr("cli.demo.QUESTIONS", ())
    second = run("demo", "--data-dir", home, "--encoder", "onnx")
    assert second.code == 0
    assert outcomes(second.out) == [[0, 0, 11, 1, 0], [0, 0, 8, 0, 0]]
    assert "12 given: 11 done, 1 quarantined" in second.out, "of the load that did something"


def test_with_a_broker_the_demo_leaves_out_what_would_wait_for_workers(
    run: Run, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.samples.published_samples", own_sample_files)
    monkeypatch.setattr("cli.demo.QUESTIONS", ())
    monkeypatch.setenv("SKILLSEARCH_BROKER_URL", "redis://127.0.0.1:1/0")
    shown = run("demo", "--data-dir", house)
    assert shown.code == 0
    assert "SKILLSEARCH_BROKER_URL is set" in shown.out
    assert "index resumes indexer" not in shown.out


def outcomes(printed: str) -> list[list[int]]:
    """The numbers below each heading of outcomes."""
    lines = printed.splitlines()
    return [
        [int(number) for number in lines[place + 1].split()]
        for place, line in enumerate(lines)
        if line.split() == ["done", "changed", "unchanged", "quarantined", "failed"]
    ]
