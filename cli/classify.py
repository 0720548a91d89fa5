"""``skillsearch classify``: the role category of resumes.

It stands here because it joins both sides: the indexer reads files, and search classifies.
"""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click

from skillsearch.console import (
    ENCODER_SETTINGS,
    STORE_SETTINGS,
    SectionedCommand,
    json_option,
    settings_options,
)
from skillsearch.documents import Resume
from skillsearch.settings import Settings

__all__ = ["classify"]

_path = click.Path(path_type=Path)


@click.command(cls=SectionedCommand, short_help="The role category of a resume, and why.")
@click.option(
    "--resume", "files", multiple=True, type=_path, metavar="FILE", help="A resume; repeatable."
)
@click.option(
    "--candidate", "candidates", multiple=True, metavar="ID", help="An indexed one; repeatable."
)
@click.option(
    "--classifier",
    "folder",
    type=_path,
    metavar="FOLDER",
    help="Default: what train classify put into the data folder.",
)
@click.option(
    "--alternatives", default=3, show_default=True, type=click.IntRange(0), help="Shown besides."
)
@click.option(
    "--nearest",
    default=5,
    show_default=True,
    type=click.IntRange(0, 100),
    help="Past candidates shown as reasons.",
)
@json_option
@settings_options(*STORE_SETTINGS, *ENCODER_SETTINGS, "tenant")
def classify(
    files: tuple[Path, ...],
    candidates: tuple[str, ...],
    folder: Path | None,
    alternatives: int,
    nearest: int,
    as_json: bool,
    settings: Settings,
) -> None:
    """The category with its probability, what speaks for it, and the nearest past candidates.

    The categories are your own: skillsearch train classify learns them from labelled resumes. It
    says "not sure" where too many answers like this one would be wrong.

    \b
    skillsearch classify --resume cv.pdf
    skillsearch classify --candidate anna.pdf --candidate ben.docx --json
    """
    from search.commands.classify import run_classify

    if not files and not candidates:
        raise click.UsageError(
            "There is nothing to classify: give --resume FILE or --candidate ID."
        )
    run_classify(files, candidates, _read, folder, alternatives, nearest, as_json, settings)


def _read(path: Path) -> Resume:
    from indexer.ingest.unindexed import understood_file

    return cast("Resume", understood_file(path, "resume"))
