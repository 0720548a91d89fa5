"""``skillsearch train ats``."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from rich.markup import escape

from skillsearch.console import (
    ENCODER_SETTINGS,
    STORE_SETTINGS,
    SectionedCommand,
    SectionedOption,
    console,
    json_option,
    print_json,
    print_warnings,
    progress_console,
    settings_options,
)
from skillsearch.errors import SettingError
from skillsearch.settings import Settings

if TYPE_CHECKING:
    from indexer.display import ProgressWatcher
    from search.open_index import OpenIndex
    from training.engine.run_folder import RunFolder
    from training.matching.house import HouseRecipe
    from training.matching.outcome import Outcome

__all__ = ["ats"]

F = TypeVar("F", bound=Callable[..., Any])

_folder = click.Path(path_type=Path, file_okay=False)


def _house(*names: str, **settings: Any) -> Callable[[F], F]:
    return click.option(*names, cls=SectionedOption, section="The house's pairs", **settings)


@click.command(cls=SectionedCommand, short_help="Fit the score of a match.")
@click.option("--out", type=_folder, required=True, metavar="FOLDER", help="Folder of the run.")
@click.option(
    "--labels",
    type=click.Path(path_type=Path),
    metavar="CSV",
    help="Your own: columns candidate, posting, label (and field), ids as indexed.",
)
@click.option("--name", metavar="NAME", help="What the model is called; default: the folder's.")
@click.option("--restart", is_flag=True, help="Begin anew, also what was kept.")
@json_option
@_house("--data", type=_folder, metavar="FOLDER", help="Data folder. [SKILLSEARCH_DATASETS]")
@_house(
    "--postings-per-category",
    type=click.IntRange(1, 1000),
    metavar="N",
    help="At most; default 14.",
)
@_house("--share-of-others", type=click.FloatRange(0.001, 1), metavar="SHARE",
        help="Of the resumes of other categories; default 0.12.")  # fmt: skip
@_house("--seed", type=click.IntRange(0, 2**32 - 1), metavar="N", help="Of that draw; default 0.")
@settings_options(*STORE_SETTINGS, *ENCODER_SETTINGS, "tenant", "fit_model")
def ats(
    out: Path,
    labels: Path | None,
    name: str | None,
    restart: bool,
    as_json: bool,
    data: Path | None,
    settings: Settings,
    **changes: Any,
) -> None:
    """Fit the score of a match to declared pairs of a data folder, or to your own hiring labels.

    The index of --data-dir must have skills. Labels are 0 or 1, yes or no, or percent; a fifth of
    the candidates is held out, and what the score is worth on them is in card.md and a picture. A
    run that was killed goes on when the same command is given again.

    \b
    skillsearch train ats --data data --out runs/fit
    skillsearch train ats --labels hired.csv --out runs/ours
    """
    from training.engine.requirements import require_training

    require_training()
    from indexer.display import ProgressWatcher
    from search.open_index import open_index
    from training.engine.run_folder import RunFolder
    from training.matching.house import HouseRecipe
    from training.matching.writing import WRITTEN, measured_record, write_fit

    given = {key: value for key, value in changes.items() if value is not None}
    if labels is not None and (given or data is not None):
        unused = next(iter(given), "data")
        raise SettingError(
            f"--{unused.replace('_', '-')} means nothing beside --labels.",
            remedy="Leave one of them out.",
        )
    recipe, folder = HouseRecipe(**given), RunFolder(out)
    called = name or out.resolve().name
    with folder.held(), open_index(settings) as index:
        if restart:
            folder.clear()
            for written in WRITTEN:
                (out / written).unlink(missing_ok=True)
        # What is kept goes by its content: labels may be mended, and the run goes on.
        identity = {"recipe": "ats", "pairs": "house" if labels is None else "labels"}
        folder.claim(identity)
        folder.write_record({"identity": identity, "status": "training"})
        with ProgressWatcher(progress_console()) as watcher:
            made = _fit(index, recipe, labels, data, folder, called, settings, watcher)
        write_fit(made, out, own=labels is not None)
        asked = _settings(recipe, labels, settings)
        record = {"identity": identity, "status": "evaluated", "settings": asked}
        record |= measured_record(made)
        folder.write_record(record)
    if as_json:
        print_json({"run": str(out), **record})
        return
    _show(made, out)
    print_warnings(made.notes)


def _settings(recipe: HouseRecipe, labels: Path | None, settings: Settings) -> dict[str, Any]:
    """What was asked for."""
    if labels is None:
        return {**asdict(recipe), "tenant": settings.tenant}
    content = labels.read_bytes() if labels.is_file() else b""
    return {"labels": hashlib.sha256(content).hexdigest(), "tenant": settings.tenant}


def _fit(
    index: OpenIndex,
    recipe: HouseRecipe,
    labels: Path | None,
    data: Path | None,
    folder: RunFolder,
    called: str,
    settings: Settings,
    watcher: ProgressWatcher,
) -> Outcome:
    from training.data.layout import DataFolder
    from training.matching.house import fit_house
    from training.matching.labels import read_labels
    from training.matching.refit import refit

    caches, tenant = folder.checkpoints, settings.tenant
    if labels is not None:
        return refit(index, read_labels(labels), caches, called, tenant, watcher)
    source = DataFolder.of(data)
    return fit_house(index, source, caches, recipe, called, tenant, watcher)


def _show(made: Outcome, out: Path) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1))
    for name in ("scored by", "log loss", "Brier", "off by", "AUC"):
        table.add_column(name, justify="left" if name == "scored by" else "right", no_wrap=True)
    for name, figures in made.measured.items():
        plain = (f"{figure.value:.3f}" for figure in (figures.log_loss, figures.brier))
        sure = (f"{f.value:.3f} ({f.low:.3f}–{f.high:.3f})" for f in (figures.ece, figures.auc))
        table.add_row(escape(name), *plain, *sure)
    page, counts = console(), made.counts
    page.print(table)
    page.print(
        f"\n{counts['pairs']:,} pairs of {counts['postings']:,} postings and "
        f"{counts['people']:,} people; measured on {counts['held_pairs']:,} of "
        f"{counts['held_people']:,} people who were held out. Off by: the calibration error.",
        soft_wrap=True,
    )
    page.print(
        f"The model is in [bold]{escape(str(out))}[/bold], with card.md, reliability.png and "
        "curves.png.",
        soft_wrap=True,
    )
    page.print(f"Use it: export SKILLSEARCH_FIT_MODEL={escape(str(out.resolve()))}", soft_wrap=True)
