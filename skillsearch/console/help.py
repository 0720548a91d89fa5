"""Help that a newcomer can read: flags under headings, and a guess at a mistyped command."""

from __future__ import annotations

from difflib import get_close_matches
from textwrap import wrap
from typing import Any

import click

__all__ = ["GuessingGroup", "SectionedCommand", "SectionedOption"]


class SectionedOption(click.Option):
    """An option that its command's help lists under the heading ``section``."""

    def __init__(self, *args: Any, section: str = "Options", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section


class SectionedCommand(click.Command):
    """A command that lists its options by section; hidden ones are only named, at the end."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the command's own options, the other sections, the names of the hidden ones."""
        sections: dict[str, list[tuple[str, str]]] = {"Options": []}
        hidden: list[str] = []
        for parameter in self.get_params(ctx):
            if not isinstance(parameter, click.Option):
                continue
            record = parameter.get_help_record(ctx)
            if record is None:
                hidden.append(parameter.opts[0])
            else:
                section = getattr(parameter, "section", "Options")
                sections.setdefault(section, []).append(record)
        for section, records in sections.items():
            with formatter.section(section):
                formatter.write_dl(records)
        if hidden:
            text = f"More settings, explained in the README: {', '.join(hidden)}."
            lines = wrap(text, formatter.width - 4, break_on_hyphens=False)
            formatter.write("\n" + "".join(f"  {line}\n" for line in lines))


class GuessingGroup(click.Group):
    """A group that answers an unknown command with the nearest one that it has."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one was probably meant."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            names = self.list_commands(ctx)
            near = get_close_matches(args[0], names, n=1)
            guess = f"Did you mean {near[0]!r}?" if near else f"There are: {', '.join(names)}."
            raise click.UsageError(f"No such command {args[0]!r}. {guess}", ctx)
        return super().resolve_command(ctx, args)
