"""Rows of tables become documents that say what the row says."""

from __future__ import annotations

import time
from typing import Any

import pytest

from indexer.documents.postings import read_posting_row
from indexer.documents.postings.values import iso_date, plain
from skillsearch.documents import Quarantined

_BODY = "We are looking for a baker who starts early and likes bread."


def test_each_column_of_text_stands_under_its_name() -> None:
    read = read_posting_row(
        {
            "title": "Baker",
            "description": {
                "Job Description": _BODY,
                "min_qualifications": "Two years in a bakery.",
            },
            "benefits": ["Free bread", "A pension"],
        },
        "jobs.csv row 2",
    )
    assert read.text.splitlines() == [
        "Baker",
        "",
        _BODY,
        "",
        "Min qualifications",
        "Two years in a bakery.",
        "",
        "Benefits",
        "• Free bread",
        "• A pension",
    ]


def test_a_heading_that_the_text_brings_is_not_written_twice() -> None:
    read = read_posting_row(
        {"title": "Baker", "description": {"requirements": f"Requirements: {_BODY}"}}, "row"
    )
    assert read.text.lower().count("requirements") == 1


def test_a_wall_of_text_gets_its_lines_back() -> None:
    wall = (
        "Duties:  Mix and shape dough for sixty loaves each morning  Keep the ovens and the tables"
        " clean  Order flour, yeast and butter from suppliers  Job Requirements: · Two years in a"
        " bakery · Able to lift 20 kg · Must be able to start at four in the morning on weekdays"
    )
    lines = read_posting_row({"title": "Baker", "description": wall}, "row").text.splitlines()
    assert "Keep the ovens and the tables clean" in lines
    assert "• Able to lift 20 kg" in lines
    assert any(line.startswith("Job Requirements") for line in lines)


def test_nothing_of_a_wall_of_text_is_lost() -> None:
    wall = "Sweep floors  Polish brass " * 30 + "1. Ring bells 2. Wind clocks 3. Feed the cat"
    read = read_posting_row({"title": "Verger", "description": wall}, "row")
    assert "".join(read.text.split()) == "".join(f"Verger {wall}".split())


def test_a_very_wide_gap_costs_no_more_than_its_length() -> None:
    begun = time.process_time()
    read_posting_row({"title": "Baker", "description": f"{_BODY}{' ' * 60_000}x {_BODY}"}, "row")
    assert time.process_time() - begun < 5.0


def test_what_exports_write_for_nothing_is_nothing() -> None:
    read = read_posting_row(
        {"title": "Baker", "description": _BODY, "employer": "nan", "location": "N/A", "pay": None},
        "row",
    )
    assert read.fields == {"title": "Baker"}


def test_the_parts_of_pay_are_one_value() -> None:
    fields: dict[str, Any] = {"title": "Baker", "description": _BODY}
    read = read_posting_row(
        {**fields, "pay_low": "1800", "pay_high": 2200.0, "pay_period": "Monthly"}, "row"
    )
    assert read.fields["pay"] == {"low": 1800.0, "high": 2200.0, "currency": "", "period": "month"}
    assert "pay" not in read_posting_row({**fields, "pay": "Competitive"}, "row").fields


@pytest.mark.parametrize(
    ("fields", "column"),
    [
        ({"title": "", "description": _BODY}, "title"),
        ({"title": "Baker", "description": " "}, "description"),
        ({"title": "Baker", "description": {"a": "nan", "b": ""}}, "description"),
        ({"title": "Baker", "description": "See website."}, "description"),
    ],
)
def test_a_row_without_a_title_or_a_description_names_what_is_missing(
    fields: dict[str, Any], column: str
) -> None:
    with pytest.raises(Quarantined) as refused:
        read_posting_row(fields, "jobs.csv row 7")
    assert refused.value.reason == "row-unusable"
    assert f"jobs.csv row 7: the column for the {column}" in refused.value.message
    assert f"--fields {column}=" in refused.value.remedy


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2020-10-05T13:31:12+0100", "2020-10-05"),
        ("24 Jan 2019", "2019-01-24"),
        ("13/10/2023", "2023-10-13"),
        ("10/13/2023", "2023-10-13"),
        ("03/04/2020", "2020"),
        ("2020-02", "2020-02"),
        ("2020-02-31", ""),
        ("3 days ago", ""),
        (None, ""),
    ],
)
def test_a_date_is_as_exact_as_it_is_certain(written: str | None, day: str) -> None:
    assert iso_date(written) == day


def test_places_and_lists_become_one_line() -> None:
    place = {"@type": "Place", "address": {"addressLocality": "Leeds", "addressCountry": "GB"}}
    assert plain([place, place, {"name": "York"}]) == "Leeds, GB, York"
