"""Job roles as occupations: what they do, and the skills that they ask for."""

from __future__ import annotations

from indexer.taxonomies.skills_framework.dataset import Dataset, JobRole, RoleKey
from indexer.taxonomies.skills_framework.skills import SkillIndex
from indexer.taxonomies.texts import distinct
from skillsearch.records import Concept, Group, Relation

__all__ = ["job_roles"]


def job_roles(dataset: Dataset, index: SkillIndex) -> list[Concept]:
    """One occupation for every job role of every track of every sector.

    The id is ``sector/track/role`` in slugs. ``tasks`` are the key tasks; the scope note holds
    the performance expectation and the critical work functions that the tasks belong to. A sector
    skill that was split into several unique skills is asked for in all of them.
    """
    return [_occupation(key, role, index) for key, role in dataset.roles.items()]


def _occupation(key: RoleKey, role: JobRole, index: SkillIndex) -> Concept:
    asked = dict.fromkeys(
        Relation("asks", target, ask.level)
        for ask in role.asks
        for target in index.find(ask.code, ask.title or ask.code)
    )
    return Concept(
        type="occupation",
        id="/".join(filter(None, key)),
        label=role.title,
        kind="job role",
        description=role.description,
        scope_note=_scope_note(role),
        paths=_paths(key, role),
        sectors=distinct((role.sector,)),
        relations=tuple(asked),
        tasks=distinct(task for tasks in role.tasks.values() for task in tasks),
    )


def _paths(key: RoleKey, role: JobRole) -> tuple[tuple[Group, ...], ...]:
    sector = (Group(key[0], role.sector),) if key[0] else ()
    track = (Group("/".join(filter(None, key[:2])), role.track),) if key[1] else ()
    return (sector + track,) if sector or track else ()


def _scope_note(role: JobRole) -> str:
    functions = "; ".join(filter(None, role.tasks))
    parts = {
        "Performance expectation": role.expectation,
        "Critical work functions": functions,
    }
    return "\n".join(f"{name}: {text}" for name, text in parts.items() if text)
