"""What a posting pays, in words."""

from __future__ import annotations

import io
from dataclasses import asdict

import pytest
from rich.console import Console

from indexer.display.people import show_portrait
from skillsearch.documents import Pay

PORTRAIT = {
    "kind": "posting",
    "titles": ["Barista"],
    "location": "Leeds",
    "years_low": None,
    "seniority": None,
    "education_level": None,
    "id": "p",
    "external_id": "4711",
    "languages": [],
    "skills": [],
    "personal": {},
    "duplicate_of": [],
}


@pytest.mark.parametrize(
    ("pay", "said"),
    [
        (Pay(4000.0, 6500.0, "SGD", "month"), "Leeds · SGD 4,000 – 6,500 a month"),
        (Pay(12.5, None, "GBP", "hour"), "Leeds · GBP 12.50 an hour"),
        (Pay(30000.0, 30000.0, "", "year"), "Leeds · 30,000 a year"),
        (Pay(None, None, "EUR", "month"), "Leeds"),
        (None, "Leeds"),
    ],
)
def test_the_pay_stands_among_the_facts(pay: Pay | None, said: str) -> None:
    shown = io.StringIO()
    show_portrait({**PORTRAIT, "pay": asdict(pay) if pay else None}, Console(file=shown, width=100))
    assert shown.getvalue().splitlines()[1] == said
