"""The gap in the terminal, over HTTP and as a page; and that of a team."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from command_line import Run
from fastapi.testclient import TestClient

from indexer.samples import sample_postings, sample_resumes
from search.gap.gap import find_gap
from search.gap.question import Against, Who
from search.gap.team import find_team_gap
from search.open_index import OpenIndex
from skillsearch.errors import QueryError

ENGINEER = Against(occupation="data engineer")


@pytest.mark.parametrize(
    ("path", "body", "arguments"),
    [
        (
            "/v1/gap",
            {
                "person": {"skills": ["Python", "SQL:5y"]},
                "target": {"occupation": "data engineer"},
                "fewest": "cost",
            },
            (
                *("--skill", "Python", "--skill", "SQL:5y", "--occupation", "data engineer"),
                *("--fewest", "cost"),
            ),
        ),
        (
            "/v1/gap",
            {
                "person": {"candidate_id": "electrician.txt"},
                "target": {"posting_id": "solar-installer.txt"},
            },
            ("electrician.txt", "--posting", "solar-installer.txt"),
        ),
        (
            "/v1/gap/team",
            {"team": ["staff-nurse.txt", "recruiter.html"], "target": {"occupation": "recruiter"}},
            ("--team", "staff-nurse.txt,recruiter.html", "--occupation", "recruiter"),
        ),
    ],
)
def test_the_api_answers_what_the_command_line_does(
    gap_client: TestClient,
    run: Run,
    people_dir: Path,
    path: str,
    body: dict[str, Any],
    arguments: tuple[str, ...],
) -> None:
    response = gap_client.post(path, json=body)
    printed = run("gap", *arguments, "--json", "--data-dir", people_dir)
    assert (response.status_code, printed.code) == (200, 0), printed.err
    assert response.json() == printed.document


def test_a_file_is_read_as_the_index_reads_it(
    run: Run, people: OpenIndex, people_dir: Path
) -> None:
    shown = run(
        "gap", sample_resumes() / "electrician.txt",
        "--posting", sample_postings() / "solar-installer.txt",
        "--json", "--data-dir", people_dir,
    )  # fmt: skip
    assert shown.code == 0, shown.err
    indexed = find_gap(
        people, Who(candidate="electrician.txt"), Against(posting="solar-installer.txt")
    )
    held = [line["asked"]["label"] for line in shown.document["held"]]
    assert held == [line.asked.label for line in indexed.held]
    assert not people.store.retrieve("candidates", [shown.document["person"]["id"]])


def test_the_terminal_shows_the_bar_the_path_and_the_courses(
    run: Run, people_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    shown = run(
        "gap", "backend-developer.md", "--occupation", "data engineer", "--data-dir", people_dir
    )
    assert shown.code == 0, shown.err
    for said in ("█", "missing", "path", "builds on", "no course teaches Scala", "stepping stone"):
        assert said in shown.out
    assert "[dim]" not in shown.out


def test_a_page_needs_nothing_and_escapes_what_it_shows(
    run: Run, people_dir: Path, tmp_path: Path
) -> None:
    page = tmp_path / "gap.html"
    done = run(
        "gap", "backend-developer.md", "--occupation", "data engineer",
        "--out", page, "--data-dir", people_dir,
    )  # fmt: skip
    assert (done.code, done.out) == (0, "")
    html = page.read_text(encoding="utf-8")
    assert "<script" not in html
    assert "default-src 'none'" in html
    assert "NoSQL databases" in html
    assert "Vandermolen" not in html


def test_a_heat_map_is_well_formed_and_has_a_cell_for_each_person_and_thing(
    run: Run, people_dir: Path, tmp_path: Path
) -> None:
    picture = tmp_path / "map.svg"
    done = run(
        "gap", "--team", "backend-developer.md,data-engineer.json",
        "--occupation", "data engineer", "--out", picture, "--data-dir", people_dir,
    )  # fmt: skip
    assert done.code == 0, done.err
    root = ET.parse(picture).getroot()
    titles = [e.text for e in root.iter("{http://www.w3.org/2000/svg}title") if e.text]
    cells = [title for title in titles if title.endswith((": held", ": missing"))]
    partly = [title for title in titles if ": partly (" in title]
    assert len(cells) + len(partly) == 3 * 12, "two people and the row of both together"


def test_a_team_covers_what_its_best_cover_and_gains_from_who_has_the_rest(
    people: OpenIndex,
) -> None:
    alone = find_team_gap(people, ["backend-developer.md"], ENGINEER)
    both = find_team_gap(people, ["backend-developer.md", "data-engineer.json"], ENGINEER)
    assert both.coverage >= max(member.coverage for member in both.people)
    assert both.coverage > alone.coverage
    best = alone.additions[0]
    assert best.person.label == "Data Engineer"
    assert best.coverage == pytest.approx(alone.coverage + best.gain, abs=1e-3)
    assert "Apache Kafka" in best.adds
    assert "Apache Kafka" in alone.lacking
    joined = {member.person.id for member in both.people}
    assert not joined & {one.person.id for one in both.additions}


def test_a_member_has_the_coverage_that_the_gap_of_one_person_has(people: OpenIndex) -> None:
    team = find_team_gap(people, ["backend-developer.md"], ENGINEER)
    one = find_gap(people, Who(candidate="backend-developer.md"), ENGINEER)
    assert team.people[0].coverage == one.coverage


def test_everybody_is_counted_though_few_are_shown(people: OpenIndex) -> None:
    everybody = find_team_gap(people, ["all"], ENGINEER, shown=3)
    assert len(everybody.people) == 3 < everybody.people_total
    assert (everybody.pool_total, everybody.additions) == (0, ())
    held = [column.held_by for column in everybody.columns if column.asked.label == "SQL"]
    assert held[0] >= 2
    with pytest.raises(QueryError, match="0 people"):
        find_team_gap(people, [], ENGINEER)


def test_a_file_of_ids_names_a_team(run: Run, people_dir: Path, tmp_path: Path) -> None:
    ids = tmp_path / "team.txt"
    ids.write_text("# the platform team\nbackend-developer.md\n\ndata-engineer.json # new\n")
    shown = run(
        "gap", "--team", ids, "--occupation", "data engineer", "--json", "--data-dir", people_dir
    )
    assert shown.document["people_total"] == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--occupation", "data engineer"), "Give one of: PERSON, --skill, --team."),
        (("a.pdf", "--team", "all", "--posting", "1"), "Give one of PERSON and --team."),
        (("a.pdf",), "Give one of: --posting, --occupation."),
        (
            ("a.pdf", "--posting", "1", "--out", "gap.docx"),
            "a file that ends in '.docx' is not written",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    refused = run("gap", *arguments, "--data-dir", tmp_path)
    assert refused.code == 2
    assert said in refused.err


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"person": {}, "target": {"occupation": "x"}}, 422),
        ({"person": {"skills": ["SQL"]}, "target": {"occupation": "x", "posting_id": "y"}}, 422),
        ({"person": {"candidate_id": "no"}, "target": {"occupation": "data engineer"}}, 404),
    ],
)
def test_a_request_that_cannot_be_answered_is_a_problem(
    gap_client: TestClient, body: dict[str, Any], status: int
) -> None:
    response = gap_client.post("/v1/gap", json=body)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["remedy"]
