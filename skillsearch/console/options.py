"""Settings as flags, each with the variable that also sets it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click

from skillsearch.console.help import SectionedOption
from skillsearch.settings import Settings, load_settings

__all__ = [
    "DOCUMENT_SETTINGS",
    "ENCODER_SETTINGS",
    "QUESTION_SETTINGS",
    "SECRETS",
    "SERVER_SETTINGS",
    "STORE_SETTINGS",
    "flag_of",
    "json_option",
    "settings_options",
]

F = TypeVar("F", bound=Callable[..., Any])

STORE_SETTINGS = (
    "data_dir",
    "qdrant_url",
    "qdrant_api_key",
    "qdrant_timeout_seconds",
    "qdrant_prefer_grpc",
    "qdrant_shards",
    "qdrant_replicas",
    "debug",
)
"""What every command that opens the index needs."""

ENCODER_SETTINGS = ("model", "encoder", "encode_threads")
"""What a command that turns text into vectors needs besides."""

DOCUMENT_SETTINGS = ("tenant", "ledger_url", "broker_url")
"""What a command that works with jobs and documents needs besides."""

QUESTION_SETTINGS = (*STORE_SETTINGS, *ENCODER_SETTINGS, "query_log")
"""What a command that asks questions needs; they are recorded."""

SERVER_SETTINGS = (
    "host", "port", "upload_max_bytes", "upload_max_files", "lease_seconds", "fit_model",
    "receipts", "allow_reveal",
)  # fmt: skip

SECRETS = ("qdrant_api_key", "ledger_url", "broker_url")
"""Settings without a flag: the list of processes would show them."""

EXPLAINED = ("host", "port", "data_dir", "qdrant_url", "model", "tenant")
"""Settings that the help explains; the others are named there and explained in the README."""

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, not a table.")


def settings_options(*names: str) -> Callable[[F], F]:
    """Give a command a flag for each named setting, and pass it ``settings``.

    Without names: those of the store and the encoder.
    """
    chosen = names or (*STORE_SETTINGS, *ENCODER_SETTINGS)

    def decorate(function: F) -> F:
        @wraps(function)
        def command(*args: Any, **kwargs: Any) -> Any:
            given = {name: kwargs.pop(name) for name in chosen if name in kwargs}
            return function(*args, settings=load_settings(**given), **kwargs)

        decorated: Any = command
        explained = [name for name in EXPLAINED if name in chosen]
        named = [name for name in chosen if name not in (*EXPLAINED, *SECRETS)]
        for name in reversed(explained + named):
            decorated = _option(name)(decorated)
        return decorated  # type: ignore[no-any-return]

    return decorate


def flag_of(name: str) -> str:
    """The flag of a setting: ``--data-dir`` of ``data_dir``."""
    return f"--{name.replace('_', '-')}"


def _option(name: str) -> Callable[[Any], Any]:
    field = Settings.model_fields[name]
    flag = flag_of(name)
    is_switch = field.annotation is bool
    default = "" if field.default is None else f"; default {field.default}"
    return click.option(
        f"{flag}/--no-{name.replace('_', '-')}" if is_switch else flag,
        name,
        cls=SectionedOption,
        section="Settings",
        hidden=name not in EXPLAINED,
        default=None,
        type=bool if is_switch else str,
        metavar=None if is_switch else _metavar(name),
        help=f"{field.description} [SKILLSEARCH_{name.upper()}{default}]",
    )


def _metavar(name: str) -> str:
    known = {"data_dir": "FOLDER", "qdrant_url": "URL", "model": "NAME", "port": "N"}
    return known.get(name, "VALUE")
