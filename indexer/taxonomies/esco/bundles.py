"""Which files are ESCO's, which of them belong together, and their version and language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import Literal

from indexer.archives import archive_members
from indexer.taxonomies.sources import SourceFile
from skillsearch.errors import SourceError

__all__ = ["Bundle", "Role", "bundles_among", "role_of"]

Role = Literal[
    "skills",
    "occupations",
    "collection",
    "groups",
    "hierarchy",
    "broader",
    "occupation-skill",
    "skill-skill",
    "unused",
]

_COLUMNS: tuple[tuple[Role, tuple[str, ...]], ...] = (
    ("unused", ("greenShare",)),
    ("occupation-skill", ("occupationUri", "skillUri", "relationType")),
    ("skill-skill", ("originalSkillUri", "relatedSkillUri", "relationType")),
    ("broader", ("conceptUri", "broaderUri")),
    ("hierarchy", ("Level 0 URI", "Level 1 URI")),
    ("collection", ("conceptUri", "preferredLabel", "broaderConceptUri")),
    ("skills", ("conceptUri", "preferredLabel", "skillType")),
    ("occupations", ("conceptUri", "preferredLabel", "iscoGroup")),
    ("groups", ("conceptType", "conceptUri", "preferredLabel", "code")),
    ("unused", ("conceptSchemeUri",)),
)
"""What a file is, by columns that only it has; the first that fits."""

_MARKS = ("conceptUri", "conceptType", "preferredLabel", "skillType", "iscoGroup")

_RELATIONS: tuple[Role, ...] = ("broader", "occupation-skill", "skill-skill")

_VERSION = re.compile(r"(?<![a-z0-9])v(\d+(?:\.\d+)+)", re.IGNORECASE)
_ONE_LANGUAGE = re.compile(r" - [a-z]{2,3} - csv", re.IGNORECASE)
_LANGUAGE = re.compile(r"_([a-z]{2,3})$", re.IGNORECASE)


def role_of(file: SourceFile) -> Role | None:
    """What an ESCO file holds, by its columns; None for any other file.

    ``skills_en.csv`` and ``occupations_en.csv`` are taken for what they are named while some ESCO
    column is left, so that a column that was renamed is reported rather than the file ignored.
    """
    for role, columns in _COLUMNS:
        if file.has_columns(*columns):
            return role
    named = re.fullmatch(r"(skills|occupations)(_[a-z]{2,3})?", file.stem, re.IGNORECASE)
    if named and any(file.has_columns(column) for column in _MARKS):
        return "skills" if named[1].lower() == "skills" else "occupations"
    return None


@dataclass(frozen=True)
class Bundle:
    """The files of one version in one language."""

    files: tuple[SourceFile, ...]

    @classmethod
    def of(cls, files: Iterable[SourceFile]) -> Bundle:
        """A bundle of files that :func:`bundles_among` put together."""
        return cls(tuple(files))

    def with_role(self, *roles: Role) -> list[SourceFile]:
        """The files that hold one of these things."""
        return [file for file in self.files if self._roles[file] in roles]

    @property
    def concept_files(self) -> list[SourceFile]:
        """Those that state concepts, skills first; collections where there is nothing else."""
        stated = (*self.with_role("skills"), *self.with_role("occupations"))
        return list(stated) or self.with_role("collection")

    @property
    def place(self) -> str:
        """The folder or zip that holds the concepts."""
        return self.concept_files[0].container

    @cached_property
    def version(self) -> str:
        """From the name of the zip or folder, else from the layout; else raises SourceError."""
        version = _version_in(self.place) or self._version_of_layout
        if version is None:
            raise SourceError(
                "neither the name nor the layout tells which version of ESCO this is.",
                path=self.place,
                remedy="Name it, for example --version 1.1.1.",
            )
        return version

    @cached_property
    def language(self) -> str:
        """From the names of the files (``skills_en.csv``), or raises SourceError."""
        language = _language_of(self.concept_files[0])
        if not language:
            raise SourceError(
                "the names of the files do not tell the language, as skills_en.csv does.",
                path=self.place,
                remedy="Name it, for example --language en.",
            )
        return language

    @property
    def notes(self) -> list[str]:
        """What is absent, and what was concluded rather than read."""
        notes = []
        if not _version_in(self.place) and self._version_of_layout:
            notes.append(
                f"No name tells the version; the columns are those of {self._version_of_layout}. "
                "If it is another, pass --version."
            )
        if not self.with_role(*_RELATIONS):
            notes.append(
                "No relations were found beside it: no essential or optional skills, and no groups "
                "but those of ISCO. ESCO's portal offers them as a zip of their own."
            )
        absent = [role for role in ("skills", "occupations") if not self.with_role(role)]
        if absent:
            notes.append(f"There is no file of {' or '.join(absent)}.")
        return notes

    @cached_property
    def _roles(self) -> dict[SourceFile, Role | None]:
        return {file: role_of(file) for file in self.files}

    @property
    def _version_of_layout(self) -> str | None:
        # Version 1.0 had no status yet, and 1.2 brought NACE codes; 1.1.x cannot be told apart.
        if any(file.has_columns("naceCode") for file in self.with_role("occupations")):
            return "1.2"
        stated = self.with_role("skills", "occupations")
        if stated and not any(f.has_columns("status") for f in stated):
            return "1.0"
        return None


def bundles_among(files: Sequence[SourceFile]) -> list[Bundle]:
    """The bundles in ``files``: one for each folder or zip and language that holds concepts.

    Relations are those in the same place, else those of the same version among ``files``, else
    those of the same version that lie beside it, named or not. Raises SourceError where there
    are relations and nothing that they could belong to.
    """
    ours = [file for file in files if role_of(file) is not None]
    places: dict[str, list[SourceFile]] = {}
    for file in ours:
        places.setdefault(file.container, []).append(file)
    bundles = []
    for place, members in places.items():
        languages = sorted({_language_of(f) for f in members if role_of(f) in _STATES_CONCEPTS})
        for language in languages:
            own = [f for f in members if _language_of(f) in (language, "")]
            related = _relations(own) or _relations_for(place, [*ours, *_beside(own[0])])
            bundles.append(Bundle(tuple(dict.fromkeys((*own, *related)))))
    if ours and not bundles:
        raise SourceError(
            "it holds ESCO's relations or groups, but no skills and no occupations.",
            path=ours[0].container,
            remedy="Name the classification zip of the same version, too.",
        )
    return bundles


_STATES_CONCEPTS: tuple[Role, ...] = ("skills", "occupations", "collection")


def _relations(files: Iterable[SourceFile]) -> list[SourceFile]:
    return [file for file in files if role_of(file) in _RELATIONS]


def _relations_for(place: str, files: Iterable[SourceFile]) -> list[SourceFile]:
    """The relations of the first place that has some of the same version as ``place``."""
    version = _version_in(place)
    found: dict[str, list[SourceFile]] = {}
    for file in _relations(files):
        other = _version_in(file.container)
        if version is None or other is None or version == other:
            found.setdefault(file.container, []).append(file)
    return next(iter(found.values()), [])


def _beside(file: SourceFile) -> list[SourceFile]:
    """The files that may be relations in the folder where the zip or folder of ``file`` lies."""
    home = file.path if file.member is not None else file.path.parent
    version = _version_in(file.container)
    found: list[SourceFile] = []
    for path in sorted(home.parent.iterdir()):
        if path.suffix.lower() == ".csv" and "relations" in path.stem.lower():
            found.append(SourceFile(path))
        elif path == home or version is None or _version_in(str(path)) != version:
            continue
        elif path.suffix.lower() == ".zip" and not _ONE_LANGUAGE.search(path.name):
            found += [SourceFile(path, member) for member in archive_members(path)]
        elif path.is_dir():
            found += [SourceFile(csv) for csv in sorted(path.glob("*.csv"))]
    return found


def _version_in(place: str) -> str | None:
    """The version in a place's own name or that of the folder around it."""
    parts = PurePath(place).parts[-1:-3:-1]
    return next((m[1] for m in map(_VERSION.search, parts) if m), None)


def _language_of(file: SourceFile) -> str:
    match = _LANGUAGE.search(file.stem)
    return match[1].lower() if match else ""
