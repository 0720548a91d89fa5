"""What is asked for a gap: whose, against what, and how it is to be answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from search.gap.documents import find_document, read_text
from search.gap.person import Person, person_of, person_with
from search.gap.target import Target, target_of_occupation, target_of_posting
from search.request import ConceptFilter
from skillsearch.errors import QueryError
from skillsearch.store.models import Record

if TYPE_CHECKING:
    from search.extraction.live import LiveExtractor
    from search.matching.skill_space import SkillSpace
    from search.open_index import OpenIndex

__all__ = ["Against", "Who"]


@dataclass(frozen=True, slots=True)
class Who:
    """A person, in exactly one way: a candidate's id, a resume's text or point, or skills."""

    candidate: str = ""
    text: str = ""
    record: Record | None = None
    skills: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _one_of(
            "person",
            "a candidate, a resume's text, or a list of skills",
            (self.candidate, self.text, self.record, self.skills),
        )

    def found(self, index: OpenIndex, live: LiveExtractor, tenant: str, language: str) -> Person:
        """The person; raises what reading or finding it raises."""
        if self.candidate:
            found = find_document(index, "resume", self.candidate, tenant)
            return person_of(found, live.sentences.of)
        if self.skills:
            return person_with(index, self.skills, language)
        record = self.record or read_text(live, self.text, "resume")
        return person_of(record, live.sentences.of)


@dataclass(frozen=True, slots=True)
class Against:
    """A target, in exactly one way: a posting's id, its text or point, or an occupation.

    ``occupation`` is an id, code or title, looked for among what ``wanted`` lets through. ``title``
    is that of a posting given as text.
    """

    posting: str = ""
    text: str = ""
    record: Record | None = None
    occupation: str = ""
    title: str = ""
    wanted: ConceptFilter = field(default_factory=ConceptFilter)

    def __post_init__(self) -> None:
        _one_of(
            "target",
            "a posting, a posting's text, or an occupation",
            (self.posting, self.text, self.record, self.occupation),
        )

    def found(
        self, index: OpenIndex, space: SkillSpace, live: LiveExtractor, tenant: str
    ) -> Target:
        """The target; raises what reading or finding it raises."""
        if self.occupation:
            return target_of_occupation(index, space, self.occupation, self.wanted)
        if self.posting:
            return target_of_posting(space, find_document(index, "posting", self.posting, tenant))
        record = self.record or read_text(live, self.text, "posting")
        return target_of_posting(space, record, self.title)


def _one_of(what: str, ways: str, given: tuple[object, ...]) -> None:
    count = sum(bool(one) for one in given)
    if count != 1:
        said = "is not given" if not count else f"is given in {count} ways"
        raise QueryError(f"The {what} {said}.", remedy=f"Give one: {ways}.")
