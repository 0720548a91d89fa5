"""``skillsearch replay``: an answer asked for again, and compared with what it was.

It stands here because it joins both sides: the indexer reads files, and search compares.
"""

from __future__ import annotations

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
from skillsearch.settings import Settings

if TYPE_CHECKING:
    from skillsearch.documents import DocumentKind

__all__ = ["replay"]

_File = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(cls=SectionedCommand, short_help="The same answer again, or what changed.")
@click.argument("receipt", metavar="ID")
@click.option("--posting", type=_File, help="The posting that asked, if it is not indexed.")
@click.option("--candidate", type=_File, help="The resume that asked, if it is not indexed.")
@click.option("--show", is_flag=True, help="Show what the receipt holds, and ask nothing.")
@json_option
@settings_options(*STORE_SETTINGS, *ENCODER_SETTINGS, "tenant", "fit_model")
def replay(
    receipt: str,
    posting: Path | None,
    candidate: Path | None,
    show: bool,
    as_json: bool,
    settings: Settings,
) -> None:
    """Ask again what an answer of `candidates` or `postings` was asked, and compare.

    ID is the receipt at the end of the answer, or its last characters. Either the ranking is the
    same, or what changed is said: model, taxonomy, documents, query plan, the model of the score;
    and of each hit its rank and score then and now. The exit code is 0 in both cases.

    \b
    skillsearch replay 019a8c3e-5b7d-7c21-9d43-8e1f0a2b4c6d
    skillsearch replay 0a2b4c6d --posting vacancy.docx
    skillsearch replay 0a2b4c6d --show --json
    """
    from cli.matching import read_file
    from search.commands.replay import run_replay, run_show

    if show:
        run_show(receipt, as_json=as_json, settings=settings)
        return
    given: dict[DocumentKind, Path | None] = {"posting": posting, "resume": candidate}
    files = {kind: path for kind, path in given.items() if path is not None}
    run_replay(receipt, files, read_file, as_json=as_json, settings=settings)
