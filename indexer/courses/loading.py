"""A catalogue in, a new generation of ``courses`` out; what is unchanged is left alone."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from indexer.courses.columns import CourseColumns
from indexer.courses.points import (
    content_hash,
    course_point,
    course_schema,
    course_texts,
    point_of_course,
)
from indexer.courses.rows import CourseRow, read_rows
from indexer.courses.skills import TaughtSkills
from indexer.tables import read_delimited
from skillsearch.courses import COURSES
from skillsearch.encoder.base import Encoder
from skillsearch.encoder.sentences import SentenceVectors
from skillsearch.extraction import SkillExtractor
from skillsearch.store.base import VectorStore
from skillsearch.store.generations import Generations, check_fingerprint
from skillsearch.store.models import FieldCondition, Filter, MatchValue
from skillsearch.store.scrolling import scroll_pages

__all__ = ["Catalogue", "CourseReport", "load_courses", "read_catalogue"]


@dataclass(frozen=True)
class Catalogue:
    """A table that was read: ``recognised`` are lines for people, of which column is which."""

    name: str
    rows: tuple[CourseRow, ...]
    recognised: tuple[str, ...]


@dataclass(frozen=True)
class CourseReport:
    """What a run did with a catalogue; ``notes`` tell of names and courses without a skill."""

    catalogue: str
    added: int
    changed: int
    unchanged: int
    removed: int
    skills: int
    generation: str
    notes: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return asdict(self)


def read_catalogue(path: Path, name: str | None, fields: Mapping[str, str]) -> Catalogue:
    """The courses of a CSV or TSV file.

    ``name`` is what the catalogue goes by, by default that of the file. Raises SourceError with row
    and column for what cannot be used.
    """
    table = read_delimited(path)
    columns = CourseColumns.of(table, fields)
    catalogue = (name or "").strip() or path.stem
    rows = read_rows(table, columns, catalogue)
    return Catalogue(catalogue, tuple(rows), tuple(columns.lines()))


def load_courses(
    catalogue: Catalogue,
    store: VectorStore,
    encoder: Encoder,
    extractor: SkillExtractor,
    *,
    tenant: str,
    model: str,
) -> CourseReport:
    """Bring one catalogue of a tenant up to date; a course that it no longer has is removed.

    Other catalogues stay as they are, and the old generation answers until the new one is complete.
    Courses are read anew where other skills are indexed than before. Raises
    :class:`~skillsearch.errors.IndexMismatch` if another encoder made what is live.
    """
    generations = Generations(store, COURSES)
    live = generations.live()
    if live is not None:
        check_fingerprint(store.get_metadata(live), encoder.fingerprint, model=model)
    made_by = f"{extractor.fingerprint}\x1f{encoder.fingerprint.digest}"
    wanted = {
        point_of_course(tenant, catalogue.name, row.course.id): (row, content_hash(row, made_by))
        for row in catalogue.rows
    }
    stored = _stored(store, live, tenant, catalogue.name)
    removed = sorted(stored.keys() - wanted.keys())
    todo = {p: each for p, each in wanted.items() if stored.get(p) != each[1]}
    added = len(wanted.keys() - stored.keys())
    if not todo and not removed:
        assert live is not None
        return CourseReport(catalogue.name, 0, 0, len(wanted), 0, 0, live, ())

    sentences = SentenceVectors(encoder)
    taught = TaughtSkills(extractor, sentences.of)
    points, notes, skills = [], list[str](), set[str]()
    for row, digest in todo.values():
        found, unknown = taught.of(row)
        skills.update(found)
        notes += _notes(row, found, unknown)
        course = replace(row.course, skills=found)
        vector = sentences.of(course_texts(asdict(course)))[0]
        points.append(course_point(course, tenant, digest, vector))
    target = generations.start(
        course_schema(encoder.fingerprint.dimension),
        {
            "fingerprint": asdict(encoder.fingerprint),
            "model": model,
            "job": _job(wanted, tenant, catalogue.name),
            "uid": str(uuid.uuid4()),
        },
        clone_from_live=True,
    )
    if points:
        store.upsert(target, points)
    if removed:
        store.delete(target, removed)
    # The first catalogue is no change to undo: rollback would then stop at it for ever.
    generations.finish(target, undoable=live is not None)
    return CourseReport(
        catalogue=catalogue.name,
        added=added,
        changed=len(todo) - added,
        unchanged=len(wanted) - len(todo),
        removed=len(removed),
        skills=len(skills),
        generation=target,
        notes=tuple(notes),
    )


def _stored(store: VectorStore, live: str | None, tenant: str, catalogue: str) -> dict[str, str]:
    if live is None:
        return {}
    own = Filter(
        must=[
            FieldCondition("tenant", MatchValue(tenant)),
            FieldCondition("catalogue", MatchValue(catalogue)),
        ]
    )
    pages = scroll_pages(store, live, filter=own, with_payload=("content_hash",))
    return {record.id: record.payload["content_hash"] for page in pages for record in page}


def _job(wanted: Mapping[str, tuple[CourseRow, str]], tenant: str, catalogue: str) -> str:
    told = [tenant, catalogue, *sorted(digest for _, digest in wanted.values())]
    return f"courses {hashlib.sha256(json.dumps(told).encode()).hexdigest()}"


def _notes(row: CourseRow, found: tuple[str, ...], unknown: tuple[str, ...]) -> list[str]:
    notes = [
        f"Row {row.number}: no skill of the index is called {name!r} or means it."
        for name in unknown
    ]
    if not found:
        notes.append(
            f"Row {row.number}: the course {row.course.id!r} teaches no skill that is known."
        )
    return notes
