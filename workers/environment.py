"""Settings for a child process, as its environment: a command line would show the secrets."""

from __future__ import annotations

from pydantic import SecretStr

from skillsearch.settings import Settings

__all__ = ["environment_of"]


def environment_of(settings: Settings) -> dict[str, str]:
    """The ``SKILLSEARCH_…`` variables that make :func:`load_settings` give equal settings."""
    variables: dict[str, str] = {}
    for name in Settings.model_fields:
        value = getattr(settings, name)
        if value is None:
            continue
        if isinstance(value, SecretStr):
            value = value.get_secret_value()
        variables[f"SKILLSEARCH_{name.upper()}"] = str(value)
    return variables
