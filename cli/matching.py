"""``skillsearch candidates``, ``postings`` and ``match``: who fits, which vacancy fits, and why.

They stand here because they join both sides: the indexer reads files, and search compares.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from skillsearch.console import (
    ENCODER_SETTINGS,
    STORE_SETTINGS,
    SectionedCommand,
    SectionedOption,
    json_option,
    settings_options,
)
from skillsearch.documents import DocumentKind, EducationLevel, Seniority
from skillsearch.settings import Settings

if TYPE_CHECKING:
    from search.extraction.live import LiveExtractor
    from skillsearch.store.models import Record

__all__ = ["candidates", "match", "postings", "read_file"]

F = TypeVar("F", bound=Callable[..., Any])

_SENIORITY = click.Choice([level for level in get_args(Seniority) if level])
_EDUCATION = click.Choice([level for level in get_args(EducationLevel) if level])

_FILTERS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("--location", {"multiple": True, "help": "Only here; repeatable."}),
    ("--years-min", {"type": click.FloatRange(0), "help": "At least so many years."}),
    ("--years-max", {"type": click.FloatRange(0), "help": "At most so many years."}),
    ("--seniority", {"multiple": True, "type": _SENIORITY, "help": "Only this; repeatable."}),
    ("--education-min", {"type": _EDUCATION, "help": "At least this level."}),
    ("--language", {"multiple": True, "help": "Speaks or asks for it (ISO 639-1); repeatable."}),
    ("--as-of-from", {"metavar": "DATE", "help": "Documents since then (2026-01-31)."}),
    ("--as-of-to", {"metavar": "DATE", "help": "Documents up to then."}),
    ("--quality-min", {"type": click.FloatRange(0, 1), "help": "Least quality of the text."}),
)


_reveal = click.option(
    "--reveal", is_flag=True, help="Show external ids, and sentences as they are."
)
_SETTINGS = (*STORE_SETTINGS, *ENCODER_SETTINGS, "tenant", "fit_model")


def _search_options(function: F) -> F:
    """The flags that both searches share; the filters come as ``filters``."""

    @wraps(function)
    def command(*args: Any, **kwargs: Any) -> Any:
        from search.matching.need import DocumentFilter

        names = [name.lstrip("-").replace("-", "_") for name, _ in _FILTERS]
        values = {name: kwargs.pop(name) for name in names}
        values["languages"] = values.pop("language")
        given = {name: value for name, value in values.items() if value is not None}
        return function(*args, filters=DocumentFilter(**given), **kwargs)

    decorated: Any = command
    for name, options in reversed(_FILTERS):
        decorated = click.option(name, cls=SectionedOption, section="Filters", **options)(decorated)
    meter = click.option("--meter", "with_meter", is_flag=True,
                         help="What each must-have, must-not and filter costs.")  # fmt: skip
    decorated = meter(decorated)
    for option in reversed((
        click.option("--query", type=click.Path(path_type=Path), metavar="FILE",
                     help="A structured query, as --show-query gives it, perhaps edited."),
        click.option("--like", multiple=True, metavar="ID", help="Like this one; repeatable."),
        click.option("--unlike", multiple=True, metavar="ID", help="Unlike this; repeatable."),
        click.option("--limit", default=10, show_default=True, type=int, help="Hits (to 1,000)."),
        click.option("--offset", default=0, type=int, help="Hits to skip."),
        click.option("--evidence", "detailed", default=3, show_default=True,
                     type=click.IntRange(0), help="Hits shown with their evidence."),
        click.option("--diversity", default=0.0, type=click.FloatRange(0, 1),
                     help="0: by score alone; towards 1: neighbours that differ."),
        click.option("--facets", "with_facets", is_flag=True, help="Count what they have."),
        click.option("--show-query", "is_query", is_flag=True,
                     help="Print the structured query, and search for nothing."),
        _reveal,
    )):  # fmt: skip
        decorated = option(decorated)
    return decorated  # type: ignore[no-any-return]


@click.command(cls=SectionedCommand, short_help="Who fits, and why.")
@click.argument("text", required=False, default="", metavar="[TEXT]")
@click.option("--posting", "asking", default="", metavar="ID|FILE", help="Who fits this vacancy.")
@click.option("--probe", "with_probe", cls=SectionedOption, section="Fairness", is_flag=True,
              help="Swap names, pronouns, schools … in the hits: does a score move?")  # fmt: skip
@click.option("--groups", cls=SectionedOption, section="Fairness", metavar="FILE",
              type=click.Path(path_type=Path),
              help="CSV: external_id, a column an attribute; read, never stored.")  # fmt: skip
@click.option("--threshold", cls=SectionedOption, section="Fairness", default=75.0,
              show_default=True, type=click.FloatRange(0, 100),
              help="Score from which one of a group counts as selected.")  # fmt: skip
@_search_options
@json_option
@settings_options(*_SETTINGS, "receipts")
def candidates(text: str, asking: str, settings: Settings, **given: Any) -> None:
    """Candidates who fit, best first, each requirement beside the sentence that shows it.

    TEXT is a sentence as a recruiter says it; operators (AND, OR, NOT) and quotes work in it. The
    query that it becomes is shown by --show-query, and may be edited and given as --query. A score
    of 0 to 100 is the chance that a pair fits, and means the same in every search. Names and
    contacts are not shown. `skillsearch replay` repeats an answer. The ranking helps a person
    decide; it decides nothing.

    \b
    skillsearch candidates "senior python dev in Singapore, 5+ years, fintech, not agencies"
    skillsearch candidates --posting vacancy.docx --evidence 5
    skillsearch candidates --posting 4711 --like anna.pdf --years-min 3 --facets
    skillsearch candidates --posting 4711 --years-min 3 --meter
    skillsearch candidates --posting 4711 --limit 20 --probe --groups labels.csv
    """
    _search("resume", text, asking, settings, **given)


@click.command(cls=SectionedCommand, short_help="Which vacancy fits, and why.")
@click.argument("text", required=False, default="", metavar="[TEXT]")
@click.option(
    "--candidate", "asking", default="", metavar="ID|FILE", help="Which vacancies fit this person."
)
@_search_options
@json_option
@settings_options(*_SETTINGS, "receipts")
def postings(text: str, asking: str, settings: Settings, **given: Any) -> None:
    """Postings that fit, best first: by a sentence, or by what a person can do.

    \b
    skillsearch postings "night shift nurse, intensive care, near Leeds"
    skillsearch postings --candidate anna.pdf --limit 20
    """
    _search("posting", text, asking, settings, **given)


@click.command(cls=SectionedCommand, short_help="One person and one vacancy, compared in full.")
@click.argument("candidate", metavar="CANDIDATE")
@click.argument("posting", metavar="POSTING")
@_reveal
@json_option
@settings_options(*_SETTINGS)
def match(candidate: str, posting: str, reveal: bool, as_json: bool, settings: Settings) -> None:
    """Every requirement of a posting beside what a person has for it, and two scores.

    CANDIDATE and POSTING are ids or files. The first score says how well the person fits the
    posting, the second how well the posting suits the person.

    \b
    skillsearch match anna.pdf vacancy.txt
    """
    from search.commands.matching import run_match

    run_match(candidate, posting, read_file, reveal=reveal, as_json=as_json, settings=settings)


def _search(
    kind: DocumentKind,
    text: str,
    asking: str,
    settings: Settings,
    *,
    query: Path | None,
    like: tuple[str, ...],
    unlike: tuple[str, ...],
    limit: int,
    offset: int,
    detailed: int,
    diversity: float,
    with_facets: bool,
    is_query: bool,
    filters: Any,
    reveal: bool,
    as_json: bool,
    with_meter: bool,
    with_probe: bool = False,
    groups: Path | None = None,
    threshold: float = 75.0,
) -> None:
    from search.commands.matching import MatchOutput, run_search
    from search.matching.examining import Wanted
    from search.matching.groups import read_groups
    from search.request import Page

    labels = None if groups is None else read_groups(groups)
    wanted = Wanted(with_meter, with_probe, labels, threshold)
    output = MatchOutput(as_json, detailed, is_query, with_facets, diversity, reveal, wanted)
    page, examples = Page(limit, offset), (like, unlike)
    run_search(kind, text, asking, query, examples, filters, page, read_file, output, settings)


def read_file(path: Path, kind: DocumentKind, live: LiveExtractor) -> Record:
    """The point that a file would have in the index; nothing of it is stored."""
    from indexer.ingest.unindexed import read_unindexed

    return read_unindexed(path, kind, live.extractor, live.sentences.of)
