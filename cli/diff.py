"""``skillsearch diff``: two editions, indexed or in files, compared before anything is switched.

It stands here because it joins both sides: the indexer reads files, and search compares.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from skillsearch.console import (
    ENCODER_SETTINGS,
    STORE_SETTINGS,
    SectionedCommand,
    json_option,
    settings_options,
)
from skillsearch.errors import QueryError, SourceError
from skillsearch.settings import Settings

if TYPE_CHECKING:
    from search.changes.editions import Edition
    from search.commands.diff import Named

__all__ = ["diff"]

KINDS = (
    *("added", "removed", "renamed", "merged", "split", "relabelled", "redescribed", "moved"),
    *("relations", "levels", "reclassified"),
)
"""As in search.changes.records, which is not imported for the help alone; a test compares."""

_files = click.Path(path_type=Path)


@click.command(cls=SectionedCommand, short_help="What a new edition of a taxonomy changes.")
@click.argument("editions", nargs=-1, metavar="[OLD] [NEW]")
@click.option("--old", "old_files", multiple=True, type=_files, help="A file of the old edition.")
@click.option("--new", "new_files", multiple=True, type=_files, help="A file of the new edition.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(KINDS),
    metavar="KIND",
    help="Show only this kind: added, removed, renamed, merged, split, moved …; repeatable.",
)
@click.option("--language", metavar="CODE", help="Where an edition is indexed in several.")
@click.option(
    "--limit", default=50, show_default=True, type=click.IntRange(0), help="Changes shown."
)
@click.option("--impact/--no-impact", default=True, help="Say whom it touches, or do not.")
@click.option("--out", type=_files, metavar="FILE", help="Write all changes: .csv or .json.")
@json_option
@settings_options(*STORE_SETTINGS, *ENCODER_SETTINGS, "tenant", "ledger_url")
def diff(
    editions: tuple[str, ...],
    old_files: tuple[Path, ...],
    new_files: tuple[Path, ...],
    kinds: tuple[str, ...],
    language: str | None,
    limit: int,
    impact: bool,
    out: Path | None,
    as_json: bool,
    settings: Settings,
) -> None:
    """What is added, removed, renamed, merged, split, moved or described anew; and whom it touches.

    OLD and NEW are editions in the index (esco@1.1.0), or folders and zips. Where an edition is
    several files, name each with --old or --new. Nothing is written to the index.

    \b
    skillsearch diff esco@1.1.0 esco@1.1.1 --kind renamed --kind merged
    skillsearch diff ssf@2025-q3 ssf-2026/ --out changes.csv
    """
    from search.commands.diff import Wanted, run_diff

    old, new = _named(editions, old_files, new_files)
    run_diff(old, new, _read, Wanted(kinds, limit, out, as_json, impact), language, settings)


def _named(
    editions: tuple[str, ...], old_files: tuple[Path, ...], new_files: tuple[Path, ...]
) -> tuple[Named, Named]:
    left: list[Named] = [[Path(e)] if Path(e).exists() else e for e in editions]
    if len(left) + bool(old_files) + bool(new_files) != 2:
        raise click.UsageError(
            "Two editions are compared: name OLD and NEW, or files with --old and --new."
        )
    old = list(old_files) or left.pop(0)
    return old, list(new_files) or left.pop(0)


def _read(files: Sequence[Path]) -> Edition:
    from indexer.taxonomies import read_taxonomies
    from search.changes.editions import Edition

    if missing := [path for path in files if not path.exists()]:
        raise SourceError(
            "it does not exist.",
            path=missing[0],
            remedy="Name a file or folder; an edition in the index is written NAME@VERSION.",
        )
    found = read_taxonomies(files)
    if len(found) > 1:
        held = ", ".join(str(taxonomy.key) for taxonomy in found)
        raise QueryError(
            f"{', '.join(map(str, files))}: several taxonomies are here: {held}.",
            remedy="Name the files of one edition, each with --old or --new.",
        )
    return Edition.of(found[0])
