"""Catalogues of courses: read, indexed, indexed again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from command_line import Run

from indexer.courses.columns import CourseColumns
from indexer.courses.loading import read_catalogue
from indexer.courses.rows import read_rows
from indexer.samples import sample_courses
from indexer.tables import parse_delimited
from skillsearch.courses import COURSES, Course, course_from
from skillsearch.errors import SourceError
from skillsearch.settings import load_settings
from skillsearch.store import open_store
from skillsearch.store.scrolling import scroll_pages


def courses_in(home: Path) -> dict[str, Course]:
    with open_store(load_settings(data_dir=home)) as store:
        pages = scroll_pages(store, COURSES)
        found = [course_from(record.payload) for page in pages for record in page]
    return {course.id: course for course in found}


def table(*lines: str) -> Any:
    return parse_delimited("\n".join(lines).encode(), "courses.csv")


def rows_of(*lines: str) -> list[Course]:
    read = table(*lines)
    return [row.course for row in read_rows(read, CourseColumns.of(read, {}), "academy")]


def test_a_catalogue_is_indexed_once_and_follows_its_file(
    run: Run, skilled_data_dir: Path, tmp_path: Path
) -> None:
    def counts(*arguments: object) -> list[int]:
        done = run("index", "courses", *arguments, "--json", "--data-dir", skilled_data_dir)
        assert done.code == 0, done.err
        return [done.document[n] for n in ("added", "changed", "unchanged", "removed")]

    file = tmp_path / "academy.csv"
    file.write_bytes(sample_courses().read_bytes())
    assert counts(file) == [12, 0, 0, 0]
    assert counts(file) == [0, 0, 12, 0]
    lines = file.read_text(encoding="utf-8").splitlines()
    dearer = [line.replace("SGD 640", "SGD 680") for line in lines[:-1]]
    file.write_text("\n".join(dearer), encoding="utf-8")
    assert counts(file) == [0, 1, 10, 1]
    held = courses_in(skilled_data_dir)
    assert (held["DE-120"].cost, held["CL-100"].cost) == (680.0, 0.0)
    assert counts(sample_courses(), "--catalogue", "other") == [12, 0, 0, 0]
    assert counts(file) == [0, 0, 11, 0], "another catalogue is another matter"
    back = run("rollback", "--data-dir", skilled_data_dir)
    assert back.code == 0, back.err
    assert "courses" in back.out


def test_skills_are_those_that_a_row_names_else_those_of_its_text(
    run: Run, skilled_data_dir: Path, tmp_path: Path
) -> None:
    file = tmp_path / "own.csv"
    file.write_text(
        "id,title,description,skills\n"
        "1,A course,,SQL | frobnication\n"
        "2,Working with Kubernetes,Run containers with Kubernetes and Docker.,\n",
        encoding="utf-8",
    )
    done = run("index", "courses", file, "--data-dir", skilled_data_dir, "--json")
    assert done.document["notes"] == [
        "Row 2: no skill of the index is called 'frobnication' or means it."
    ]
    shown = run("skill", "SQL", "--taxonomy", "esco", "--json", "--data-dir", skilled_data_dir)
    held = courses_in(skilled_data_dir)
    assert len(held["1"].skills) >= 1
    assert len(held["2"].skills) >= 2
    assert shown.code == 0


def test_the_columns_are_recognised_and_the_rest_is_named() -> None:
    read = read_catalogue(sample_courses(), None, {})
    assert read.name == "academy"
    assert "title ← Course Title" in read.recognised
    english = table("Kurs,nr,Dauer,Ort", "Schweißen,1,8 h,Wien")
    columns = CourseColumns.of(english, {"title": "Kurs", "id": "nr", "hours": "Dauer"})
    assert list(columns.lines()) == [
        "id ← nr",
        "title ← Kurs",
        "hours ← Dauer",
        "skills ← found in title and description",
        "not used: Ort",
    ]


@pytest.mark.parametrize(
    ("hours", "cost", "read"),
    [
        ("12", "450", (12.0, 450.0, "")),
        ("7.5 h", "SGD 1,200.50", (7.5, 1200.5, "SGD")),
        ("90 min", "€300", (1.5, 300.0, "€")),
        ("2 days", "2 100 EUR", (16.0, 2100.0, "EUR")),
        ("1,5 hours", "free", (1.5, 0.0, "")),
        ("", "", (None, None, "")),
    ],
)
def test_hours_and_costs_are_read_as_people_write_them(
    hours: str, cost: str, read: tuple[float | None, float | None, str]
) -> None:
    (course,) = rows_of("id\ttitle\thours\tcost", f"1\tWelding\t{hours}\t{cost}")
    assert (course.hours, course.cost, course.currency) == read


@pytest.mark.parametrize(
    ("lines", "row", "column"),
    [
        (("id,title,hours", "1,Welding,a while"), 2, "hours"),
        (("id,title,cost", "1,Welding,12", "2,Glazing,ask us"), 3, "cost"),
        (("id,title", "1,Welding", "1,Glazing"), 3, "id"),
        (("id,title", "1,"), 2, "title"),
        (("number,title", "1,Welding"), None, "id"),
        (("id,title",), None, None),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_row_and_column(
    lines: tuple[str, ...], row: int | None, column: str | None
) -> None:
    with pytest.raises(SourceError) as refused:
        rows_of(*lines)
    said = str(refused.value)
    assert "courses.csv" in said
    assert row is None or f"row {row}" in said
    assert column is None or repr(column) in said
    assert refused.value.remedy


def test_courses_need_skills_to_be_found(run: Run, house: Path) -> None:
    refused = run("index", "courses", sample_courses(), "--data-dir", house)
    assert refused.code == 2
    assert "index taxonomy" in refused.err


def test_a_dry_run_shows_what_is_recognised_and_indexes_nothing(run: Run, house: Path) -> None:
    shown = run("index", "courses", sample_courses(), "--dry-run", "--data-dir", house)
    assert shown.code == 0, shown.err
    assert "12 courses would be indexed" in shown.out
    assert "hours ← Hours" in shown.err
