from __future__ import annotations

from indexer.documents.resumes.as_of import resolve_as_of
from skillsearch.documents import Experience

TODAY = "2024-06-15"


def position(start: str, end: str = "") -> Experience:
    return Experience("Cook", "", start, end, not end, 0, 0)


def test_the_day_given_comes_before_all() -> None:
    day, note = resolve_as_of("2020-01-01", "2021-05-05", "2019", [], TODAY)
    assert (day, "given" in note) == ("2020-01-01", True)


def test_then_the_date_of_the_document() -> None:
    day, note = resolve_as_of("", "2021-05", "in 2019", [position("2018-01")], TODAY)
    assert (day, "document" in note) == ("2021-05-31", True)


def test_a_document_older_than_the_work_it_tells_of_is_an_old_template() -> None:
    day, _ = resolve_as_of("", "2015-05-05", "", [position("2018-01", "2019-03")], TODAY)
    assert day == "2019-03-31"


def test_then_the_newest_date_in_the_text_that_has_come() -> None:
    day, note = resolve_as_of("", "", "May 2016 to June 2022, degree expected 2026", [], TODAY)
    assert (day, "text" in note) == ("2022-06-30", True)


def test_a_year_that_is_not_over_ends_today() -> None:
    assert resolve_as_of("", "", "2024", [], TODAY)[0] == TODAY


def test_else_today_and_it_says_so() -> None:
    day, note = resolve_as_of("", "", "no dates", [], TODAY)
    assert (day, "today" in note) == (TODAY, True)


def test_a_position_that_goes_on_goes_on_today_where_the_document_has_no_date() -> None:
    going_on = [position("2014-01", "2019-06"), position("2019-07")]
    day, note = resolve_as_of("", "", "2014 to 2019, 2019 to present", going_on, TODAY)
    assert (day, "goes on" in note) == (TODAY, True)
