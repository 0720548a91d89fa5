"""A tiny taxonomy of one's own, to be changed in small ways."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

__all__ = ["LABELS", "ROWS", "write_csv"]

ROWS = (
    ("s1", "welding", "Joining metal by melting it.", "TIG welding|MIG welding"),
    ("s2", "bricklaying", "Building walls of bricks.", "laying bricks"),
    ("s3", "plumbing", "Fitting pipes for water.", ""),
    ("s4", "carpentry", "Making things of wood.", "woodwork|joinery"),
    ("s5", "beekeeping", "Keeping bees for their honey.", "apiculture"),
)
"""Id, label, description, alternative labels."""

LABELS = 11
"""Labels of ROWS, every one of them different."""


def write_csv(folder: Path, rows: Sequence[Sequence[str]] = ROWS) -> Path:
    """The rows as ``crafts.csv`` in the folder."""
    path = folder / "crafts.csv"
    lines = ["id;label;description;alt_labels", *(";".join(row) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
