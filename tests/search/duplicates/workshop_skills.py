"""Skills of an invented workshop; some of them are listed twice."""

from __future__ import annotations

from dataclasses import dataclass

from search.duplicates.entries import Entry, EntryVectors

__all__ = ["ENTRIES", "Listed", "row"]


@dataclass(frozen=True)
class Listed:
    """Entries with their vectors."""

    entries: tuple[Entry, ...]
    vectors: EntryVectors


_SKILLS = {
    "Stock Control": ("Keep the store of timber and fittings filled and counted.", 5),
    "Stock Control Management": ("Keep the store of fittings and timber counted and filled.", 1),
    "Blade Sharpening": ("Grind and hone blades until they cut cleanly.", 3),
    "Sharpening of Blades": ("Grind and hone blades so that they cut clean.", 1),
    "Customer Complaint Handling": ("Listen to unhappy customers and put things right.", 2),
    "Payroll Administration": ("Pay wages in time, with the right deductions.", 2),
    "Fire Safety": ("Prevent fires and know what to do in one.", 4),
    "Timber Drying": ("Dry timber in a kiln without cracks.", 2),
    "Varnish Spraying": ("Spray varnish evenly in a booth.", 2),
    "Apprentice Supervision": ("Guide apprentices through their first year.", 2),
    "Route Planning": ("Plan the rounds of the delivery vans.", 2),
    "Noise Measurement": ("Measure how loud machines are at the bench.", 1),
}

ENTRIES = tuple(
    Entry(f"w{number}", label, description, weight=weight)
    for number, (label, (description, weight)) in enumerate(_SKILLS.items())
)


def row(label: str) -> int:
    """The row of a label."""
    return [entry.label for entry in ENTRIES].index(label)
