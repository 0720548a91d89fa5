"""Every setting as a flag, with the variable that also sets it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click

from skillsearch.settings import Settings, load_settings

__all__ = ["json_option", "settings_options"]

F = TypeVar("F", bound=Callable[..., Any])

SECRETS = ("qdrant_api_key",)
"""Settings without a flag: the list of processes would show them."""

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, not a table.")


def settings_options(*names: str) -> Callable[[F], F]:
    """Give a command a flag for each named setting, and pass it ``settings``.

    Without names: every setting but those of ``skillsearch serve`` alone.
    """
    chosen = names or tuple(n for n in Settings.model_fields if n not in ("host", "port"))

    def decorate(function: F) -> F:
        @wraps(function)
        def command(*args: Any, **kwargs: Any) -> Any:
            given = {name: kwargs.pop(name) for name in chosen if name in kwargs}
            return function(*args, settings=load_settings(**given), **kwargs)

        decorated: Any = command
        for name in reversed(chosen):
            if name not in SECRETS:
                decorated = _option(name)(decorated)
        return decorated  # type: ignore[no-any-return]

    return decorate


def _option(name: str) -> Callable[[Any], Any]:
    field = Settings.model_fields[name]
    flag = name.replace("_", "-")
    is_switch = field.annotation is bool
    return click.option(
        f"--{flag}/--no-{flag}" if is_switch else f"--{flag}",
        name,
        default=None,
        type=bool if is_switch else str,
        metavar=None if is_switch else _metavar(name),
        help=f"{field.description} [SKILLSEARCH_{name.upper()}]",
    )


def _metavar(name: str) -> str:
    return {"data_dir": "FOLDER", "qdrant_url": "URL", "model": "NAME"}.get(name, "VALUE")
