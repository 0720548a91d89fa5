"""The sheets of the Skills Framework dataset, joined by job role and by skill code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from indexer.tables import Column, Row, Table, Workbook
from indexer.taxonomies.slugs import slug

__all__ = ["Ask", "Dataset", "JobRole", "Proficiency", "SectorSkill", "read_dataset"]

ROLES = ("Job Role_Description", "Job Role Descriptions")
TASKS = ("Job Role_CWF_KT",)
ASKS = ("Job Role_TCS_CCS", "Job Role_TSC_CCS")
KEY = ("TSC_CCS_Key", "TSC_CCS Key")
RETIRED = ("TSC_CCS_Key_Retired",)
ITEMS = ("TSC_CCS_K&A", "TSC_CCS_KA", "TSC_CCS_K_A")

_CODE = ("TSC_CCS Code", "TSC Code", "TSC/CCS Code")
_TITLE = ("TSC_CCS Title", "skill_sector_title", "TSC Title")
_TYPE = ("TSC_CCS Type", "TSC Type")
_LEVEL = ("Proficiency Level",)

RoleKey = tuple[str, str, str]
"""Slugs of sector, track and job role: sheets spell the same role in different ways."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A skill that a job role asks for, at a level."""

    code: str
    title: str
    kind: str
    level: str


@dataclass(slots=True)
class JobRole:
    """A job role of one track of one sector; tasks are grouped by critical work function."""

    sector: str
    track: str
    title: str
    description: str = ""
    expectation: str = ""
    tasks: dict[str, list[str]] = field(default_factory=dict)
    asks: list[Ask] = field(default_factory=list)


@dataclass(slots=True)
class Proficiency:
    """What one level of one sector skill means."""

    description: str
    knowledge: list[str] = field(default_factory=list)
    abilities: list[str] = field(default_factory=list)


@dataclass(slots=True)
class SectorSkill:
    """A technical skill (TSC) or critical core skill (CCS) under one code."""

    code: str
    title: str
    kind: str
    sector: str = ""
    category: str = ""
    description: str = ""
    retired: bool = False
    levels: dict[str, Proficiency] = field(default_factory=dict)


@dataclass(slots=True)
class Dataset:
    """All of the workbook; ``notes`` says what could not be joined."""

    roles: dict[RoleKey, JobRole] = field(default_factory=dict)
    skills: dict[str, SectorSkill] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def read_dataset(workbook: Workbook) -> Dataset:
    """The whole dataset; raises SourceError where a sheet or column is missing.

    The sheet of retired skills may be missing; it only says what retired codes meant.
    """
    dataset = Dataset()
    roles = workbook.sheet(*ROLES, header=("Job Role", "Job Role Description"))
    tasks = workbook.sheet(*TASKS, header=("Job Role", "Key Tasks"))
    asks = workbook.sheet(*ASKS, header=("Job Role", *_CODE))
    key = workbook.sheet(*KEY, header=(*_CODE, *_TITLE))
    items = workbook.sheet(*ITEMS, header=(*_CODE, "Proficiency Description"))
    _describe_roles(dataset, roles)
    described = len(dataset.roles)
    _add_tasks(dataset, tasks)
    _add_asks(dataset, asks)
    if more := len(dataset.roles) - described:
        dataset.notes.append(
            f"{more:,} job roles are in other sheets, but not in {roles.sheet!r}: "
            "they have no description."
        )
    _add_skills(dataset, key, retired=False)
    if workbook.has(*RETIRED):
        retired = workbook.sheet(*RETIRED, header=(*_CODE, *_TITLE))
        _add_skills(dataset, retired, retired=True)
    _add_items(dataset, items)
    return dataset


