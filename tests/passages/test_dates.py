from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillsearch.passages.dates import find_ranges, newest_date, years_in


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Jan 2019 – Present", "2019-01", ""),
        ("03/2017 to 05/2019", "2017-03", "2019-05"),
        ("2015-2018", "2015", "2018"),
        ("Summer 2016", "2016-06", "2016-08"),
        ("since 2020", "2020", ""),
        ("01.2016 – heute", "2016-01", ""),
        ("Company NameJanuary 2012 to Current", "2012-01", ""),
        ("January 2010 toCurrent", "2010-01", ""),
        ("marzo de 2015 a junio de 2018", "2015-03", "2018-06"),
        ("janvier 2015 - aujourd'hui", "2015-01", ""),
        ("depuis mars 2017", "2017-03", ""),
        ("APR 2020 TO TILL DATE", "2020-04", ""),
        ("June – August 2018", "2018-06", "2018-08"),
        ("November – February 2018", "2017-11", "2018-02"),
        ("03/17 – 05/19", "2017-03", "2019-05"),
        ("2019-03 - 2020-04", "2019-03", "2020-04"),
        ("12.03.2015 - 31.12.2017", "2015-03", "2017-12"),
        ("March 12, 2019 to April 3, 2020", "2019-03", "2020-04"),
        ("Oct'15 – Nov'18", "2015-10", "2018-11"),
        ("Jan 2012 -\nMar 2013", "2012-01", "2013-03"),
        ("Fall 2015 - Spring 2016", "2015-09", "2016-05"),
        ("07/2013, Current", "2013-07", ""),
    ],
)
def test_ranges_are_read_as_written(text: str, start: str, end: str) -> None:
    (found,) = find_ranges(text)
    assert (found.start, found.end, found.current) == (start, end, end == "")


@pytest.mark.parametrize(
    "text", ["in 2015", "2018 to 2015", "over 2000 users", "maya 2015", "call 555-2013-77", ""]
)
def test_single_dates_and_other_numbers_are_no_ranges(text: str) -> None:
    assert find_ranges(text) == ()


def test_a_range_says_where_it_is_written() -> None:
    text = "Cook\nCafé İstanbul, May 2015 to June 2016, full time"
    (found,) = find_ranges(text)
    assert text[found.start_offset : found.end_offset] == "May 2015 to June 2016"


def test_overlapping_positions_count_once() -> None:
    spans = [("2015-01", "2016-12", False), ("2016-07", "2017-06", False)]
    assert years_in(spans, "2021-01-01") == 2.5


def test_of_a_year_alone_the_middle_counts() -> None:
    assert years_in([("2015", "2018", False)], "2021-01-01") == 3.0
    assert years_in([("2016", "2016", False)], "2021-01-01") == 0.5


def test_nothing_counts_beyond_the_day() -> None:
    assert years_in([("2019-01", "", True)], "2019-12-31") == 1.0
    assert years_in([("2022-01", "2023-01", False)], "2019-12-31") is None


_MONTH = st.builds("{}-{:02}".format, st.integers(1980, 2019), st.integers(1, 12))


@given(st.lists(st.tuples(_MONTH, _MONTH, st.booleans()), max_size=6), st.randoms())
def test_years_do_not_depend_on_the_order_and_never_exceed_the_sum(
    spans: list[tuple[str, str, bool]], order: object
) -> None:
    shuffled = list(spans)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    whole = years_in(spans, "2020-06-30")
    assert whole == years_in(shuffled, "2020-06-30")
    parts = [years_in([span], "2020-06-30") for span in spans]
    known = [part for part in parts if part is not None]
    if whole is not None:
        assert max(known) - 0.06 <= whole <= sum(known) + 0.06 * len(known)


def test_the_newest_date_is_not_in_the_future() -> None:
    assert newest_date("May 2016, 2019, expected June 2031", "2024-01-01") == "2019"
    assert newest_date("May 2016 and 03/2018", "2024-01-01") == "2018-03"
    assert newest_date("no date", "2024-01-01") == ""
