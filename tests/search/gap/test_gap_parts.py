"""Levels, the set cover, and the order of a path: what needs no index."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.gap.cover import Offer, cheapest_cover
from search.gap.levels import level_from_years, parse_told, shortfall
from search.gap.team_display import shade
from skillsearch.errors import QueryError

OFFERS = st.lists(
    st.builds(Offer, st.frozensets(st.integers(0, 5), max_size=4), st.integers(0, 9).map(float)),
    max_size=7,
)


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("Python", ("Python", "", None)),
        ("Data Analysis:3", ("Data Analysis", "3", None)),
        ("Data Analysis : level 3", ("Data Analysis", "3", None)),
        ("Communication: intermediate", ("Communication", "Intermediate", None)),
        ("SQL:5y", ("SQL", "", 5.0)),
        ("SQL: 2.5 years", ("SQL", "", 2.5)),
        ("C++", ("C++", "", None)),
        ("ISO 9001:2015", ("ISO 9001:2015", "", None)),
    ],
)
def test_a_level_or_years_are_read_off_a_skill(
    entry: str, told: tuple[str, str, float | None]
) -> None:
    assert parse_told(entry) == told


def test_an_entry_without_a_name_is_refused() -> None:
    with pytest.raises(QueryError, match="names no skill"):
        parse_told(" :3")


def test_levels_of_two_scales_are_not_compared() -> None:
    assert shortfall("4", "2") == (2, 0.5)
    assert shortfall("2", "4") == (0, 1.0)
    assert shortfall("Advanced", "Basic") == (2, pytest.approx(1 / 3))
    assert shortfall("4", "Basic") == (0, 1.0)
    assert shortfall("", "3") == (0, 1.0)


def test_more_years_never_mean_a_lower_level() -> None:
    levels = [int(level_from_years(years / 2, "4")) for years in range(40)]
    assert levels == sorted(levels)
    assert (levels[0], levels[-1]) == (1, 6)
    assert level_from_years(6, "Basic") == "Advanced"
    assert level_from_years(None, "4") == level_from_years(6, "") == ""


@settings(max_examples=60, deadline=None)
@given(OFFERS)
def test_a_small_cover_is_the_cheapest_there_is(offers: list[Offer]) -> None:
    chosen = cheapest_cover(offers, [1.0] * 6)
    wanted = frozenset[int]().union(*(offer.teaches for offer in offers))
    assert frozenset[int]().union(*(offers[n].teaches for n in chosen)) == wanted
    prices = [
        sum(offer.price for offer in some)
        for count in range(len(offers) + 1)
        for some in combinations(offers, count)
        if frozenset[int]().union(*(offer.teaches for offer in some)) == wanted
    ]
    assert sum(offers[n].price for n in chosen) == min(prices)


def test_a_large_cover_covers_and_has_nothing_to_spare() -> None:
    offers = [Offer(frozenset({n, (n * 7) % 40}), 1.0 + n % 3) for n in range(40)]
    chosen = cheapest_cover(offers, [1.0] * 40)
    taught = [offers[n].teaches for n in chosen]
    assert frozenset[int]().union(*taught) == frozenset(range(40))
    for n in range(len(taught)):
        rest = frozenset[int]().union(*(taught[:n] + taught[n + 1 :]))
        assert rest != frozenset(range(40))


def test_only_what_is_held_is_drawn_full() -> None:
    shades = [shade(degree) for degree in (0.0, 0.2, 0.5, 0.8, 0.99, 1.0)]
    assert shades == [" ", "░", "▒", "▓", "▓", "█"]
