"""The flags of a question, the same for every command that asks one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click

from search.request import ConceptFilter
from skillsearch.console import SectionedOption

__all__ = ["filter_options", "kind_of_collection"]

F = TypeVar("F", bound=Callable[..., Any])

_HELP = {
    "taxonomy": "Only this taxonomy: esco, ssf, onet or your own.",
    "version": "Only this version; 'all' for every one. Default: the newest of each.",
    "language": "Only this language (ISO 639-1).",
    "kind": "Only this kind: knowledge, skill/competence, tsc, ccs, technology …",
    "sector": "Only this sector.",
    "hierarchy": "Only below this group: its id, code or label.",
    "tag": "Only with this tag: emerging, hot, digital, green, transversal …",
}

kind_of_collection = click.option(
    "--occupations", "alias", flag_value="occupations", help="Ask for occupations, not skills."
)


def filter_options(function: F) -> F:
    """Pass the command ``wanted``, made of the filter flags; each may be repeated."""

    @wraps(function)
    def command(*args: Any, **kwargs: Any) -> Any:
        values = {name: kwargs.pop(name) for name in _HELP}
        return function(*args, wanted=ConceptFilter.of(values), **kwargs)

    decorated: Any = command
    for name in reversed(_HELP):
        decorated = click.option(
            f"--{name}",
            multiple=True,
            cls=SectionedOption,
            section="Filters, each repeatable",
            help=_HELP[name],
        )(decorated)
    return decorated  # type: ignore[no-any-return]
