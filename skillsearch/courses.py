"""A course of the user's own catalogue: what the write side stores and the read side offers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["COURSES", "Course", "course_from"]

COURSES = "courses"
"""The alias that the collection of courses lives behind."""


@dataclass(frozen=True, slots=True)
class Course:
    """One row of a catalogue.

    ``id`` is unique in its ``catalogue``. ``hours`` and ``cost`` are None where nothing is said;
    ``currency`` is as written, "" where none is. ``skills`` are point ids of the ``skills``
    collection, sorted.
    """

    id: str
    title: str
    catalogue: str
    provider: str = ""
    description: str = ""
    hours: float | None = None
    cost: float | None = None
    currency: str = ""
    url: str = ""
    skills: tuple[str, ...] = ()


def course_from(payload: Mapping[str, Any]) -> Course:
    """The course of a stored point."""
    given = {name: payload[name] for name in Course.__dataclass_fields__ if name != "skills"}
    return Course(**given, skills=tuple(payload["skills"]))
