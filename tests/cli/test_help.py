"""Every command explains itself, and a mistyped one is guessed."""

from __future__ import annotations

import pytest
from command_line import Run

from cli.main import COMMANDS

ALL = [[name] for name in COMMANDS] + [
    ["index", what] for what in ("taxonomy", "resumes", "postings", "courses")
]
ALL += [["duplicates", what] for what in ("decide", "decisions", "undo")]
ALL += [["train", "ats"], ["train", "classify"]]


@pytest.mark.parametrize("command", ALL, ids=" ".join)
@pytest.mark.parametrize("columns", ["80", "160"])
def test_every_command_has_help_that_fits_the_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: list[str], columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    shown = run(*command, "--help")
    assert (shown.code, shown.err) == (0, "")
    lines = shown.out.splitlines()
    assert lines[0].startswith(f"Usage: skillsearch {' '.join(command)}")
    # the searches for documents list every filter by its own flag, in a section of their own
    most = {"candidates": 76, "postings": 60}.get(command[0], 45)
    assert len(lines) <= most, "a wall of text helps nobody"
    examples = [line for line in lines if line.startswith("  skillsearch ")]
    assert all(len(line) <= int(columns) for line in lines if line not in examples)


def test_the_table_of_commands_is_not_cut(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = run("--help").out
    listed = shown.partition("Commands:\n")[2]
    assert [line.split()[0] for line in listed.splitlines()] == list(COMMANDS)
    assert "..." not in listed


def test_filters_and_settings_stand_under_headings_of_their_own(run: Run) -> None:
    shown = run("skills", "--help").out
    options, _, rest = shown.partition("Filters, each repeatable:")
    filters, _, settings = rest.partition("Settings:")
    assert "--limit" in options
    assert "--taxonomy" in filters
    assert "--data-dir" in settings
    assert "SKILLSEARCH_DATA_DIR" in settings
    assert "--encode-threads" in settings, "a setting that is not explained is named"


@pytest.mark.parametrize("secret", ["--qdrant-api-key", "--broker-url", "--ledger-url"])
def test_what_may_hold_a_password_has_no_flag(run: Run, secret: str) -> None:
    assert secret not in run("serve", "--help").out


@pytest.mark.parametrize(
    ("typed", "guess"), [(["skils"], "'skills'"), (["index", "taxonmy"], "'taxonomy'")]
)
def test_an_unknown_command_suggests_the_nearest(run: Run, typed: list[str], guess: str) -> None:
    refused = run(*typed)
    assert refused.code == 2
    assert f"Did you mean {guess}?" in refused.err


def test_a_command_that_is_like_none_is_answered_with_all(run: Run) -> None:
    refused = run("index", "esco.zip")
    assert refused.code == 2
    assert "There are: courses, postings, resumes, taxonomy." in refused.err


def test_the_version_is_told(run: Run) -> None:
    from skillsearch import __version__

    assert run("--version").out == f"skillsearch, version {__version__}\n"
