"""The card of a fit: what it was learned from, what it is worth, where it should not be used."""

from __future__ import annotations

from collections.abc import Mapping

from search.matching.features import FEATURES
from training.evaluation.results import Figure
from training.matching.measuring import Figures
from training.matching.outcome import Outcome

__all__ = ["figures_table", "fit_card"]

_HOUSE = (
    "The labels are declared: a pair fits where the resume and the posting are filed under one "
    "category. Nobody was hired or turned down; the score tells likeness of work, not success.",
)

_OWN = (
    "The labels are what those who labelled decided. Whom they picked, and whom they passed over, "
    "the score repeats: look at it with `skillsearch candidates --probe` before you rely on it.",
    "Pairs were labelled because somebody looked at them. Of pairs that nobody would have looked "
    "at the score may say too much.",
)

_LIMITS = (
    "50 means as likely as not where there are as many pairs that fit as pairs that do not. Among "
    "all documents of an index far fewer fit than that.",
    "It holds for vectors of the encoder that it was fitted to; skillsearch warns of any other.",
    "It ranks and explains. A person decides about people.",
)


def fit_card(outcome: Outcome, *, own: bool) -> str:
    """The card as Markdown; no text, name or id of a document stands in it.

    ``own``: fitted to the labels of a user, not to the categories of the house.
    """
    values, counts = outcome.values, outcome.counts
    source = "your own labels" if own else "real resumes and postings filed under one category"
    parts = [
        f"# {values['name']}: the score of a match\n",
        f"An additive model of {len(FEATURES)} features, monotone in each, fitted to {source} by "
        f"`skillsearch train ats` on {values['made']} ({values['made_by']}; weights of the encoder "
        f"`{values['encoder'][:16]}…`).\n",
        "## What it is worth\n",
        f"On {counts['held_pairs']:,} pairs of {counts['held_people']:,} people of whom nothing "
        f"was learned ({counts['held_fits']:,} of the pairs fit); pairs that fit and pairs that do "
        "not weigh the same. 95 % bootstrap intervals, drawn by person. All but the AUC: the "
        "lower the better. The postings are those of the pairs learned from: new are the people.\n",
        figures_table(outcome.measured),
        "![Score against the share of pairs that fit](reliability.png)\n",
        "![What each feature adds](curves.png)\n",
        "## Data\n",
        f"{counts['pairs']:,} pairs of {counts['postings']:,} postings and {counts['people']:,} "
        f"people, {counts['fits']:,} of which fit. A fifth of the people is held out.\n",
        _fields(outcome),
        *[f"{note}\n" for note in outcome.notes],
        "## Limits\n",
        "".join(f"- {limit}\n" for limit in (*(_OWN if own else _HOUSE), *_LIMITS)),
    ]
    return "\n".join(parts)


def figures_table(measured: Mapping[str, Figures]) -> str:
    """A row a way of scoring with 95 % intervals, as Markdown; ends with a line break."""
    lines = [
        "| scored by | log loss | Brier | calibration error | AUC |",
        "|---|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {name.replace('|', ' ')} | {_figure(figures.log_loss)} | {_figure(figures.brier)} "
        f"| {_figure(figures.ece)} | {_figure(figures.auc)} |"
        for name, figures in measured.items()
    ]
    return "\n".join(lines) + "\n"


def _fields(outcome: Outcome) -> str:
    if outcome.fields is None:
        return "It knows no fields of work.\n"
    return f"`fields.npz` tells {len(outcome.fields.fields)} fields of work.\n"


def _figure(figure: Figure) -> str:
    return f"{figure.value:.3f} ({figure.low:.3f}–{figure.high:.3f})"
