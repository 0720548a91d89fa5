"""A document as indexing would make it again: for questions of what a change would do.

Nothing is read from a file and nothing is stored; the read side asks here, as it imports nothing of
the write side itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from skillsearch.documents import Personal, Resume, Section
from skillsearch.encoder.base import Vectors
from skillsearch.store.models import Record

if TYPE_CHECKING:
    from skillsearch.extraction import SkillExtractor

__all__ = ["personal_of", "rebuilt"]


def personal_of(text: str, sections: Sequence[Section]) -> tuple[Personal, ...]:
    """What indexing would mask in the text of a resume."""
    from indexer.documents.common.personal import find_personal

    return find_personal(text, sections, "resume")


def rebuilt(
    resume: Resume,
    name: str,
    extractor: SkillExtractor,
    encode: Callable[[Sequence[str]], Vectors],
) -> Record:
    """The point of a resume that is understood already; it has at least one piece."""
    from indexer.ingest.unindexed import point_of

    return point_of(resume, name, "", extractor, encode)
