"""Words of a recruiter's query that are not looked up, and stay as they were typed."""

from __future__ import annotations

__all__ = ["FILLERS", "OPERATORS_IN_SMALL", "PLACE_MARKS", "SECTORS", "SENIORITY"]


def _all_of(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


SENIORITY = _all_of(
    "senior sr snr junior jr mid midlevel lead principal staff graduate entry entrylevel trainee",
    "intern apprentice experienced seasoned",
)
"""How senior: kept as typed, because a label with it would name something else."""

SECTORS = _all_of(
    "fintech edtech healthtech medtech biotech proptech insurtech regtech martech adtech agritech",
    "saas paas b2b b2c startup startups enterprise fmcg ecommerce consultancy agency nonprofit ngo",
    "automotive aerospace pharma pharmaceutical telecom telecoms oil gas luxury",
)
"""In which trade: kept as typed. Trades that are skills too (banking, retail) are not here."""

FILLERS = _all_of(
    "a an the and or not with for of to from who has have having good strong excellent some any",
    "using experience experienced knowledge skills skill background years year plus must based",
    "looking need needed wanted wanting job jobs role roles position candidate candidates",
)
"""What a search for documents gains nothing from; left out of the strings, and said."""

PLACE_MARKS = frozenset(("in", "near", "around", "at"))
"""After one of these, words that no label has are taken for a place."""

OPERATORS_IN_SMALL = frozenset(("or", "not"))
"""Words that were perhaps meant as operators."""
