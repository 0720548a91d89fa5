"""``skillsearch serve``: the HTTP API."""

from __future__ import annotations

import click

from search.open_index import OpenIndex, open_index
from skillsearch.console import (
    DOCUMENT_SETTINGS,
    QUESTION_SETTINGS,
    SERVER_SETTINGS,
    SectionedCommand,
    print_warnings,
    progress_console,
    settings_options,
)
from skillsearch.encoder.base import Encoder
from skillsearch.errors import IndexMismatch, NothingIndexed, StoreUnavailable
from skillsearch.settings import Settings

__all__ = ["serve"]


@click.command(cls=SectionedCommand, short_help="Answer over HTTP.")
@settings_options(*SERVER_SETTINGS, *QUESTION_SETTINGS, *DOCUMENT_SETTINGS)
def serve(settings: Settings) -> None:
    """Answer over HTTP, with the same answers as the command line, and take in documents.

    The API documents itself at /docs and /openapi.json. ^C stops it.

    \b
    skillsearch serve --port 8080
    curl "http://127.0.0.1:8080/v1/skills/search?q=k8s+admin"
    curl --form kind=resume --form files=@cvs.zip http://127.0.0.1:8080/v1/jobs
    """
    from search.api.app import create_app
    from search.api.server import listen, run
    from workers.desk import JobDesk

    with (
        listen(settings.host, settings.port) as listener,
        open_index(settings) as index,
        JobDesk(settings, store=index.store, encoder=lambda: _encoder_of(index)) as desk,
    ):
        _make_ready(index)
        desk.start()
        progress_console().print(
            f"skillsearch answers at http://{settings.host}:{settings.port} (see /docs); "
            "^C stops it.",
            soft_wrap=True,
        )
        run(create_app(index, desk), listener)


def _encoder_of(index: OpenIndex) -> Encoder:
    """The encoder that questions use: the one that made the vectors of the skills."""
    return index.encoder_for(index.collection("skills"))


def _make_ready(index: OpenIndex) -> None:
    """Load what the first question needs; what may still be mended while serving is only noted."""
    try:
        for alias in ("skills", "occupations"):
            index.encoder_for(index.collection(alias))
    except (IndexMismatch, NothingIndexed, StoreUnavailable) as error:
        print_warnings([str(error)])
