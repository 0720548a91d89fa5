"""``skillsearch gap``, as far as the read side does it: ask, show, write.

Reading files is the write side's; the command, in ``cli.gap``, knows both and brings it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.markup import escape

from search.gap.courses import Minimise
from search.gap.question import Against, Who
from search.open_index import OpenIndex, open_index
from search.request import ConceptFilter
from skillsearch.console import print_json, print_warnings, progress_console
from skillsearch.documents import DocumentKind
from skillsearch.errors import SettingError, SourceError
from skillsearch.settings import Settings
from skillsearch.store.models import Record

if TYPE_CHECKING:
    from search.extraction.live import LiveExtractor
    from search.gap.answers import GapAnswer
    from search.gap.team_answers import TeamAnswer

__all__ = ["Output", "ReadFile", "TargetGiven", "run_gap", "run_team", "team_ids"]

ReadFile = Callable[[Path, DocumentKind, "LiveExtractor"], Record]
"""A file → the point that it would have in the index."""

_ENDINGS = {"gap": (".html",), "team": (".html", ".svg")}


@dataclass(frozen=True, slots=True)
class TargetGiven:
    """What was typed of the target: a posting's id or file, or an occupation."""

    posting: str
    occupation: str
    wanted: ConceptFilter


@dataclass(frozen=True, slots=True)
class Output:
    """How the answer is shown; ``out`` is where a page goes besides."""

    as_json: bool
    out: Path | None
    limit: int


def run_gap(
    person: str,
    skills: Sequence[str],
    target: TargetGiven,
    read: ReadFile,
    minimise: Minimise,
    language: str,
    output: Output,
    settings: Settings,
) -> None:
    """The gap of one person; ``person`` is a candidate's id or a file."""
    from search.gap.display import show_gap
    from search.gap.gap import find_gap
    from search.gap.page import gap_page

    _check_ending(output.out, "gap")
    with open_index(settings) as index:
        who = _who(index, person, skills, read, language)
        against = _against(index, target, read, language)
        answer = find_gap(
            index, who, against, tenant=settings.tenant, language=language, minimise=minimise
        )
    if output.out is not None:
        _write(output.out, gap_page(answer))
    _show(answer, output, lambda: show_gap(answer, output.limit))


def run_team(
    team: Sequence[str],
    target: TargetGiven,
    read: ReadFile,
    language: str,
    output: Output,
    settings: Settings,
) -> None:
    """The gap of a team."""
    from search.gap.heat_map import heat_map_svg
    from search.gap.page import team_page
    from search.gap.team import find_team_gap
    from search.gap.team_display import show_team

    _check_ending(output.out, "team")
    with open_index(settings) as index:
        against = _against(index, target, read, language)
        answer = find_team_gap(index, team, against, tenant=settings.tenant, language=language)
    if output.out is not None:
        draw = heat_map_svg if output.out.suffix.lower() == ".svg" else team_page
        _write(output.out, draw(answer))
    _show(answer, output, lambda: show_team(answer))


def team_ids(given: str) -> list[str]:
    """The ids of ``--team``: a file with one a line, or ids separated by commas, or ``all``."""
    path = Path(given)
    if not path.is_file():
        return [name for part in given.split(",") if (name := part.strip())]
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(
            f"It cannot be read: {error}.", path=path, remedy="Give a text file, an id a line."
        ) from None
    return [name for line in lines if (name := line.partition("#")[0].strip())]


def _who(
    index: OpenIndex, person: str, skills: Sequence[str], read: ReadFile, language: str
) -> Who:
    if person and Path(person).is_file():
        return Who(record=_read(index, Path(person), "resume", read, language))
    return Who(candidate=person, skills=tuple(skills))


def _against(index: OpenIndex, given: TargetGiven, read: ReadFile, language: str) -> Against:
    if given.posting and Path(given.posting).is_file():
        return Against(record=_read(index, Path(given.posting), "posting", read, language))
    return Against(posting=given.posting, occupation=given.occupation, wanted=given.wanted)


def _read(
    index: OpenIndex, path: Path, kind: DocumentKind, read: ReadFile, language: str
) -> Record:
    from search.matching.skill_space import skill_space

    _, live = skill_space(index, language=language)
    return read(path, kind, live)


def _check_ending(out: Path | None, what: str) -> None:
    if out is not None and out.suffix.lower() not in _ENDINGS[what]:
        raise SettingError(
            f"--out {out}: a file that ends in {out.suffix or 'nothing'!r} is not written.",
            remedy=f"Use {' or '.join(_ENDINGS[what])}; for data: --json.",
        )


def _write(out: Path, text: str) -> None:
    try:
        out.write_text(text, encoding="utf-8", errors="replace")
    except OSError as error:
        raise SourceError(
            f"The page cannot be written there: {error.strerror}.",
            path=out,
            remedy="Choose a folder that exists and can be written to.",
        ) from None
    progress_console().print(f"The page is in {escape(str(out))}.", soft_wrap=True)


def _show(answer: GapAnswer | TeamAnswer, output: Output, show: Callable[[], None]) -> None:
    if output.as_json:
        print_json(answer.as_dict())
        return
    if output.out is None:
        show()
    print_warnings(answer.warnings)


def require_one(**given: object) -> None:
    """Raise a usage error unless exactly one of these flags is given."""
    named = [name for name, value in given.items() if value]
    if len(named) != 1:
        flags = ", ".join(given)
        raise click.UsageError(
            f"Give one of: {flags}." if not named else f"Give one of {' and '.join(named)}."
        )
