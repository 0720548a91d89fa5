"""Columns become fields: as the user says, by name, by content; and people are shown which."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.documents.sources import (
    RowContent,
    describe,
    enumerate_sources,
    fetch,
    fetch_many,
    parse_fields,
    recognise,
)
from indexer.documents.sources.schema_org import job_posting_fields
from skillsearch.documents import Quarantined
from skillsearch.errors import SettingError, SourceError

PROSE = "You will bake bread and rolls every night, and keep the ovens clean and safe for all. " * 2


def fields_of(*columns: str, **given: str) -> dict[str, tuple[str, ...]]:
    return dict(recognise("posting", columns, [], given).fields)


def test_columns_go_by_many_names_whatever_their_case_and_punctuation() -> None:
    assert fields_of("jobTitle", "Job Description:", "COMPANY-NAME", "min_salary") == {
        "title": ("jobTitle",),
        "description": ("Job Description:",),
        "employer": ("COMPANY-NAME",),
        "pay_low": ("min_salary",),
    }
    assert fields_of("full_job_title_text", "job_description_clean", "Job Industry") == {
        "title": ("full_job_title_text",),
        "description": ("job_description_clean",),
        "category": ("Job Industry",),
    }


def test_parts_of_a_description_are_joined_in_the_order_of_the_table() -> None:
    columns = ("Role", "Responsibilities", "Minimum Qualifications", "Benefits", "City", "Country")
    found = fields_of(*columns)
    assert found["description"] == ("Responsibilities", "Minimum Qualifications", "Benefits")
    assert found["location"] == ("City", "Country")


def test_an_exact_name_wins_over_one_that_is_left_of_a_longer() -> None:
    assert fields_of("original title", "title", "description")["title"] == ("title",)


def test_a_column_that_is_always_empty_gives_way_to_one_that_is_not() -> None:
    sample = [{"title": "Baker", "details": PROSE}]
    found = recognise("posting", ("job_title", "title", "description", "details"), sample)
    assert found.fields == {"title": ("title",), "description": ("details",)}


def test_the_longest_prose_is_the_description_where_no_name_says_so() -> None:
    sample = [{"t": "Baker", "x1": PROSE, "x2": "short text here, no more", "x3": "a" * 500}]
    found = recognise("posting", ("t", "x1", "x2", "x3"), sample)
    assert found.fields == {"description": ("x1",)}
    assert describe(found) == ["description ← x1 (by its content)", "not used: t, x2, x3"]


def test_what_the_user_says_wins_and_may_join_columns() -> None:
    given = parse_fields('title=Role, description=b+A, "url=Link, full"')
    assert given == {"title": "Role", "description": "b+A", "url": "Link, full"}
    columns = ("title", "role", "description", "a", "B", "Link, full")
    found = recognise("posting", columns, [], given)
    assert found.fields == {
        "title": ("role",),
        "description": ("B", "a"),
        "url": ("Link, full",),
    }
    assert describe(found)[1] == "description ← B + a"
    assert found.unused == ("title", "description")


def test_what_the_user_says_must_be_there() -> None:
    with pytest.raises(SourceError, match=r"ads\.csv, column 'nope'") as caught:
        recognise("posting", ("a", "b"), [], {"title": "nope"}, path="ads.csv")
    assert "The columns here are: 'a', 'b'." in caught.value.remedy
    with pytest.raises(SettingError, match="no field 'titel'") as wrong:
        recognise("posting", ("a",), [], {"titel": "a"})
    assert "title, description" in wrong.value.remedy
    for text in ("title", "title=", "=a"):
        with pytest.raises(SettingError, match="is not FIELD=COLUMN"):
            parse_fields(text)
    with pytest.raises(SettingError, match="twice"):
        parse_fields("title=a,title=b")


def test_a_table_without_text_is_refused_with_its_columns_and_what_to_write(tmp_path: Path) -> None:
    path = tmp_path / "ads.csv"
    path.write_text("title,n\nBaker,1\n")
    with pytest.raises(SourceError, match="no column holds the description") as caught:
        enumerate_sources([path], "posting")
    assert "'title', 'n'" in caught.value.remedy
    assert "--fields title=COLUMN,description=COLUMN" in caught.value.remedy


def test_objects_within_a_row_are_columns_with_dots(tmp_path: Path) -> None:
    path = tmp_path / "ads.json"
    ad = {"title": "Baker", "company": {"display_name": "Mill", "name": "Mill Ltd"}, "text": PROSE}
    path.write_text(json.dumps({"results": [ad]}))
    [item] = enumerate_sources([path], "posting")
    content = fetch(item.reference)
    assert isinstance(content, RowContent)
    assert content.fields == {"title": "Baker", "employer": "Mill Ltd", "description": PROSE}


POSTING = {
    "@context": "https://schema.org",
    "@type": "JobPosting",
    "title": "Baker",
    "identifier": {"@type": "PropertyValue", "name": "Mill", "value": "B-7"},
    "description": "&lt;p&gt;Bake.&lt;/p&gt;",
    "responsibilities": ["Bake", "Clean"],
    "hiringOrganization": {"@type": "Organization", "name": "Mill"},
    "jobLocation": [
        {"address": {"addressLocality": "Ulm", "addressCountry": {"name": "Germany"}}},
        {"address": "Bern"},
    ],
    "baseSalary": {
        "currency": "EUR",
        "value": {"minValue": 20, "maxValue": 25, "unitText": "HOUR"},
    },
    "employmentType": ["FULL_TIME"],
    "jobLocationType": "TELECOMMUTE",
    "datePosted": "2024-03-01",
    "experienceRequirements": {"monthsOfExperience": 18},
}


def test_a_schema_org_posting_becomes_the_fields_of_a_posting() -> None:
    assert job_posting_fields(POSTING) == {
        "id": "B-7",
        "title": "Baker",
        "employer": "Mill",
        "posted": "2024-03-01",
        "years": "1.5 years",
        "contract": ["FULL_TIME", "remote"],
        "description": "&lt;p&gt;Bake.&lt;/p&gt;",
        "responsibilities": ["Bake", "Clean"],
        "location": "Ulm, Germany; Bern",
        "country": "Germany",
        "pay_low": 20,
        "pay_high": 25,
        "pay_currency": "EUR",
        "pay_period": "HOUR",
    }


def test_postings_are_taken_from_a_graph_and_what_is_beside_them_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "ad.json"
    graph = [{"@type": "Organization", "name": "Mill"}, POSTING]
    path.write_text(json.dumps({"@context": "https://schema.org", "@graph": graph}))
    sources = enumerate_sources([path], "posting", fields={"title": "hiringOrganization.name"})
    [item] = sources
    assert item.external_id == "B-7"
    [table] = sources.report.tables
    assert (table.rows, table.items, table.others) == (2, 1, 1)
    content = fetch(item.reference)
    assert isinstance(content, RowContent)
    assert content.fields["title"] == "Mill"


def test_real_tables_are_recognised_whole(datasets: Path) -> None:
    postings = datasets / "postings"
    for folder, rows, body in [
        ("mycareersfuture_2019", 4416, "job_description + job_requirements"),
        ("google_job_skills", 1250, "Responsibilities + Minimum Qualifications"),
        ("linkedin_india_2024", 949, "description"),
        ("nhs_2020", 3000, ""),
    ]:
        sources = enumerate_sources([postings / folder], "posting")
        items = list(sources)
        tables = sources.report.tables
        assert sum(table.rows for table in tables) == rows
        assert len(items) == rows - sources.report.repeats
        assert len({item.external_id for item in items}) == len(items)
        assert any(f"description ← {body}" in line for line in sources.report.lines()) or not body
        sample = fetch_many([item.reference for item in items[:: len(items) // 50]])
        unusable = [content for content in sample if isinstance(content, Quarantined)]
        assert len(unusable) <= 3
