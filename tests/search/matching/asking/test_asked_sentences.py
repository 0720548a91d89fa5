"""The table of sentences: how many become what they should."""

from __future__ import annotations

from typing import Any

from sentences import SENTENCES

from search.matching.asking import Reading, read_request
from search.open_index import OpenIndex

LEAST_RIGHT = 0.9
"""All of them were when this was written; a rule that mends one may cost another."""


def understood(reading: Reading) -> dict[str, Any]:
    """A reading by the short names of the table, without what is empty."""
    need, filters = reading.need, reading.need.filters
    liked = "" if filters.location else need.location
    found = {
        "t": list(need.titles),
        "must": [r.text for r in need.of("must")],
        "nice": [r.text for r in need.of("nice")],
        "not": [r.text for r in need.of("not")],
        "strict": sorted(r.text for r in need.requirements if r.strict),
        "sy": {r.text: r.years for r in need.requirements if r.years is not None},
        "lvl": need.seniority,
        "y": (need.years, need.years_max) if (need.years, need.years_max) != (None, None) else (),
        "edu": need.education_level,
        "lang": list(need.languages),
        "loc": liked,
        "f_years": filters.years_min,
        "f_max": filters.years_max,
        "f_edu": filters.education_min,
        "f_lang": list(filters.languages),
        "f_lvl": list(filters.seniority),
        "f_loc": list(filters.location),
        "f_from": filters.as_of_from,
        "f_to": filters.as_of_to,
    }
    return {name: value for name, value in found.items() if value not in ([], {}, (), "", None)}


def expected(line: dict[str, Any]) -> dict[str, Any]:
    return {name: list(value) if name == "f_lvl" else value for name, value in line.items()}


def test_nearly_every_sentence_becomes_what_it_should(asked_index: OpenIndex) -> None:
    assert len(SENTENCES) >= 120
    wrong = []
    for sentence, line in SENTENCES:
        found = understood(read_request(asked_index, sentence, "resume", as_of="2026-11-21"))
        if found != expected(line):
            wrong.append(f"{sentence}\n   found    {found}\n   expected {expected(line)}")
    right = 1 - len(wrong) / len(SENTENCES)
    assert right >= LEAST_RIGHT, "\n".join(wrong)


def test_what_is_highlighted_stands_in_the_sentence(asked_index: OpenIndex) -> None:
    for sentence, _ in SENTENCES:
        reading = read_request(asked_index, sentence, "posting", as_of="2026-11-21")
        place = 0
        for part in reading.understood:
            assert reading.text[part.start : part.end] == part.text
            assert place <= part.start < part.end
            place = part.end
