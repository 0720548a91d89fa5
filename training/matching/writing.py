"""A fit as a folder: what the search reads, what people read, and what a later run goes on with.

fit.json         the model of the score: SKILLSEARCH_FIT_MODEL names the folder
fields.npz       the fields of work, where they are known
card.md          what it was learned from and what it is worth, with two pictures
table.md         the figures alone
run.json         what was asked for, and what came of it
checkpoints/     vectors and features, for the next run; no text
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from search.matching.models import FIELDS_FILE, FIT_FILE
from skillsearch.errors import SettingError
from training.matching.card import figures_table, fit_card
from training.matching.drawing import draw_curves, draw_reliability
from training.matching.outcome import Outcome

__all__ = ["WRITTEN", "measured_record", "write_fit"]

WRITTEN = (FIT_FILE, FIELDS_FILE, "card.md", "table.md", "reliability.png", "curves.png")


def write_fit(outcome: Outcome, folder: Path, *, own: bool) -> None:
    """Write all of :data:`WRITTEN`, the model last.

    Raises :class:`~skillsearch.errors.SettingError` where the folder cannot be written.
    """
    try:
        table = figures_table(outcome.measured)
        (folder / "table.md").write_text(table, encoding="utf-8")
        (folder / "card.md").write_text(fit_card(outcome, own=own), encoding="utf-8")
        said = (
            f"{outcome.counts['held_pairs']:,} pairs of {outcome.counts['held_people']:,} people "
            "of whom nothing was learned; on the grey line a score of 70 means 70 of 100"
        )
        draw_reliability(outcome.measured, said, folder / "reliability.png")
        draw_curves(outcome.model, folder / "curves.png")
        if outcome.fields is None:
            (folder / FIELDS_FILE).unlink(missing_ok=True)
        else:
            outcome.fields.save(folder / FIELDS_FILE)
        part = folder / f".{FIT_FILE}"
        part.write_text(json.dumps(outcome.values, indent=1) + "\n", encoding="utf-8")
        part.replace(folder / FIT_FILE)
    except OSError as error:
        raise SettingError(
            f"{folder} cannot be written: {error.strerror or error}.",
            remedy="Free space or change its permissions, or name another folder with --out.",
        ) from None


def measured_record(outcome: Outcome) -> dict[str, Any]:
    """Counts, figures with their intervals and notes, as plain data."""
    return {
        "name": outcome.values["name"],
        "encoder": outcome.values["encoder"],
        "counts": dict(outcome.counts),
        "measured": {
            way: {
                name: {key: round(value, 4) for key, value in asdict(figure).items()
                       if key != "name"}
                for name in ("log_loss", "brier", "ece", "auc")
                for figure in (getattr(figures, name),)
            }
            for way, figures in outcome.measured.items()
        },
        "notes": list(outcome.notes),
    }  # fmt: skip
