"""Why a hit stands where it stands, in a few short sentences."""

from __future__ import annotations

from collections.abc import Sequence

from search.matching.answers import Entry
from search.matching.need import Need
from search.matching.ranking import Scored

__all__ = ["reasons_of"]

MOST_NAMED = 3

ALIKE_TITLE = 0.6


def reasons_of(scored: Scored, ledger: Sequence[Entry], need: Need) -> tuple[str, ...]:
    """The reasons, those for before those against; only what the evidence shows."""
    return tuple(filter(None, [
        _skills(ledger),
        _title(scored),
        _years(scored, need),
        _missing(ledger),
        _unwanted(ledger),
        _below(scored),
    ]))  # fmt: skip


def _skills(ledger: Sequence[Entry]) -> str:
    wanted = [entry for entry in ledger if entry.importance != "not"]
    if not wanted:
        return ""
    met = [entry for entry in wanted if entry.status == "matched"]
    partly = sum(entry.status == "partial" for entry in wanted)
    more = f", {partly} in part" if partly else ""
    named = _named(met)
    return f"has {len(met)} of {len(wanted)} things asked for{more}" + (
        f": {named}" if named else ""
    )


def _title(scored: Scored) -> str:
    likeness = scored.features.get("title")
    titles = scored.document.titles
    if likeness is None or likeness < ALIKE_TITLE or not titles:
        return ""
    return f"similar title: {titles[0]}"


def _years(scored: Scored, need: Need) -> str:
    held = scored.document.payload.get("years")
    if not need.years or held is None:
        return ""
    enough = "as asked for" if held >= need.years else f"less than the {need.years:g} asked for"
    return f"{held:g} years of experience, {enough}"


def _missing(ledger: Sequence[Entry]) -> str:
    missing = [e for e in ledger if e.importance == "must" and e.status == "missing"]
    return f"no sign of {_named(missing)}" if missing else ""


def _unwanted(ledger: Sequence[Entry]) -> str:
    there = [e for e in ledger if e.importance == "not" and e.status != "missing"]
    return f"has what should not be there: {_named(there)}" if there else ""


def _below(scored: Scored) -> str:
    below = [
        name
        for name in ("seniority", "education", "languages")
        if (value := scored.features.get(name)) is not None and value < 1
    ]
    return f"below what is asked for in {', '.join(below)}" if below else ""


def _named(entries: Sequence[Entry]) -> str:
    ordered = sorted(entries, key=lambda e: (e.importance != "must", -e.weight))
    names = [entry.requirement for entry in ordered[:MOST_NAMED]]
    more = len(entries) - len(names)
    return ", ".join(names) + (f" and {more} more" if more > 0 else "")
