"""Titles asked of the bundled samples and postings, in the terminal and over HTTP."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from command_line import Run
from fastapi.testclient import TestClient

from search.open_index import OpenIndex, open_index
from search.titles.confidence import confidence_of
from search.titles.reading import MAX_REQUEST_TITLES, read_titles
from skillsearch.errors import QueryError, TooLarge
from skillsearch.settings import load_settings
from skillsearch.store.files import copy_tree

NOISY = "URGENT! Sr. SW Engr (Python) x2 – Night Shift"

POSTINGS = [
    ("A-1", "Software Engineer", "Singapore"),
    ("A-2", "Snr Software Engineer (Java)", "Leeds"),
    ("A-3", "Head Chef", "Leeds"),
]


@pytest.fixture(scope="module")
def posted_dir(sample_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, with postings of two tenants."""
    from cli.main import skillsearch

    home = tmp_path_factory.mktemp("posted") / "home"
    copy_tree(sample_data_dir, home)
    duties = "You plan the work, lead people, and keep records. You must know safety rules."
    for tenant, wanted in (("default", POSTINGS), ("other", POSTINGS[:1])):
        table = home / f"{tenant}.csv"
        with table.open("w", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(("id", "title", "description", "location"))
            for number, title, place in wanted:
                text = f"{title} wanted. {duties} We are a company in {place}. " * 3
                writer.writerow((f"{tenant}-{number}", title, text, place))
        arguments = ["index", "postings", str(table), "--data-dir", str(home), "--tenant", tenant]
        skillsearch.main(arguments, standalone_mode=False)
    return home


@pytest.fixture
def posted(posted_dir: Path) -> Iterator[OpenIndex]:
    with open_index(load_settings(data_dir=posted_dir)) as opened:
        yield opened


def test_a_noisy_title_finds_the_occupation_of_the_plain_one(index: OpenIndex) -> None:
    noisy, plain = read_titles(
        index, [NOISY, "Senior Software Engineer, Python"], tenant="default", limit=3
    ).results
    (reading,) = noisy.titles
    assert (reading.title, reading.core) == ("Senior Software Engineer", "Software Engineer")
    assert (reading.seniority, reading.specialisations) == ("senior", ("Python",))
    assert {part.kind for part in noisy.parts} == {"hype", "headcount", "shift"}
    assert reading.occupations == plain.titles[0].occupations


def test_an_answer_does_not_depend_on_what_else_is_asked(index: OpenIndex) -> None:
    several = read_titles(index, ["Head Chef", NOISY, "", "Head Chef"], tenant="default").results
    alone = read_titles(index, ["Head Chef"], tenant="default").results
    assert several[0] == several[3] == alone[0]
    assert several[2].titles == ()
    assert several[2].reason == "the title is empty"


def test_the_label_of_an_occupation_is_that_occupation(index: OpenIndex) -> None:
    lexicon = index.collection("occupations").lexicon
    label = next(
        lexicon.surface[row]
        for row in range(len(lexicon.row_concept))
        if lexicon.row_role[row] == 0 and lexicon.keys[0].name == "esco"
    )
    (reading,) = read_titles(index, [label], tenant="default").results[0].titles
    assert label in {fit.matched_label for fit in reading.occupations}
    assert max(fit.score for fit in reading.occupations) > 0.99
    assert reading.best is not None


def test_what_is_no_title_gets_no_occupation(index: OpenIndex) -> None:
    (answer,) = read_titles(index, ["asdf qwer zxcv"], tenant="default").results
    assert [(r.best, bool(r.reason), bool(r.occupations)) for r in answer.titles] == [
        (None, True, True)
    ]


def test_confidence_rises_with_closeness_and_with_the_lead() -> None:
    assert confidence_of(0.9, 0.5) > confidence_of(0.7, 0.5) > confidence_of(0.7, 0.65)
    assert 0 < confidence_of(-1, 1) < confidence_of(1, 0) < 1


def test_similar_titles_are_told_once_and_not_the_title_itself(index: OpenIndex) -> None:
    (reading,) = read_titles(index, ["Head Chef"], tenant="default", limit=20).results[0].titles
    told = [each.title.casefold() for each in reading.similar]
    assert told
    assert len(set(told)) == len(told)
    assert "head chef" not in told
    cosines = [each.cosine for each in reading.similar]
    assert cosines == sorted(cosines, reverse=True)


def test_similar_jobs_are_those_of_the_tenant(posted: OpenIndex) -> None:
    def found(tenant: str) -> list[tuple[str, str]]:
        answer = read_titles(posted, ["SW Engr – Night Shift"], tenant=tenant, jobs=True)
        assert answer.warnings == ()
        return [(job.external_id, job.location) for job in answer.results[0].titles[0].jobs]

    assert dict(found("default")) == {"default-A-1": "Singapore", "default-A-2": "Leeds"}
    assert dict(found("other")) == {"other-A-1": "Singapore"}


def test_titles_above_postings_are_similar_titles(posted: OpenIndex) -> None:
    answer = read_titles(posted, ["SW Engr"], tenant="default", limit=50)
    above = {s.title for s in answer.results[0].titles[0].similar if s.source == "postings"}
    assert above == {"Senior Software Engineer"}, "its own title is not another one"


def test_without_postings_that_is_said(index: OpenIndex) -> None:
    answer = read_titles(index, ["Head Chef"], tenant="default", jobs=True)
    assert len(answer.warnings) == 1
    assert "skillsearch index postings" in answer.warnings[0]


@pytest.mark.parametrize(
    ("titles", "options", "error"),
    [
        ([], {}, QueryError),
        (["cook"] * (MAX_REQUEST_TITLES + 1), {}, TooLarge),
        (["cook"], {"limit": 0}, QueryError),
        (["cook"], {"taxonomies": ["tarot"]}, QueryError),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_remedy(
    index: OpenIndex, titles: list[str], options: dict[str, object], error: type[QueryError]
) -> None:
    with pytest.raises(error) as refusal:
        read_titles(index, titles, tenant="default", **options)  # type: ignore[arg-type]
    assert refusal.value.remedy


def test_the_terminal_and_http_answer_alike(
    run: Run, client: TestClient, sample_data_dir: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    copy_tree(sample_data_dir, home)
    said = run("titles", NOISY, "--limit", 3, "--json", "--data-dir", home).document
    asked = client.get("/v1/titles", params={"q": NOISY, "limit": 3})
    assert asked.status_code == 200, asked.text
    assert asked.json() == said
    listed = client.post("/v1/titles", json={"titles": [NOISY], "limit": 3})
    assert listed.json() == said
    assert client.post("/v1/titles", json={"titles": []}).status_code == 422
    shown = run("titles", NOISY, "--data-dir", home)
    assert "Senior Software Engineer" in shown.out
    assert "Night Shift" in shown.out


def test_many_titles_come_out_in_their_order(
    run: Run, monkeypatch: pytest.MonkeyPatch, skilled_data_dir: Path
) -> None:
    lines = ["Nurse / Carer", "", NOISY]
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO("\n".join(lines).encode())))
    told = run("titles", "--format", "jsonl", "--data-dir", skilled_data_dir)
    assert [json.loads(line)["text"] for line in told.out.splitlines()] == lines
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO("\n".join(lines).encode())))
    rows = list(
        csv.DictReader(
            run("titles", "--format", "csv", "--data-dir", skilled_data_dir).out.splitlines()
        )
    )
    assert [(row["line"], row["title"]) for row in rows] == [
        ("1", "Nurse"),
        ("1", "Carer"),
        ("2", ""),
        ("3", "Senior Software Engineer"),
    ]
    assert rows[2]["reason"] == "the title is empty"
