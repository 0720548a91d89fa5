"""What a gap is made of; CLI and API show the same fields by the same names."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from search.answers import Stamp
from search.matching.answers import Evidence, Nearest
from search.matching.skill_space import Tie

__all__ = [
    "Asked",
    "CourseChoice",
    "CoursePlan",
    "GapAnswer",
    "Grade",
    "Line",
    "Met",
    "Party",
    "SkillName",
    "Standing",
    "Step",
    "SteppingStone",
    "Transfer",
    "Wording",
]

Grade = Literal["essential", "optional"]

Standing = Literal["held", "partly", "missing"]

LevelTold = Literal["told", "years", ""]


@dataclass(frozen=True, slots=True)
class SkillName:
    """A skill by what identifies it: ``point`` in the index, ``id`` in its taxonomy."""

    point: str
    id: str
    label: str
    taxonomy: str


@dataclass(frozen=True, slots=True)
class Party:
    """One side of the comparison, without personal data.

    ``kind`` is candidate, resume, skills, posting or occupation; ``id`` is that of the point or the
    concept, "" of what is not indexed. ``skills`` counts what it names or asks for.
    """

    kind: str
    id: str
    label: str
    skills: int
    taxonomy: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that the target asks for, once, whatever number of taxonomies name it.

    ``skills`` are its alternatives, the surest first; any of them meets it. ``importance`` lies in
    (0, 1]: :mod:`search.gap.demand` has the formula. ``like_postings_share`` is the share of
    postings with a like title that ask for it, None where there are none. ``level`` is the
    proficiency asked for. ``evidence`` is where a posting says so.
    """

    label: str
    skills: tuple[SkillName, ...]
    grade: Grade
    importance: float
    like_postings_share: float | None = None
    level: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Met:
    """The skill held that meets what is asked, what it is to that, and how far (0–1)."""

    skill: SkillName
    tie: Tie
    degree: float


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of the person that say what is asked, or something of it, without naming the skill.

    ``label`` is the label of the skill that they come nearest to; ``fit`` is that of
    :mod:`search.gap.wording`.
    """

    phrase: str
    label: str
    fit: float


@dataclass(frozen=True, slots=True)
class Transfer:
    """A skill that is held and helps with one that is not.

    ``nearness`` (0–1) and the ``reasons`` for it are those of :mod:`search.gap.nearness`.
    """

    skill: SkillName
    nearness: float
    cosine: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """What is asked, and how the person stands to it.

    ``degree`` is 1 for what is held, 0 for what is missing. It is met by a skill (``met``) or by
    words (``worded``). ``evidence`` are the person's own sentences; ``nearest`` the one that comes
    closest to what is missing. ``level_held`` is told by
    the person or, where ``level_from`` is "years", estimated from dated positions; ``level_short``
    counts the levels that are lacking. ``nearness`` is that of the best of ``transfers``.
    """

    asked: Asked
    standing: Standing
    degree: float
    met: Met | None = None
    worded: Wording | None = None
    evidence: tuple[Evidence, ...] = ()
    years: float | None = None
    level_held: str = ""
    level_from: LevelTold = ""
    level_short: int = 0
    nearest: Nearest | None = None
    nearness: float = 0.0
    transfers: tuple[Transfer, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the path; ``after`` are the labels of earlier steps that it builds on.

    ``kind``: learn (missing), deepen (partly held), prerequisite (not asked for itself, and needed
    by what is). ``courses`` are ids of those in the plan that teach it.
    """

    number: int
    kind: Literal["learn", "deepen", "prerequisite"]
    label: str
    skill: SkillName
    importance: float
    nearness: float
    why: str
    after: tuple[str, ...] = ()
    courses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SteppingStone:
    """An occupation on the way.

    ``keeps`` counts the person's skills that it asks for. ``readiness`` is the share of its
    essential skills that are held. ``brings`` are what the target asks and the person lacks;
    ``lacks`` counts the essential skills that it needs itself.
    """

    id: str
    label: str
    taxonomy: str
    keeps: int
    readiness: float
    brings: tuple[str, ...]
    lacks: int
    score: float


@dataclass(frozen=True, slots=True)
class CourseChoice:
    """A course of the plan, and which of the asked things it teaches."""

    id: str
    title: str
    catalogue: str
    provider: str
    hours: float | None
    cost: float | None
    currency: str
    url: str
    teaches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoursePlan:
    """The fewest ``hours`` or the least ``cost`` that teach as much of the gap as can be taught.

    ``covered`` is the share of the gap, by importance, that the courses teach; ``uncovered`` is
    what no course of the catalogue teaches. ``hours`` and ``cost`` are sums of what is said;
    ``unpriced`` counts the courses that say nothing. ``cost`` is None where currencies differ.
    """

    minimises: Literal["hours", "cost"]
    courses: tuple[CourseChoice, ...]
    covered: float
    uncovered: tuple[str, ...]
    hours: float
    cost: float | None
    currency: str
    unpriced: int
    catalogue_size: int


@dataclass(frozen=True, slots=True)
class GapAnswer:
    """A person against a target.

    ``coverage`` (0–1) is the share of what is asked that is held, weighed by importance, what is
    partly held counting by its degree. ``missing`` is ordered by importance, then nearness.
    """

    person: Party
    target: Party
    coverage: float
    held: tuple[Line, ...]
    partly: tuple[Line, ...]
    missing: tuple[Line, ...]
    path: tuple[Step, ...]
    stepping_stones: tuple[SteppingStone, ...]
    courses: CoursePlan | None
    like_postings: int
    warnings: tuple[str, ...]
    stamp: Stamp

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return asdict(self)
