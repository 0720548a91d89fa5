"""Selection rates of groups and their impact ratios: the four-fifths rule, with its cautions.

A group whose rate of selection is below four fifths of that of the group with the highest rate is
generally taken as evidence of adverse impact (Uniform Guidelines on Employee Selection Procedures,
29 CFR 1607.4 D), unless the numbers are small and the difference is not statistically significant.
Groups below 2 % of the pool are not required to be looked at (29 CFR 1607.15 A).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

__all__ = [
    "FOUR_FIFTHS",
    "SMALL_COUNT",
    "SMALL_SHARE",
    "GroupRate",
    "Impact",
    "fisher_exact",
    "impact_of",
]

FOUR_FIFTHS = 0.8

SMALL_COUNT = 30
"""Below it one person more or fewer moves a rate by more than three points."""

SMALL_SHARE = 0.02

SIGNIFICANT = 0.05


@dataclass(frozen=True, slots=True)
class GroupRate:
    """How many of a group are selected.

    ``ratio`` is ``rate`` over that of the reference group, None where nobody of it is selected.
    ``p_value`` is that of Fisher's exact test against the reference, two-sided; None of the
    reference itself. ``is_small``: fewer than 30, or less than 2 % of the pool.
    """

    group: str
    pool: int
    selected: int
    rate: float
    ratio: float | None
    is_below: bool
    p_value: float | None
    is_small: bool


@dataclass(frozen=True, slots=True)
class Impact:
    """One attribute at one cut: every group against ``reference``, the lowest rate first.

    The reference is the group with the highest rate; small groups are it only where all are small,
    as one person would make it.
    """

    attribute: str
    cut: str
    reference: str
    groups: tuple[GroupRate, ...]
    warnings: tuple[str, ...]


def impact_of(
    attribute: str, cut: str, labels: Mapping[str, str], selected: Collection[str]
) -> Impact:
    """``labels`` maps everyone of the pool to their group; ``selected`` are some of them, or not.

    Raises ValueError for an empty pool.
    """
    if not labels:
        raise ValueError(f"nobody has a label for {attribute!r}")
    pool = Counter(labels.values())
    chosen = Counter(group for member, group in labels.items() if member in selected)
    small = {g for g, n in pool.items() if n < SMALL_COUNT or n < SMALL_SHARE * len(labels)}
    able = [group for group in sorted(pool) if group not in small] or sorted(pool)
    reference = max(able, key=lambda group: (chosen[group] / pool[group], pool[group]))
    rates = [_rate(group, pool, chosen, reference, group in small) for group in sorted(pool)]
    ordered = tuple(sorted(rates, key=lambda r: (r.rate, r.group)))
    return Impact(attribute, cut, reference, ordered, tuple(_warnings(ordered, reference)))


def fisher_exact(a: int, b: int, c: int, d: int) -> float:
    """The two-sided p-value of the table [[a, b], [c, d]] of counts.

    The sum of the hypergeometric probabilities of all tables with the same margins that are no
    likelier than this one (Fisher 1922; two sides as in R and SciPy). In whole numbers, so exact.
    Raises ValueError for a negative count.
    """
    if min(a, b, c, d) < 0:
        raise ValueError("a count is negative")
    row, column, whole = a + b, a + c, a + b + c + d
    least, most = max(0, row + column - whole), min(row, column)
    ways = math.comb(column, least) * math.comb(whole - column, row - least)
    all_ways: list[int] = []
    for k in range(least, most + 1):
        all_ways.append(ways)
        # From k to k + 1: C(column, k) C(whole - column, row - k), step by step.
        ways = ways * (column - k) * (row - k)
        ways //= (k + 1) * (whole - column - row + k + 1)
    seen = all_ways[a - least]
    return min(1.0, sum(each for each in all_ways if each <= seen) / math.comb(whole, row))


def _rate(
    group: str, pool: Mapping[str, int], chosen: Counter[str], reference: str, is_small: bool
) -> GroupRate:
    rate, highest = chosen[group] / pool[group], chosen[reference] / pool[reference]
    ratio = rate / highest if highest else None
    p_value = None
    if group != reference:
        p_value = fisher_exact(
            chosen[group],
            pool[group] - chosen[group],
            chosen[reference],
            pool[reference] - chosen[reference],
        )
    return GroupRate(
        group=group,
        pool=pool[group],
        selected=chosen[group],
        rate=round(rate, 4),
        ratio=None if ratio is None else round(ratio, 4),
        is_below=ratio is not None and ratio < FOUR_FIFTHS,
        p_value=None if p_value is None else float(f"{p_value:.4g}"),
        is_small=is_small,
    )


def _warnings(groups: tuple[GroupRate, ...], reference: str) -> list[str]:
    said = []
    if len(groups) == 1:
        return [f"Only one group ({reference}): there is nothing to compare."]
    if not any(group.selected for group in groups):
        return ["Nobody with a label is selected: there are no ratios."]
    if small := [group.group for group in groups if group.is_small]:
        said.append(
            f"Small groups (fewer than {SMALL_COUNT}, or less than 2 % of the pool): "
            f"{', '.join(small)}. One person may make their rate."
        )
    below = [group for group in groups if group.is_below]
    sure = [g.group for g in below if g.p_value is not None and g.p_value < SIGNIFICANT]
    unsure = [g.group for g in below if g.group not in sure]
    if sure:
        said.append(
            f"Below four fifths of {reference}, and more than chance explains: {', '.join(sure)}. "
            "Look into why before anyone is chosen by this ranking."
        )
    if unsure:
        said.append(
            f"Below four fifths of {reference}, in numbers that chance may explain: "
            f"{', '.join(unsure)}."
        )
    return said
