"""Sentences with the skills that they express: annotated by people, synthetic, or written here."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer.tables import parse_delimited, read_delimited
from skillsearch.errors import SourceError

__all__ = [
    "NO_SKILL",
    "AnnotatedSentence",
    "OccupationSentence",
    "WrittenSentence",
    "read_annotations",
    "read_occupation_sentences",
    "read_sentences",
    "read_skillskape",
]

NO_SKILL = frozenset({"LABEL NOT PRESENT", "UNDERSPECIFIED", "UNK", ""})
"""What annotators write where no label of the taxonomy fits."""


@dataclass(frozen=True, slots=True)
class AnnotatedSentence:
    """A sentence and the preferred labels of the skills in it: at least one, each once."""

    text: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrittenSentence:
    """A sentence of ``sentences/`` and the URIs of the skills that it expresses."""

    text: str
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OccupationSentence:
    """A sentence about an occupation (its URI), and the URIs of the skills that it expresses."""

    text: str
    occupation: str
    skills: tuple[str, ...]


def read_annotations(path: Path) -> tuple[AnnotatedSentence, ...]:
    """The sentences of a TECH or HOUSE file that have a label, in file order.

    Rows are spans; a sentence has the labels of all of its spans. Raises
    :class:`~skillsearch.errors.SourceError` where the file is another one.
    """
    table = read_delimited(path)
    sentence, label = table.column("sentence"), table.column("label")
    return _annotated((row[sentence], (row[label],)) for row in table)


def read_skillskape(path: Path) -> tuple[AnnotatedSentence, ...]:
    """The sentences of a SkillSkape split that have a label, in file order.

    Raises :class:`~skillsearch.errors.SourceError` where the file is another one.
    """
    table = read_delimited(path)
    sentence, skills = table.column("sentence"), table.column("skills")

    def rows() -> Iterator[tuple[str, tuple[str, ...]]]:
        for row in table:
            try:
                labels = ast.literal_eval(row[skills] or "[]")
                yield row[sentence], tuple(str(label) for label in labels)
            except (SyntaxError, ValueError, TypeError):
                raise table.error(
                    f"{row[skills][:80]!r} is no list of labels in Python's notation.",
                    row=row,
                    column=skills,
                ) from None

    return _annotated(rows())


def read_sentences(path: Path) -> tuple[WrittenSentence, ...]:
    """The sentences written skill by skill, in file order.

    Raises :class:`~skillsearch.errors.SourceError` where the file is another one.
    """
    table = parse_delimited(_bytes(path), str(path), quoted=False)
    sentence, skills = table.column("sentence"), table.column("skill_uris")
    return tuple(WrittenSentence(row[sentence], tuple(row[skills].split())) for row in table)


def read_occupation_sentences(path: Path) -> tuple[OccupationSentence, ...]:
    """The sentences written occupation by occupation, in file order.

    Raises :class:`~skillsearch.errors.SourceError` where the file is another one.
    """
    table = parse_delimited(_bytes(path), str(path), quoted=False)
    sentence, skills = table.column("sentence"), table.column("skill_uris")
    occupation = table.column("occupation_uri")
    return tuple(
        OccupationSentence(row[sentence], row[occupation], tuple(row[skills].split()))
        for row in table
    )


def _annotated(rows: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[AnnotatedSentence, ...]:
    gold: dict[str, dict[str, None]] = {}
    for text, labels in rows:
        stripped = (label.strip() for label in labels)
        known = dict.fromkeys(label for label in stripped if label not in NO_SKILL)
        if text and known:
            gold.setdefault(text, {}).update(known)
    return tuple(AnnotatedSentence(text, tuple(labels)) for text, labels in gold.items())


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise SourceError(f"the file cannot be read: {reason}.", path=path) from None
