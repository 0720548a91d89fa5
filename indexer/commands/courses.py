"""``skillsearch index courses``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.markup import escape

from skillsearch.console import (
    ENCODER_SETTINGS,
    STORE_SETTINGS,
    SectionedCommand,
    console,
    json_option,
    print_json,
    print_warnings,
    progress_console,
    settings_options,
)
from skillsearch.settings import Settings

if TYPE_CHECKING:
    from indexer.courses.loading import Catalogue, CourseReport

__all__ = ["courses"]

_SHOWN_NOTES = 20


@click.command(cls=SectionedCommand, short_help="Your catalogue of courses: CSV or TSV.")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--catalogue", metavar="NAME", help="What it goes by. Default: the file's name.")
@click.option(
    "--fields",
    metavar="FIELD=COLUMN,...",
    default="",
    help="Columns that were not recognised: title=Kurs,hours=Dauer.",
)
@click.option("--dry-run", is_flag=True, help="Show what is recognised; index nothing.")
@json_option
@settings_options(*STORE_SETTINGS, *ENCODER_SETTINGS, "tenant")
def courses(
    file: Path,
    catalogue: str | None,
    fields: str,
    dry_run: bool,
    as_json: bool,
    settings: Settings,
) -> None:
    """Index a catalogue of courses, so that `skillsearch gap` can say which ones teach what lacks.

    FILE has a course a row: id and title; provider, description, hours, cost, currency, url and
    skills (separated by ; or |) where it has them. Without skills they are found in title and
    description. The same file again changes nothing; a course that is gone from it is removed.

    \b
    skillsearch index courses academy.csv
    skillsearch index courses kurse.csv --fields title=Kurs,hours=Dauer --catalogue academy
    """
    from indexer.courses.loading import read_catalogue
    from indexer.documents.sources import parse_fields

    read = read_catalogue(file, catalogue, parse_fields(fields))
    if not as_json:
        for line in read.recognised:
            progress_console().print(f"[dim]{escape(line)}[/dim]", soft_wrap=True)
    if dry_run:
        _show_what_would_be(read, as_json)
        return
    report = _loaded(read, settings)
    if as_json:
        print_json({**report.as_dict(), "recognised": list(read.recognised)})
    else:
        _show(report)


def _loaded(read: Catalogue, settings: Settings) -> CourseReport:
    from indexer.courses.loading import load_courses
    from skillsearch.encoder import load_encoder
    from skillsearch.encoder.references import reference_of
    from skillsearch.extraction import open_extractor
    from skillsearch.store import open_store
    from skillsearch.store.compatibility import check_fingerprint

    with open_store(settings) as store, progress_console().status("reading courses"):
        extractor = open_extractor(store, settings.home / "cache")
        encoder = load_encoder(settings)
        model = reference_of(settings.model)
        made_by = {"fingerprint": dict(extractor.encoder_fingerprint)}
        check_fingerprint(made_by, encoder.fingerprint, model=model)
        return load_courses(read, store, encoder, extractor, tenant=settings.tenant, model=model)


def _show(report: CourseReport) -> None:
    console().print(
        f"[bold]{escape(report.catalogue)}[/bold]: {report.added:,} added, {report.changed:,} "
        f"changed, {report.unchanged:,} unchanged, {report.removed:,} removed"
        + (f" · {report.skills:,} skills" if report.skills else "")
    )
    print_warnings(report.notes[:_SHOWN_NOTES])
    if len(report.notes) > _SHOWN_NOTES:
        print_warnings([f"and {len(report.notes) - _SHOWN_NOTES:,} more; --json has all."])


def _show_what_would_be(read: Catalogue, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "catalogue": read.name,
                "given": len(read.rows),
                "recognised": list(read.recognised),
                "first": [{"id": r.course.id, "title": r.course.title} for r in read.rows[:5]],
            }
        )
        return
    for row in read.rows[:5]:
        console().print(f"{escape(row.course.id)}  {escape(row.course.title)}", soft_wrap=True)
    console().print(f"{len(read.rows):,} courses would be indexed.")
