"""``skillsearch duplicates``, and its ``decide``, ``decisions`` and ``undo``."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from search.request import ConceptFilter
from skillsearch.console import (
    DOCUMENT_SETTINGS,
    ENCODER_SETTINGS,
    STORE_SETTINGS,
    GuessingGroup,
    SectionedCommand,
    json_option,
    print_json,
    print_warnings,
    progress_console,
    settings_options,
)
from skillsearch.errors import SettingError
from skillsearch.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.duplicates.pairs import Watcher
    from skillsearch.ledger.verdicts import Decision, Verdict

__all__ = ["duplicates"]

F = TypeVar("F", bound=Callable[..., Any])


class _Group(GuessingGroup, SectionedCommand):
    """A group that does something itself, too, with options under headings."""

    command_class = SectionedCommand


def _which(function: F) -> F:
    """``--taxonomy``, ``--version``, ``--language`` and ``--type``."""
    for option in (
        click.option(
            "--type",
            "type_",
            type=click.Choice(["skill", "occupation"]),
            default="skill",
            show_default=True,
            help="What is compared.",
        ),
        click.option("--language", help="The language, where it is indexed in several."),
        click.option("--version", help="The version; by default the newest."),
        click.option("--taxonomy", help="The taxonomy: ssf, esco, onet or your own."),
    ):
        function = option(function)
    return function


by_option = click.option("--by", metavar="NAME", help="Who decides; default: the login name.")
out_option = click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to a file: .csv, .ttl or .jsonld (SKOS).",
)


@click.group(cls=_Group, invoke_without_command=True, short_help="Concepts that are listed twice.")
@_which
@click.option("--min-confidence", type=float, help="Least confidence, 0 to 1; default 0.2.")
@click.option("--limit", type=int, help="Clusters; default 50, in a file all.")
@out_option
@json_option
@settings_options(*STORE_SETTINGS, *ENCODER_SETTINGS, *DOCUMENT_SETTINGS)
@click.pass_context
def duplicates(
    context: click.Context,
    taxonomy: str | None,
    version: str | None,
    language: str | None,
    type_: str,
    min_confidence: float | None,
    limit: int | None,
    out: Path | None,
    as_json: bool,
    settings: Settings,
) -> None:
    """Clusters of concepts of one taxonomy that may be one, surest first.

    Each with the one that should stay, the evidence and a confidence. What people decided is kept
    and steers the next run: who was kept apart never comes again.

    \b
    skillsearch duplicates --taxonomy ssf --min-confidence 0.5
    skillsearch duplicates --taxonomy my-skills --out twins.csv
    skillsearch duplicates decide "Budgeting" "Financial Budgeting" --merge
    """
    if context.invoked_subcommand is not None:
        return
    from search.duplicates.display import show_duplicates
    from search.duplicates.exporting import duplicates_file, ending_of, write_file
    from search.duplicates.finding import DEFAULT_CONFIDENCE, find_duplicates
    from search.open_index import open_index

    if out is not None:
        ending_of(out.name)  # before the work, not after it
    least = DEFAULT_CONFIDENCE if min_confidence is None else min_confidence
    most = limit if limit is not None else None if out is not None else 50
    with open_index(settings) as index, _progress() as watcher:
        found = find_duplicates(
            index,
            f"{type_}s",
            _wanted(taxonomy, version, language),
            _decisions(settings),
            least=least,
            limit=most,
            watcher=watcher,
        )
    if out is not None:
        write_file(out, duplicates_file(found, out.name))
        progress_console().print(f"{len(found.clusters):,} clusters → {out}", soft_wrap=True)
    if as_json:
        print_json(found.as_dict())
    elif out is None:
        show_duplicates(found)
    if not as_json:
        print_warnings(found.warnings)


@duplicates.command(short_help="Decide on two concepts.")
@click.argument("left", metavar="A")
@click.argument("right", metavar="B")
@click.option("--merge", "verdict", flag_value="merge", help="They are one.")
@click.option("--keep", "verdict", flag_value="keep", help="They are two, and stay so.")
@click.option("--later", "verdict", flag_value="later", help="Not now: shown after the others.")
@click.option("--survivor", metavar="A|B", help="Which of the two stays; with --merge.")
@by_option
@click.option("--note", default="", help="Why; shown with the decision.")
@_which
@json_option
@settings_options(*STORE_SETTINGS, *DOCUMENT_SETTINGS)
def decide(
    left: str,
    right: str,
    verdict: str | None,
    survivor: str | None,
    by: str | None,
    note: str,
    taxonomy: str | None,
    version: str | None,
    language: str | None,
    type_: str,
    as_json: bool,
    settings: Settings,
) -> None:
    """Decide whether A and B, two concepts by id, code or label, are one.

    The last decision on a pair stands; `undo` takes it back.

    \b
    skillsearch duplicates decide "Budgeting" "Financial Budgeting" --merge --survivor Budgeting
    skillsearch duplicates decide "Strategy Planning" "Strategy Execution" --keep --by anna
    """
    from search.duplicates.deciding import decide as keep
    from search.duplicates.display import show_decision
    from search.open_index import open_index
    from skillsearch.ledger import open_ledger

    if verdict is None:
        raise SettingError(
            "What is decided is not said.", remedy="Add one of --merge, --keep and --later."
        )
    with open_index(settings) as index, open_ledger(settings) as ledger:
        made = keep(
            index,
            ledger,
            settings.tenant,
            f"{type_}s",
            (left, right),
            _wanted(taxonomy, version, language),
            cast("Verdict", verdict),
            by=by or _login(),
            survivor=survivor or "",
            note=note,
        )
    if as_json:
        print_json(asdict(made))
    else:
        show_decision(made)


@duplicates.command(short_help="What was decided.")
@click.option("--taxonomy", help="Only of this taxonomy.")
@click.option("--all", "undone", is_flag=True, help="Those that were taken back, too.")
@out_option
@json_option
@settings_options("data_dir", "debug", *DOCUMENT_SETTINGS)
def decisions(
    taxonomy: str | None, undone: bool, out: Path | None, as_json: bool, settings: Settings
) -> None:
    """Decisions in force, the newest first: which, by whom, when.

    \b
    skillsearch duplicates decisions --taxonomy ssf --out decisions.skos.ttl
    """
    from search.duplicates.display import show_decisions
    from search.duplicates.exporting import decisions_file, write_file
    from skillsearch.ledger import open_ledger

    with open_ledger(settings) as ledger:
        found = ledger.decisions(settings.tenant, taxonomy, undone=undone)
    if out is not None:
        write_file(out, decisions_file(found, out.name))
        progress_console().print(f"{len(found):,} decisions → {out}", soft_wrap=True)
    if as_json:
        print_json({"results": [asdict(made) for made in reversed(found)]})
    elif out is None:
        show_decisions(found)


@duplicates.command(short_help="Take a decision back.")
@click.argument("decision", metavar="ID")
@by_option
@json_option
@settings_options("data_dir", "debug", *DOCUMENT_SETTINGS)
def undo(decision: str, by: str | None, as_json: bool, settings: Settings) -> None:
    """Take back the decision of that id, or of that end of an id.

    It stays in the ledger, marked; the decision before it on the same pair stands again.

    \b
    skillsearch duplicates undo 4f2a9c01
    """
    from search.duplicates.display import show_decision
    from skillsearch.ledger import open_ledger

    with open_ledger(settings) as ledger:
        made = ledger.undo_decision(settings.tenant, decision, by or _login())
    if as_json:
        print_json(asdict(made))
    else:
        show_decision(made)


def _wanted(taxonomy: str | None, version: str | None, language: str | None) -> ConceptFilter:
    given = {"taxonomy": taxonomy, "version": version, "language": language}
    return ConceptFilter.of({name: (value,) for name, value in given.items() if value})


def _decisions(settings: Settings) -> Sequence[Decision]:
    """Those of the ledger; where there is none yet, none is made for the asking."""
    if settings.ledger_url is None and not (settings.home / "ledger.sqlite3").exists():
        return ()
    from skillsearch.ledger import open_ledger

    with open_ledger(settings) as ledger:
        return ledger.decisions(settings.tenant)


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a container's user may have no name
        raise SettingError(
            "Who decides is not known: this user has no name.", remedy="Say it with --by NAME."
        ) from None


@contextmanager
def _progress() -> Iterator[Watcher]:
    """A bar a stage on a terminal; a line a stage where stderr is a file."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    out = progress_console()
    columns = ("{task.description}", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=out, disable=not out.is_terminal) as bars:

        class Bars:
            def stage(self, name: str, total: int) -> None:
                if not out.is_terminal:
                    out.print(f"{name}: {total:,}")
                self.task = bars.add_task(name, total=total)

            def advance(self, steps: int) -> None:
                bars.advance(self.task, steps)

        yield Bars()
