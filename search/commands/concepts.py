"""``skillsearch skills``, ``occupations`` and ``suggest``."""

from __future__ import annotations

import click

from search.commands.options import filter_options, kind_of_collection
from search.completion import complete
from search.concepts import search_concepts
from search.display import show_hits, show_suggestions
from search.expansion.searching import search_expanded
from search.open_index import open_index
from search.request import ConceptFilter, Page
from skillsearch.console import (
    QUESTION_SETTINGS,
    STORE_SETTINGS,
    SectionedCommand,
    json_option,
    print_json,
    print_warnings,
    settings_options,
)
from skillsearch.settings import Settings

__all__ = ["occupations", "skills", "suggest"]

limit_option = click.option("--limit", default=10, show_default=True, help="Hits, 1 to 1000.")
offset_option = click.option(
    "--offset", default=0, show_default=True, help="Hits to skip, up to 10,000."
)

expand_option = click.option(
    "--expand", is_flag=True, help="Search for synonyms and narrower terms too."
)


def _search(
    alias: str,
    query: tuple[str, ...],
    wanted: ConceptFilter,
    page: Page,
    settings: Settings,
    as_json: bool,
    expand: bool,
) -> None:
    search = search_expanded if expand else search_concepts
    with open_index(settings) as index:
        answer = search(index, alias, " ".join(query), wanted, page)
    if as_json:
        print_json(answer.as_dict())
    else:
        show_hits(answer, first=page.offset + 1)
        print_warnings(answer.warnings)


@click.command(cls=SectionedCommand, short_help="Search skills.")
@click.argument("query", nargs=-1, required=True)
@filter_options
@limit_option
@offset_option
@expand_option
@json_option
@settings_options(*QUESTION_SETTINGS)
def skills(
    query: tuple[str, ...],
    wanted: ConceptFilter,
    limit: int,
    offset: int,
    expand: bool,
    as_json: bool,
    settings: Settings,
) -> None:
    """Skills that QUERY names, means or nearly spells, best first.

    QUERY is an abbreviation, a phrase or a sentence. The score lies between 0 and 1 and means the
    same in every search.

    \b
    skillsearch skills "k8s admin"
    skillsearch skills "looks after patients" --taxonomy esco --kind knowledge
    """
    _search("skills", query, wanted, Page(limit, offset), settings, as_json, expand)


@click.command(cls=SectionedCommand, short_help="Search occupations and job roles.")
@click.argument("query", nargs=-1, required=True)
@filter_options
@limit_option
@offset_option
@expand_option
@json_option
@settings_options(*QUESTION_SETTINGS)
def occupations(
    query: tuple[str, ...],
    wanted: ConceptFilter,
    limit: int,
    offset: int,
    expand: bool,
    as_json: bool,
    settings: Settings,
) -> None:
    """Occupations and job roles that QUERY names, means or nearly spells.

    \b
    skillsearch occupations "frontend dev"
    """
    _search("occupations", query, wanted, Page(limit, offset), settings, as_json, expand)


@click.command(cls=SectionedCommand, short_help="Complete what is being typed.")
@click.argument("text", nargs=-1, required=True)
@kind_of_collection
@filter_options
@click.option("--limit", default=10, show_default=True, help="Suggestions, 1 to 100.")
@json_option
@settings_options(*STORE_SETTINGS)
def suggest(
    text: tuple[str, ...],
    alias: str | None,
    wanted: ConceptFilter,
    limit: int,
    as_json: bool,
    settings: Settings,
) -> None:
    """Labels that complete TEXT, as a search box would while it is typed.

    \b
    skillsearch suggest "proj man"
    """
    with open_index(settings) as index:
        answer = complete(index, alias or "skills", " ".join(text), wanted, limit)
    if as_json:
        print_json(answer.as_dict())
    else:
        show_suggestions(answer)
        print_warnings(answer.warnings)
