"""``skillsearch skill``, ``occupation`` and ``similar``."""

from __future__ import annotations

import click

from search.commands.options import filter_options, kind_of_collection
from search.detail import concept_detail, similar_concepts
from search.display import show_detail, show_hits
from search.open_index import open_index
from search.request import ConceptFilter, Page
from skillsearch.console import (
    SectionedCommand,
    json_option,
    print_json,
    print_warnings,
    settings_options,
)
from skillsearch.settings import Settings

__all__ = ["occupation", "similar", "skill"]


def _detail(
    alias: str, concept: str, wanted: ConceptFilter, settings: Settings, as_json: bool
) -> None:
    with open_index(settings) as index:
        detail = concept_detail(index, alias, concept, wanted)
    if as_json:
        print_json(detail)
    else:
        show_detail(detail)


@click.command(cls=SectionedCommand, short_help="Everything known about a skill.")
@click.argument("concept", metavar="ID")
@filter_options
@json_option
@settings_options()
def skill(concept: str, wanted: ConceptFilter, as_json: bool, settings: Settings) -> None:
    """Everything known about a skill: labels, hierarchy, occupations, levels, neighbours.

    ID is the taxonomy's id, its code, or a label. Where several taxonomies share a label, the
    others are named too; choose with --taxonomy.

    \b
    skillsearch skill Kubernetes --taxonomy esco
    """
    _detail("skills", concept, wanted, settings, as_json)


@click.command(cls=SectionedCommand, short_help="Everything known about an occupation.")
@click.argument("concept", metavar="ID")
@filter_options
@json_option
@settings_options()
def occupation(concept: str, wanted: ConceptFilter, as_json: bool, settings: Settings) -> None:
    """Everything known about an occupation: titles, tasks, the skills it asks for, neighbours.

    ID is the taxonomy's id, its code, or a title.

    \b
    skillsearch occupation "front-end developer"
    """
    _detail("occupations", concept, wanted, settings, as_json)


@click.command(cls=SectionedCommand, short_help="What means nearly the same.")
@click.argument("concept", metavar="ID")
@kind_of_collection
@filter_options
@click.option("--limit", default=10, show_default=True, help="Hits, 1 to 1000.")
@json_option
@settings_options()
def similar(
    concept: str,
    alias: str | None,
    wanted: ConceptFilter,
    limit: int,
    as_json: bool,
    settings: Settings,
) -> None:
    """Skills that mean nearly the same as the one with this id, code or label.

    \b
    skillsearch similar Kubernetes
    skillsearch similar "front-end developer" --occupations
    """
    page = Page(limit)
    with open_index(settings) as index:
        answer = similar_concepts(index, alias or "skills", concept, wanted, page.limit)
    if as_json:
        print_json(answer.as_dict())
    else:
        show_hits(answer, first=1)
        print_warnings(answer.warnings)