def _describe_roles(dataset: Dataset, table: Table) -> None:
    description = table.column("Job Role Description", "Job Role Descriptions")
    expectation = table.column(
        "Performance Expectation", "Performance Expectations", required=False
    )
    other = 0
    for row, role in _by_role(dataset, table):
        other += bool(role.description) and role.description != row[description]
        role.description = role.description or row[description]
        role.expectation = role.expectation or row[expectation]
    if other:
        dataset.notes.append(
            f"{other:,} rows describe a job role again in other words: the first are kept."
        )


def _add_tasks(dataset: Dataset, table: Table) -> None:
    function, task = table.column("Critical Work Function"), table.column("Key Tasks", "Key Task")
    for row, role in _by_role(dataset, table):
        tasks = role.tasks.setdefault(_line(row, function), [])
        if row[task] and row[task] not in tasks:
            tasks.append(row[task])


def _add_asks(dataset: Dataset, table: Table) -> None:
    code, title = table.column(*_CODE), table.column(*_TITLE)
    kind, level = table.column(*_TYPE, required=False), table.column(*_LEVEL)
    blank = 0
    for row, role in _by_role(dataset, table):
        ask = Ask(_line(row, code), _line(row, title), row[kind].lower(), row[level])
        if ask.code or ask.title:
            role.asks.append(ask)
        else:
            blank += 1
    if blank:
        dataset.notes.append(f"{blank:,} rows of {table.sheet!r} name no skill: left out.")


def _add_skills(dataset: Dataset, table: Table, *, retired: bool) -> None:
    code, title = table.column(*_CODE), table.column(*_TITLE)
    kind = table.column(*_TYPE, required=False)
    sector = table.column("Sector", required=False)
    category = table.column("TSC_CCS Category", "TSC Category", required=False)
    description = table.column("TSC_CCS Description", "TSC Description", required=False)
    blank = 0
    for row in table:
        if not (row[code] and row[title]):
            blank += 1
            continue
        # One code may stand in several rows, one a level: what it means is the same in all.
        dataset.skills.setdefault(
            _line(row, code),
            SectorSkill(
                code=_line(row, code),
                title=_line(row, title),
                kind=row[kind].lower(),
                sector=_line(row, sector),
                category=_line(row, category),
                description=row[description],
                retired=retired,
            ),
        )
    if blank:
        dataset.notes.append(f"{blank:,} rows of {table.sheet!r} lack code or title: left out.")


def _add_items(dataset: Dataset, table: Table) -> None:
    code, level = table.column(*_CODE), table.column(*_LEVEL)
    description = table.column("Proficiency Description")
    sort = table.column("Knowledge / Ability Classification", "Knowledge/Ability Classification")
    item = table.column("Knowledge / Ability Items", "Knowledge/Ability Items")
    unknown: defaultdict[str, int] = defaultdict(int)
    for row in table:
        skill = dataset.skills.get(_line(row, code))
        if skill is None:
            unknown[_line(row, code)] += 1
            continue
        proficiency = skill.levels.setdefault(row[level], Proficiency(row[description]))
        known = proficiency.abilities if row[sort].lower()[:1] == "a" else proficiency.knowledge
        if row[item] and row[item] not in known:
            known.append(row[item])
    if unknown:
        dataset.notes.append(
            f"{sum(unknown.values()):,} rows of {table.sheet!r} belong to {len(unknown):,} codes "
            "that no other sheet explains: left out."
        )


def _by_role(dataset: Dataset, table: Table) -> Iterator[tuple[Row, JobRole]]:
    """Every row with the job role that it is about, made where it is new."""
    sector, track = table.column("Sector"), table.column("Track")
    title = table.column("Job Role")
    blank = 0
    for row in table:
        names = _line(row, sector), _line(row, track), _line(row, title)
        key = slug(names[0]), slug(names[1]), slug(names[2])
        if not key[2]:
            blank += 1
            continue
        yield row, dataset.roles.setdefault(key, JobRole(*names))
    if blank:
        dataset.notes.append(f"{blank:,} rows of {table.sheet!r} name no job role: left out.")


def _line(row: Row, column: Column) -> str:
    return " ".join(row[column].split())
