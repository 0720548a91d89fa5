"""``skillsearch``: the table of commands, and what happens when one fails."""

from __future__ import annotations

import importlib
import json
import logging
import os
import sys
from collections.abc import Sequence

import click

from skillsearch import __version__
from skillsearch.console.help import GuessingGroup
from skillsearch.errors import SkillsearchError
from skillsearch.settings import load_settings

__all__ = ["main", "skillsearch"]

COMMANDS = {
    "index": "indexer.commands:index",
    "taxonomies": "search.commands.taxonomies:taxonomies",
    "rollback": "indexer.commands:rollback",
    "jobs": "indexer.commands.jobs:jobs",
    "job": "indexer.commands.jobs:job",
    "retry": "indexer.commands.jobs:retry",
    "cancel": "indexer.commands.jobs:cancel",
    "dead-letters": "indexer.commands.jobs:dead_letters",
    "candidate": "indexer.commands.people:candidate",
    "posting": "indexer.commands.people:posting",
    "export": "indexer.commands.people:export",
    "erase": "indexer.commands.people:erase",
    "reindex": "cli.reindex:reindex",
    "skills": "search.commands.concepts:skills",
    "occupations": "search.commands.concepts:occupations",
    "suggest": "search.commands.concepts:suggest",
    "skill": "search.commands.details:skill",
    "occupation": "search.commands.details:occupation",
    "similar": "search.commands.details:similar",
    "candidates": "cli.matching:candidates",
    "postings": "cli.matching:postings",
    "match": "cli.matching:match",
    "replay": "cli.replay:replay",
    "expand": "search.commands.expand:expand",
    "extract": "search.commands.extract:extract",
    "normalise": "search.commands.normalise:normalise",
    "titles": "search.commands.titles:titles",
    "crosswalk": "search.commands.crosswalk:crosswalk",
    "diff": "cli.diff:diff",
    "duplicates": "search.commands.duplicates:duplicates",
    "gap": "cli.gap:gap",
    "classify": "cli.classify:classify",
    "queries": "search.commands.queries:queries",
    "serve": "search.commands.serve:serve",
    "worker": "workers.commands:worker",
    "models": "search.commands.models:models",
    "train": "training.commands:train",
    "evaluate": "training.commands:evaluate",
    "demo": "cli.demo:demo",
}
"""Command → where it is; a module is imported only when its command is asked for."""


class LazyGroup(GuessingGroup):
    """A group whose commands are imported one by one, so that none pays for the others."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module."""
        target = COMMANDS.get(cmd_name)
        if target is None:
            return None
        module, _, name = target.partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="skillsearch")
def skillsearch() -> None:
    """Semantic search over skill taxonomies: ESCO, SkillsFuture, O*NET and your own.

    \b
    skillsearch demo                          try it on the bundled samples
    skillsearch index taxonomy my-skills.csv  put a taxonomy into the index
    skillsearch skills "k8s admin"            ask it
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and exit.

    0: done. 1: a defect of ours, one line (the traceback with SKILLSEARCH_DEBUG=1). 2: the user's
    error, one message with its remedy. 130: interrupted.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    _tell_what_happens()
    try:
        # In standalone mode click would exit by its own codes; else it returns that of --help.
        skillsearch.main(given, prog_name="skillsearch", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo(
            "Stopped: what is live is as it was, and the same command takes up the work again.",
            err=True,
        )
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except SkillsearchError as error:
        _show(error, as_json="--json" in given)
        sys.exit(2)
    except BrokenPipeError:
        _discard_output()
        sys.exit(141)
    except Exception as error:
        if _debugging(given):
            raise
        click.echo(
            f"error: {type(error).__name__}: {_one_line(error)}\n"
            "  This is a defect of skillsearch. Set SKILLSEARCH_DEBUG=1 to see where it happened.",
            err=True,
        )
        sys.exit(1)


def _tell_what_happens() -> None:
    """Let our own log lines (a model is exported, a file is mended) reach the user, bare."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("skillsearch")
    logger.handlers = [handler]
    logger.setLevel(logging.INFO)


def _show(error: SkillsearchError, *, as_json: bool) -> None:
    if as_json:
        problem = {"type": error.slug, "title": error.title, "detail": error.message}
        problem["remedy"] = error.remedy
        click.echo(json.dumps(problem, ensure_ascii=False), err=True)
        return
    click.echo(f"error: {error.message}", err=True)
    if error.remedy:
        click.echo(f"  {error.remedy}", err=True)


def _discard_output() -> None:
    """The reader has gone: let what is still buffered go nowhere, not into a second error."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _debugging(given: Sequence[str]) -> bool:
    if "--debug" in given:
        return True
    try:
        return load_settings().debug
    except SkillsearchError:
        return False


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())


if __name__ == "__main__":
    main()
