"""Courses ↔ points: what a course looks like in the vector store."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from indexer.courses.rows import CourseRow
from skillsearch.courses import Course
from skillsearch.encoder.base import Vectors
from skillsearch.store.models import CollectionSchema, Payload, PointStruct, Vector

__all__ = [
    "content_hash",
    "course_point",
    "course_schema",
    "course_texts",
    "course_vectors",
    "point_of_course",
]

_NAMESPACE = uuid.UUID("5f1d7c0e-93c1-5d0b-8a42-6f0c1e7d2b94")


def course_schema(dimension: int) -> CollectionSchema:
    """The layout of the ``courses`` collection; ``dense`` is title and description."""
    return CollectionSchema(
        dense={"dense": dimension},
        indexes={
            "tenant": "tenant",
            "catalogue": "keyword",
            "id": "keyword",
            "skills": "keyword",
            "hours": "float",
            "cost": "float",
        },
    )


def point_of_course(tenant: str, catalogue: str, course: str) -> str:
    """The point of a course: UUIDv5 of what identifies it, so indexing twice changes nothing."""
    return str(uuid.uuid5(_NAMESPACE, "\x1f".join((tenant, catalogue, course))))


def content_hash(row: CourseRow, made_by: str) -> str:
    """SHA-256 of the row and of what finds its skills: the same, and the point is left alone."""
    told = json.dumps([asdict(row.course), row.named, made_by], ensure_ascii=False)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def course_point(course: Course, tenant: str, digest: str, vector: Vectors) -> PointStruct:
    """The point of a course whose skills are known; ``vector`` is that of its text, (d,)."""
    payload: Payload = {**asdict(course), "skills": list(course.skills)}
    payload |= {"tenant": tenant, "content_hash": digest}
    name = point_of_course(tenant, course.catalogue, course.id)
    return PointStruct(name, {"dense": vector}, payload)


def course_texts(payload: Mapping[str, str]) -> Sequence[str]:
    """What is encoded of a course: one text."""
    return [". ".join(text for text in (payload["title"], payload["description"]) if text)]


def course_vectors(_: Payload, rows: Vectors) -> Mapping[str, Vector]:
    """The named vectors of a point from the row of its text, (1, d)."""
    return {"dense": rows[0]}
