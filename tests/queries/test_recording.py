"""What people ask is recorded where it is answered, once, and only if it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command_line import Run
from fastapi.testclient import TestClient

from search.api.app import create_app
from search.open_index import OpenIndex, open_index
from skillsearch.queries import open_query_log
from skillsearch.settings import load_settings
from skillsearch.store.files import copy_tree


@pytest.fixture(scope="module")
def samples(sample_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recording") / "home"
    copy_tree(sample_data_dir, folder)
    return folder


@pytest.fixture
def recorded(run: Run, samples: Path) -> Iterator[Any]:
    """Gives the recorded queries as the command tells them; there are none at first."""

    def read() -> list[tuple[str, str, dict[str, list[str]]]]:
        document = run("queries", "--json", "--data-dir", samples).document
        return [(q["collection"], q["query"], q["filters"]) for q in document["queries"]]

    assert run("queries", "--clear", "--data-dir", samples).out == "No query is recorded.\n"
    yield read
    assert run("queries", "--clear", "--data-dir", samples).code == 0


def test_the_terminal_records_skills_and_occupations_with_their_filters(
    run: Run, samples: Path, recorded: Any
) -> None:
    at = ("--data-dir", samples)
    run("skills", "  k8s   admin ", "--taxonomy", "esco,ssf", *at)
    run("occupations", "frontend dev", *at)
    run("skills", "k8s admin", "--taxonomy", "ssf,esco", "--offset", "10", *at)
    assert recorded() == [
        ("occupations", "frontend dev", {}),
        ("skills", "k8s admin", {"taxonomy": ["esco", "ssf"]}),
    ], "a second page, other spaces and another order of values are the same question"
    assert run("queries", *at).out.splitlines() == [
        "frontend dev  occupations",
        "k8s admin  skills taxonomy=esco taxonomy=ssf",
    ]


def test_what_is_refused_and_what_is_no_question_is_not_recorded(
    run: Run, samples: Path, recorded: Any
) -> None:
    at = ("--data-dir", samples)
    assert run("skills", "welding", "--taxonomy", "none such", *at).code == 2
    assert run("skills", "?!", *at).code == 2
    for command in ("suggest", "skill", "similar"):
        assert run(command, "Python", *at).code == 0
    assert recorded() == []


@pytest.mark.parametrize("by", ["flag", "variable"])
def test_zero_records_nothing(
    run: Run, samples: Path, recorded: Any, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    flags = ("--query-log", 0) if by == "flag" else ()
    with monkeypatch.context() as patched:
        if by == "variable":
            patched.setenv("SKILLSEARCH_QUERY_LOG", "0")
        assert run("skills", "welding", *flags, "--data-dir", samples).code == 0
    assert recorded() == []


def test_the_api_records_what_it_answered(samples: Path, recorded: Any) -> None:
    with (
        open_index(load_settings(data_dir=samples)) as index,
        TestClient(create_app(index)) as client,
    ):
        assert client.get("/v1/skills/search", params={"q": "welding"}).status_code == 200
        assert client.get("/v1/skills/search", params={"q": ""}).status_code == 422
        query = {"q": "nurse", "language": "en"}
        assert client.get("/v1/occupations/search", params=query).status_code == 200
    assert recorded() == [
        ("skills", "welding", {}),
        ("occupations", "nurse", {"language": ["en"]}),
    ]


def test_a_log_that_cannot_be_written_leaves_the_answer_as_it_is(
    run: Run, samples: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "home"
    copy_tree(samples, folder)
    log = open_query_log(load_settings(data_dir=folder)).path
    log.unlink(missing_ok=True)
    log.mkdir()
    answered = run("skills", "welding", "--data-dir", folder)
    assert (answered.code, answered.err) == (0, "")
    assert answered.out == run("skills", "welding", "--data-dir", samples).out


def test_an_index_opened_without_a_log_records_nothing(
    run: Run, samples: Path, recorded: Any
) -> None:
    from search.concepts import search_concepts
    from search.request import ConceptFilter, Page

    with open_index(load_settings(data_dir=samples)) as index:
        collection = index.collection("skills")
        encoder = index.encoder_for(collection)
        pinned = {"skills": collection.name}
        silent = OpenIndex(index.store, lambda: encoder, samples / "cache", "", pinned=pinned)
        assert search_concepts(silent, "skills", "welding", ConceptFilter(), Page()).results
    assert recorded() == []
