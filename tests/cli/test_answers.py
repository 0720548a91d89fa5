"""Answers in the terminal and as JSON: one document, a table that fits, text as it is."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import HIT, Run

QUESTIONS = [
    ("skills", "k8s admin"),
    ("occupations", "frontend dev"),
    ("suggest", "proj"),
    ("skill", "Kubernetes"),
    ("occupation", "front-end developer"),
    ("similar", "Kubernetes"),
    ("taxonomies",),
]


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_json_is_one_document_and_the_rest_goes_to_stderr(
    ask: Run, question: tuple[str, ...]
) -> None:
    answer = ask(*question, "--json")
    assert answer.code == 0
    assert isinstance(answer.document, dict)


@pytest.mark.parametrize("columns", [80, 160])
@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_a_table_fits_the_terminal(
    ask: Run, monkeypatch: pytest.MonkeyPatch, question: tuple[str, ...], columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    answer = ask(*question)
    assert answer.code == 0
    assert answer.out.strip()
    assert max(map(len, answer.out.splitlines())) <= columns


def test_a_hit_has_these_fields_and_no_other(ask: Run) -> None:
    hits = ask("skills", "software", "--json").document["results"]
    assert hits
    assert all(set(hit) == HIT for hit in hits)


def test_the_words_of_a_question_need_no_quotes(ask: Run) -> None:
    quoted, bare = ask("skills", "k8s admin", "--json"), ask("skills", "k8s", "admin", "--json")
    assert quoted.document == bare.document


def test_models_lists_the_default_one_first(run: Run) -> None:
    listed = run("models", "--json").document["models"]
    assert (listed[0]["name"], listed[0]["here"]) == ("skill-minilm-v1", True)
    assert "all-MiniLM-L6-v2" in {model["name"] for model in listed}
    assert "skill-minilm-v1" in run("models").out


def test_warnings_stand_in_the_json_and_not_between_the_rows(ask: Run) -> None:
    question = ("skills", "kuberentes", "--limit", "3")
    assert any("kuberentes" in warning for warning in ask(*question, "--json").document["warnings"])
    shown = ask(*question)
    assert "note:" in shown.err
    assert "note:" not in shown.out


def test_an_error_under_json_is_a_json_document_on_stderr(ask: Run) -> None:
    refused = ask("skills", "?!", "--json")
    assert (refused.code, refused.out) == (2, "")
    problem = json.loads(refused.err)
    assert problem["type"] == "query-error"
    assert problem["remedy"]


def test_text_in_brackets_is_shown_as_it_is(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, house: Path
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    label, alias = "Weld [bold]red[/bold] steel :star:", "[/] TIG [i]"
    source = tmp_path / "own[1].csv"
    source.write_text(
        "id,label,description,alt_labels,category\n"
        f"x[1],{label},Joins [thin] parts.,{alias},[metal]\n"
        "x2,Bend pipes,,,[metal]\n",
        encoding="utf-8",
    )
    made = run("index", "taxonomy", source, "--name", "own[x]", "--data-dir", house)
    assert made.code == 0
    assert "own[x]" in made.out
    assert "own[1].csv" in made.err
    shown = run("skill", label, "--data-dir", house).out
    for text in (label, alias, "x[1]", "Joins [thin] parts.", "[metal]", "own[x]"):
        assert text in shown
    table = run("skills", "TIG", "--data-dir", house).out
    assert label in table
    assert alias in table
    assert "own[x]" in run("taxonomies", "--data-dir", house).out
    assert alias in run("suggest", "TIG", "--data-dir", house).out


def test_a_reader_that_goes_away_meets_no_traceback(samples: Path) -> None:
    command = [sys.executable, "-m", "cli.main", "skills", "data", "--limit", "1000", "--json"]
    process = subprocess.Popen(
        [*command, "--data-dir", str(samples)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    process.wait()
    assert b"Traceback" not in errors
    assert b"BrokenPipe" not in errors


def test_a_label_of_several_taxonomies_means_the_described_one_and_names_the_others(
    ask: Run,
) -> None:
    detail = ask("skill", "Kubernetes", "--json").document
    assert (detail["taxonomy"], detail["language"]) == ("esco", "en")
    others = [(other["taxonomy"], other["language"]) for other in detail["also"]]
    assert others == [("esco", "fr"), ("onet", "en")]
    shown = ask("skill", "Kubernetes").out
    assert "onet 1.0 (en)" in shown.partition("also in")[2]


def test_an_unexpected_error_is_one_line_and_exit_code_one(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the roof\nfell in")

    monkeypatch.setattr("search.commands.taxonomies.holdings", fail)
    failed = run("taxonomies", "--data-dir", tmp_path)
    assert failed.code == 1
    assert failed.err.splitlines()[0] == "error: RuntimeError: the roof fell in"
    assert "SKILLSEARCH_DEBUG=1" in failed.err

    monkeypatch.setenv("SKILLSEARCH_DEBUG", "1")
    with pytest.raises(RuntimeError, match="the roof"):
        run("taxonomies", "--data-dir", tmp_path)
