"""``skillsearch train`` and ``skillsearch evaluate``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, TypeVar

import click
from rich.markup import escape

from skillsearch.console import (
    SectionedCommand,
    SectionedOption,
    console,
    json_option,
    print_json,
    progress_console,
)
from skillsearch.errors import SettingError

if TYPE_CHECKING:
    from training.data.layout import DataFolder
    from training.evaluation.results import Evaluation
    from training.recipes import Recipe

__all__ = ["evaluate", "train"]

F = TypeVar("F", bound=Callable[..., Any])

STOCK = "all-MiniLM-L6-v2"
"""The base of our own models, and a column of every evaluation."""

_folder = click.Path(path_type=Path, file_okay=False)
_path = click.Path(path_type=Path)
_data = click.option(
    "--data", type=_folder, metavar="FOLDER", help="Data folder. [SKILLSEARCH_DATASETS]"
)


OTHERS = {
    "ats": (
        "training.matching.commands:ats",
        "the score of a match, also from your own labels; see train ats --help",
    ),
    "classify": (
        "training.classification.commands:classify",
        "role categories of resumes; see train classify --help",
    ),
}
"""What is trained with options of its own: word → where its command is, and what it makes."""


class RecipesCommand(SectionedCommand):
    """A command whose help lists the recipes before its options.

    A word of :data:`OTHERS` in the recipe's place is another command, with options of its own.
    """

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """The context of the command that the first argument names."""
        if args and args[0] in OTHERS:
            module, _, name = OTHERS[args[0]][0].partition(":")
            command: click.Command = getattr(import_module(module), name)
            return command.make_context(f"{info_name} {args[0]}", args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list, then the options."""
        from training.recipes import RECIPES

        with formatter.section("Recipes"):
            recipes = [(name, recipe.summary) for name, recipe in RECIPES.items()]
            others = [(name, summary) for name, (_, summary) in OTHERS.items()]
            formatter.write_dl(recipes + others)
        super().format_options(ctx, formatter)


def _in_place(*names: str, **settings: Any) -> Callable[[F], F]:
    return click.option(*names, cls=SectionedOption, section="Files of your own", **settings)


def _default(*names: str, **settings: Any) -> Callable[[F], F]:
    return click.option(*names, cls=SectionedOption, section="In place of the recipe's", **settings)


@click.command(cls=RecipesCommand, short_help="Make a model of your own by a recipe.")
@click.argument("recipe")
@click.option("--out", type=_folder, required=True, metavar="FOLDER", help="Folder of the run.")
@_data
@click.option("--base", default=STOCK, metavar="NAME", help=f"Start from it; default {STOCK}.")
@click.option(
    "--precision",
    default="auto",
    metavar="NAME",
    help="auto, float32, bfloat16 or float16 (CUDA).",
)
@click.option("--resume/--restart", default=None, help="Insist on going on, or begin anew.")
@click.option(
    "--checkpoint-minutes",
    type=click.FloatRange(min=0.01),
    default=5.0,
    metavar="N",
    help="Between two saves; default 5.",
)
@click.option("--no-evaluate", is_flag=True, help="Leave out the evaluation at the end.")
@json_option
@_default("--epochs", metavar="N", type=click.IntRange(min=1))
@_default("--batch-size", metavar="N", type=click.IntRange(min=2))
@_default("--learning-rate", metavar="N", type=click.FloatRange(min=0, min_open=True))
@_default("--seed", metavar="N", type=click.IntRange(min=0, max=2**32 - 1))
@_default("--max-steps", metavar="N", type=click.IntRange(min=1), help="End after so many steps.")
@_default("--rows", metavar="N", type=click.IntRange(min=1000), help="house: examples drawn.")
@_default(
    "--mixture",
    type=click.Choice(["sentences", "labels"]),
    help="house: what it draws more of.",
)
@_default("--teacher", metavar="NAME", help="house: learn what it reads in postings.")
@_default("--freeze-embeddings/--train-embeddings", default=None, help="The table of single words.")
@_in_place("--esco", multiple=True, type=_path, metavar="PATH", help="Zip or folder; repeatable.")
@_in_place("--ssf", type=_path, metavar="PATH", help="Workbook that maps sector skills.")
@_in_place("--titles", type=_path, metavar="CSV", help="Variants of titles; split here.")
def train(
    recipe: str,
    out: Path,
    data: Path | None,
    base: str,
    precision: str,
    resume: bool | None,
    checkpoint_minutes: float,
    no_evaluate: bool,
    as_json: bool,
    esco: tuple[Path, ...],
    ssf: Path | None,
    titles: Path | None,
    **changes: Any,
) -> None:
    """Train a model by RECIPE, evaluate it beside its base, and write its card.

    A run that was stopped or killed goes on when the same command is given again.

    \b
    skillsearch train ssf --data data --out runs/ssf
    """
    from training.engine.requirements import require_training
    from training.recipes import Sources, recipe_named

    chosen = _recipe(recipe_named(recipe), changes)
    require_training()
    from skillsearch.encoder.registry import locate
    from training.data.layout import DataFolder
    from training.engine.finishing import finish
    from training.engine.precision import choose_precision
    from training.engine.run_folder import RunFolder
    from training.engine.train import Pace, begin
    from training.engine.train import train as carry_out

    sources = Sources(DataFolder.of(data) if data else None, esco, ssf, titles)
    arithmetic = choose_precision(precision)
    folder = RunFolder(out)
    status = progress_console()
    with folder.held():
        if resume is False:
            folder.clear()
        elif resume and folder.record() is None:
            raise SettingError(
                f"There is no run to go on with in {out}.", remedy="Leave out --resume to begin."
            )
        with status.status("reading"):
            material = chosen.prepare(sources)
            model = locate(base)
            record = begin(folder, chosen, material, model, arithmetic)
        if record["status"] == "training":
            pace = Pace(checkpoint_minutes)
            record = carry_out(folder, chosen, material, model, record, status, pace)
        record = finish(folder, chosen, sources, model, record, status, evaluated=not no_evaluate)
    if as_json:
        print_json({"run": str(out), "model": str(folder.model), **record})
        return
    report = console()
    report.print(
        f"{record['steps']:,} steps, {record['pairs_per_second']:,.0f} pairs/s. "
        f"The model is in [bold]{escape(str(folder.model))}[/bold], with its card in README.md.",
        soft_wrap=True,
    )
    report.print(f"Use it: skillsearch reindex --model {escape(str(folder.model))}", soft_wrap=True)


