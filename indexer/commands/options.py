"""What the commands for documents and jobs share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from skillsearch.console import DOCUMENT_SETTINGS, ENCODER_SETTINGS, STORE_SETTINGS
from skillsearch.errors import NothingIndexed, StoreLocked
from skillsearch.settings import Settings

if TYPE_CHECKING:
    from indexer.ingest.workshop import Workshop

__all__ = [
    "FAILED_ITEMS",
    "JOB_SETTINGS",
    "LOAD_SETTINGS",
    "opened_workshop",
    "require_skills",
    "workers_option",
]

FAILED_ITEMS = 3
"""Exit code of a load of which some items failed; what is quarantined has not."""

LOAD_SETTINGS = (*DOCUMENT_SETTINGS, *STORE_SETTINGS, *ENCODER_SETTINGS)
"""What a command needs that reads or writes documents."""

JOB_SETTINGS = (*DOCUMENT_SETTINGS, "data_dir", "debug")
"""What a command needs that asks the ledger alone."""

workers_option = click.option(
    "--workers",
    type=click.IntRange(1, 256),
    default=None,
    help="Processes that parse. Default: one for two cores.",
)


@contextmanager
def opened_workshop(settings: Settings, *, parsers: int = 1) -> Iterator[Workshop]:
    """A workshop that owns the store; where another process has the folder, the remedy helps."""
    from indexer.ingest.workshop import Workshop

    with Workshop(settings, parsers=parsers) as shop:
        try:
            shop.store  # noqa: B018 - opened now, before anything is begun
        except StoreLocked as error:
            raise StoreLocked(
                error.message,
                remedy="If that is `skillsearch serve`, use its API (POST /v1/jobs, see /docs); "
                "or set SKILLSEARCH_BROKER_URL, and it takes part in the work; or stop it.",
            ) from None
        yield shop


def require_skills(shop: Workshop) -> None:
    """Raise NothingIndexed while there are no skills that a document could be searched by."""
    try:
        shop.publish()
    except NothingIndexed as error:
        raise NothingIndexed(
            error.message,
            remedy="Index a taxonomy first: skillsearch index taxonomy PATH (an ESCO zip, SSF "
            "workbooks, a CSV).",
        ) from None
