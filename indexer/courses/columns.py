"""Which column of a catalogue is which field: by what the user says, else by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from indexer.tables import Column, Table, normalised_name
from skillsearch.errors import SettingError

__all__ = ["NAMES", "CourseColumns"]

NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "course_id", "course_code", "code", "reference", "identifier", "ref"),
    "title": ("title", "course_title", "course_name", "name", "course", "label"),
    "provider": (
        "provider",
        "training_provider",
        "institution",
        "school",
        "vendor",
        "organisation",
    ),
    "description": (
        *("description", "course_description", "summary", "about", "objectives", "content"),
        *("learning_outcomes", "what_you_will_learn"),
    ),
    "hours": ("hours", "duration_hours", "total_hours", "length_hours", "duration", "length"),
    "cost": ("cost", "price", "fee", "fees", "course_fee", "full_fee", "cost_usd", "cost_sgd"),
    "currency": ("currency", "currency_code"),
    "url": ("url", "link", "web", "website", "course_url"),
    "skills": ("skills", "skill", "skills_taught", "competencies", "skill_tags", "tags"),
}
"""Field → the names of its column, the first that is there counts; case, spaces, ``_`` and ``-``
do not matter."""


@dataclass(frozen=True)
class CourseColumns:
    """Where the fields of a catalogue are; those that it does not have are absent columns."""

    by_field: Mapping[str, Column]
    unused: tuple[str, ...]

    @classmethod
    def of(cls, table: Table, given: Mapping[str, str]) -> CourseColumns:
        """The columns of ``table``; ``given`` (field → column) wins.

        Raises :class:`~skillsearch.errors.SettingError` for a field that there is not, and
        SourceError where there is no id or title, or not the column that is given.
        """
        for field in given:
            if field not in NAMES:
                raise SettingError(
                    f"--fields: a course has no field {field!r}.",
                    remedy=f"The fields are: {', '.join(NAMES)}.",
                )
        taken = {normalised_name(column) for column in given.values()}
        found = {}
        for field, names in NAMES.items():
            if field in given:
                found[field] = table.column(given[field])
                continue
            free = [name for name in names if normalised_name(name) not in taken]
            found[field] = table.column(*(free or names), required=field in ("id", "title"))
        return cls(found, table.unknown_columns(found.values()))

    def __getitem__(self, field: str) -> Column:
        return self.by_field[field]

    def lines(self) -> Iterator[str]:
        """A line a field for people, ``title ← Course Name``, and one of what is not used."""
        for field, column in self.by_field.items():
            if column:
                yield f"{field} ← {column.name}"
        if not self.by_field["skills"]:
            yield "skills ← found in title and description"
        if self.unused:
            yield f"not used: {', '.join(self.unused)}"
