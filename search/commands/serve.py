"""``skillsearch serve``: the HTTP API."""

from __future__ import annotations

import click

from search.library import open_library
from skillsearch.console import progress_console, settings_options
from skillsearch.settings import Settings

__all__ = ["serve"]


@click.command()
@settings_options(*Settings.model_fields)
def serve(settings: Settings) -> None:
    """Answer over HTTP, with the same answers as the command line.

    The API documents itself at /docs and /openapi.json.
    """
    from search.api.app import create_app
    from search.api.server import run

    with open_library(settings) as library:
        progress_console().print(
            f"skillsearch answers at http://{settings.host}:{settings.port} (see /docs); "
            "^C stops it."
        )
        run(create_app(library), settings.host, settings.port)
