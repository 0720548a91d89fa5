"""``skillsearch``: the table of commands, and what happens when one fails."""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Sequence

import click

from skillsearch import __version__
from skillsearch.errors import SkillsearchError
from skillsearch.settings import load_settings

__all__ = ["main", "skillsearch"]

COMMANDS = {
    "index": "indexer.commands:index",
    "taxonomies": "search.commands.taxonomies:taxonomies",
    "rollback": "indexer.commands:rollback",
    "reindex": "indexer.commands:reindex",
    "skills": "search.commands.concepts:skills",
    "occupations": "search.commands.concepts:occupations",
    "suggest": "search.commands.concepts:suggest",
    "skill": "search.commands.details:skill",
    "occupation": "search.commands.details:occupation",
    "similar": "search.commands.details:similar",
    "serve": "search.commands.serve:serve",
    "models": "search.commands.models:models",
    "demo": "cli.demo:demo",
}
"""Command → where it is; a module is imported only when its command is asked for."""


class LazyGroup(click.Group):
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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one was probably meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            near = get_close_matches(args[0], list(COMMANDS), n=1)
            guess = f" Did you mean {near[0]!r}?" if near else ""
            raise click.UsageError(f"{error.message}{guess}", ctx) from None


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="skillsearch")
def skillsearch() -> None:
    """Semantic search over skill taxonomies: ESCO, SkillsFuture, O*NET and your own."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command; a user's error is one message on stderr and exit code 2."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        skillsearch.main(given, prog_name="skillsearch", standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("\nStopped. What was live before still is; the same command goes on.", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except SkillsearchError as error:
        _show(error, as_json="--json" in given)
        sys.exit(2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except Exception as error:
        if load_settings().debug:
            raise
        click.echo(
            f"error: {type(error).__name__}: {error}\n"
            "  This is a defect of skillsearch. Set SKILLSEARCH_DEBUG=1 to see where it happened.",
            err=True,
        )
        sys.exit(1)


def _show(error: SkillsearchError, *, as_json: bool) -> None:
    if as_json:
        problem = {"type": error.slug, "title": error.title, "detail": error.message}
        problem["remedy"] = error.remedy
        click.echo(json.dumps(problem, ensure_ascii=False), err=True)
        return
    click.echo(f"error: {error.message}", err=True)
    if error.remedy:
        click.echo(f"  {error.remedy}", err=True)


if __name__ == "__main__":
    main()
