"""``skillsearch expand``: a query made wider, and strings to paste elsewhere."""

from __future__ import annotations

from typing import cast

import click

from search.expansion.answers import Dialect
from search.expansion.dialects import DIALECTS
from search.expansion.display import show_expansion
from search.expansion.expanding import expand as expand_query
from search.expansion.fitting import DEFAULT_MAX_LENGTH
from search.expansion.weighing import DEFAULT_BREADTH
from search.open_index import open_index
from search.request import ConceptFilter
from skillsearch.console import (
    SectionedCommand,
    json_option,
    print_json,
    print_warnings,
    settings_options,
)
from skillsearch.settings import Settings

__all__ = ["expand"]


@click.command(cls=SectionedCommand, short_help="Other words for a query, and boolean strings.")
@click.argument("query", nargs=-1, required=True)
@click.option(
    "--breadth",
    type=float,
    default=DEFAULT_BREADTH,
    show_default=True,
    help="0: other spellings and names; 1: neighbours and titles too.",
)
@click.option("--taxonomy", multiple=True, help="Terms of this taxonomy only; repeatable.")
@click.option("--version", multiple=True, help="Of this version; default: the newest of each.")
@click.option("--language", multiple=True, help="Of this language only (ISO 639-1).")
@click.option("--dialect", type=click.Choice(list(DIALECTS)), help="Default: all three.")
@click.option(
    "--max-length",
    type=int,
    default=DEFAULT_MAX_LENGTH,
    show_default=True,
    help="Characters a string may have; the least weighted terms go first.",
)
@json_option
@settings_options()
def expand(
    query: tuple[str, ...],
    breadth: float,
    taxonomy: tuple[str, ...],
    version: tuple[str, ...],
    language: tuple[str, ...],
    dialect: str | None,
    max_length: int,
    as_json: bool,
    settings: Settings,
) -> None:
    """Understand QUERY part by part and write it with what else to look for.

    AND, OR, NOT, brackets and quotes in QUERY are kept; what is quoted or under NOT is not made
    wider. Strings are for LinkedIn, applicant tracking systems (ats) and Elasticsearch.

    \b
    skillsearch expand "rust backend dev fintech"
    skillsearch expand '(java OR kotlin) "spring boot" NOT junior' --dialect linkedin
    """
    wanted = ConceptFilter.of({"taxonomy": taxonomy, "version": version, "language": language})
    chosen = (cast(Dialect, dialect),) if dialect else tuple(DIALECTS)
    with open_index(settings) as index:
        expansion = expand_query(
            index,
            " ".join(query),
            wanted,
            breadth=breadth,
            dialects=chosen,
            max_length=max_length,
        )
    if as_json:
        print_json(expansion.as_dict())
    else:
        show_expansion(expansion)
        print_warnings(expansion.warnings)
