"""``skillsearch gap``: what somebody, or a team, lacks for a vacancy or an occupation.

It stands here because it joins both sides: the indexer reads files, and search compares.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from skillsearch.console import (
    ENCODER_SETTINGS,
    STORE_SETTINGS,
    SectionedCommand,
    json_option,
    settings_options,
)
from skillsearch.settings import Settings

if TYPE_CHECKING:
    from search.extraction.live import LiveExtractor
    from search.gap.courses import Minimise
    from skillsearch.documents import DocumentKind
    from skillsearch.store.models import Record

__all__ = ["gap"]


@click.command(cls=SectionedCommand, short_help="What somebody lacks for a job, and the way there.")
@click.argument("person", metavar="[PERSON]", required=False, default="")
@click.option(
    "--skill", "skills", multiple=True, metavar="SKILL", help="In place of PERSON; repeatable."
)
@click.option("--team", metavar="IDS", help="In place of PERSON: ids, a file of them, or all.")
@click.option("--posting", default="", metavar="ID", help="Against a posting: its id, or a file.")
@click.option(
    "--occupation", default="", metavar="NAME", help="Against an occupation or role: label or id."
)
@click.option("--taxonomy", multiple=True, help="Of the occupation: esco, ssf …; repeatable.")
@click.option("--language", default="en", show_default=True, help="Of the labels (ISO 639-1).")
@click.option(
    "--fewest",
    "minimise",
    type=click.Choice(("hours", "cost")),
    default="hours",
    show_default=True,
    help="What the chosen courses take least of.",
)
@click.option(
    "--limit", default=20, show_default=True, type=click.IntRange(1), help="Rows of a list."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write a page: .html; of a team also the heat map: .svg.",
)
@json_option
@settings_options(*STORE_SETTINGS, *ENCODER_SETTINGS, "tenant")
def gap(
    person: str,
    skills: tuple[str, ...],
    team: str | None,
    posting: str,
    occupation: str,
    taxonomy: tuple[str, ...],
    language: str,
    minimise: Minimise,
    limit: int,
    out: Path | None,
    as_json: bool,
    settings: Settings,
) -> None:
    """What is held, partly held and missing; what it builds on; a path, and courses for it.

    PERSON is a candidate's id or a resume. A skill may tell its level or years: "Data Analysis:3",
    SQL:5y. A team gets a heat map, and who of the others would add what it lacks.

    \b
    skillsearch gap anna.pdf --occupation "data engineer"
    skillsearch gap --skill Python --skill SQL:5y --posting 4711
    skillsearch gap --team all --occupation "Data Analyst" --taxonomy ssf --out map.html
    """
    from search.commands.gap import Output, TargetGiven, require_one, run_gap, run_team, team_ids
    from search.request import ConceptFilter

    require_one(**{"PERSON": person, "--skill": skills, "--team": team})
    require_one(**{"--posting": posting, "--occupation": occupation})
    wanted = ConceptFilter.of({"taxonomy": taxonomy, "language": (language,)})
    target = TargetGiven(posting, occupation, wanted)
    output = Output(as_json, out, limit)
    if team:
        run_team(team_ids(team), target, _read, language, output, settings)
    else:
        run_gap(person, skills, target, _read, minimise, language, output, settings)


def _read(path: Path, kind: DocumentKind, live: LiveExtractor) -> Record:
    from indexer.ingest.unindexed import read_unindexed

    return read_unindexed(path, kind, live.extractor, live.sentences.of)