@click.command(cls=SectionedCommand, short_help="Measure models side by side.")
@click.argument("models", metavar="MODEL...", nargs=-1)
@_data
@click.option("--protocol", "protocols", multiple=True, metavar="ID", help="Repeatable; all.")
@click.option("--scorer", "scorers", multiple=True, metavar="NAME", help="Repeatable; dense.")
@click.option("--out", type=_folder, metavar="FOLDER", help="Write JSON, plots and a page there.")
@click.option("--no-plots", is_flag=True, help="Write the JSON alone.")
@click.option(
    "--resamples",
    type=click.IntRange(min=1, max=100_000),
    default=1000,
    metavar="N",
    help="Bootstrap resamples of each interval; default 1000.",
)
@json_option
def evaluate(
    models: tuple[str, ...],
    data: Path | None,
    protocols: tuple[str, ...],
    scorers: tuple[str, ...],
    out: Path | None,
    no_plots: bool,
    resamples: int,
    as_json: bool,
) -> None:
    """Measure each MODEL (a name or a folder) by every protocol, stock MiniLM beside it.

    NAME@int8 is the exported form that is served, NAME@float the weights as they are.

    \b
    skillsearch evaluate runs/ssf/model --data data --out report
    """
    from training.engine.requirements import require_training

    require_training()
    from indexer.display import ProgressWatcher
    from training.data.layout import DataFolder
    from training.evaluation import evaluate as measure
    from training.evaluation import show

    folder = DataFolder.of(data)
    if out is not None:
        _make(out)
    with ProgressWatcher(progress_console()) as watcher:
        found = measure(
            models,
            data=folder,
            protocols=protocols,
            scorers=scorers or ("dense",),
            resamples=resamples,
            watcher=watcher,
        )
    if out is not None:
        found.save(out)
        if not no_plots:
            _draw(found, models, folder, out)
    if as_json:
        print_json(found.to_json())
        return
    show(found)
    if out is not None:
        console().print(f"Written to {escape(str(out))}.", soft_wrap=True)


def _draw(found: Evaluation, models: tuple[str, ...], data: DataFolder, out: Path) -> None:
    """Pictures and page, with the maps of all models in the order of the tables."""
    from skillsearch.settings import load_settings
    from training.evaluation.models import with_stock
    from training.plots import draw, standard_maps

    opened = {model.label: model.open(load_settings()).encode for model in with_stock(models)}
    draw(found, standard_maps(data, opened), out)


def _make(folder: Path) -> None:
    """The folder of a report, before an hour is spent on what goes there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise SettingError(
            f"{folder} cannot be written: {error.strerror}.",
            remedy="Change its permissions, or name another folder with --out.",
        ) from None


def _recipe(kind: type[Recipe], changes: dict[str, Any]) -> Recipe:
    """The recipe with what the command line set in place of its defaults."""
    given = {name: value for name, value in changes.items() if value is not None}
    known = {setting.name for setting in fields(kind)}
    for name in given:
        if name not in known:
            raise SettingError(
                f"--{name.replace('_', '-')} means nothing to the recipe {kind.name}.",
                remedy="Leave it out; skillsearch train --help says which recipe takes it.",
            )
    return replace(kind(), **given)  # type: ignore[call-arg]  # every recipe has all defaults
