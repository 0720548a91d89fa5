"""``skillsearch candidate``, ``posting``, ``export`` and ``erase``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from indexer.commands.options import LOAD_SETTINGS, opened_workshop
from skillsearch.console import (
    SectionedCommand,
    console,
    json_option,
    print_json,
    print_warnings,
    progress_console,
    settings_options,
)
from skillsearch.documents import DocumentKind
from skillsearch.settings import Settings

if TYPE_CHECKING:
    from indexer.ingest.holding import Held
    from indexer.ingest.workshop import Workshop

__all__ = ["candidate", "erase", "export", "posting"]

_NOT_PROVEN = 1

kind_option = click.option(
    "--posting", "kind", flag_value="posting", help="The id is of a posting, not of a candidate."
)
_settings = settings_options(*LOAD_SETTINGS)


@click.command(cls=SectionedCommand, short_help="Everything understood of a candidate.")
@click.argument("name", metavar="ID")
@click.option("--reveal", is_flag=True, help="Show name and contact details too.")
@json_option
@_settings
def candidate(name: str, reveal: bool, as_json: bool, settings: Settings) -> None:
    """Everything understood of a candidate: titles, years, skills with the sentences.

    ID is the external id (the file's name), the id of the point, or its beginning. Personal data
    is masked unless asked for.

    \b
    skillsearch candidate anna.pdf
    skillsearch candidate 3f0c9a --reveal
    """
    _show("resume", name, reveal, as_json, settings)


@click.command(cls=SectionedCommand, short_help="Everything understood of a posting.")
@click.argument("name", metavar="ID")
@click.option("--reveal", is_flag=True, help="Show contact details too.")
@json_option
@_settings
def posting(name: str, reveal: bool, as_json: bool, settings: Settings) -> None:
    """Everything understood of a posting: what must be had, what is nice to have, the pay.

    ID is the external id, the id of the point, or its beginning.

    \b
    skillsearch posting 4711
    """
    _show("posting", name, reveal, as_json, settings)


@click.command(cls=SectionedCommand, short_help="Everything held about a person, as JSON.")
@click.argument("name", metavar="ID")
@kind_option
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write it to this file, which only you may read. Default: stdout.",
)
@_settings
def export(name: str, kind: DocumentKind | None, out: Path | None, settings: Settings) -> None:
    """Everything held about a person: text, personal data, record, payload, items, jobs.

    \b
    skillsearch export anna.pdf --out anna.json
    """
    from indexer.ingest.exporting import exported, write_private

    with opened_workshop(settings) as shop:
        document = exported(shop.ledger, _held(shop, kind or "resume", name))
    if out is None:
        print_json(document)
    else:
        write_private(out, document)
        progress_console().print(f"Written to {out}.", soft_wrap=True)


@click.command(cls=SectionedCommand, short_help="Forget a person, and prove it.")
@click.argument("name", metavar="ID")
@kind_option
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option(
    "--rewrite/--no-rewrite",
    default=True,
    help="Write the embedded collection anew, so that no bytes stay in its files (the default).",
)
@json_option
@_settings
def erase(
    name: str,
    kind: DocumentKind | None,
    yes: bool,
    rewrite: bool,
    as_json: bool,
    settings: Settings,
) -> None:
    """Forget a person: vectors, payload, text, contacts, uploads; and prove it by searching.

    Your own source files are not touched. Index them again, and the person is back.

    \b
    skillsearch erase anna.pdf --yes
    """
    from indexer.display.people import show_erasure
    from indexer.ingest.erasing import erase as erase_document

    chosen = kind or "resume"
    with opened_workshop(settings) as shop:
        held = _held(shop, chosen, name)
        if not yes:
            click.confirm(
                f"Erase {held.external_id} ({held.point_id}) for good?", abort=True, err=True
            )
        with progress_console().status("erasing"):
            erasure = erase_document(shop, held.tenant, chosen, held.external_id, rewrite=rewrite)
    if as_json:
        print_json(erasure.as_dict())
    else:
        show_erasure(erasure, console())
    if not erasure.proven:
        raise SystemExit(_NOT_PROVEN)


def _show(kind: DocumentKind, name: str, reveal: bool, as_json: bool, settings: Settings) -> None:
    from indexer.display.people import show_portrait
    from indexer.ingest.portraits import portrait

    with opened_workshop(settings) as shop:
        shown = portrait(_held(shop, kind, name), reveal=reveal)
    if reveal:
        print_warnings(["Personal data is shown, from the ledger."])
    if as_json:
        print_json(shown)
    else:
        show_portrait(shown, console())


def _held(shop: Workshop, kind: DocumentKind, name: str) -> Held:
    from indexer.ingest.holding import find_held

    return find_held(shop.ledger, shop.store, shop.settings.home, shop.settings.tenant, kind, name)
