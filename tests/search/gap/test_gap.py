"""A person against a target, on the bundled samples."""

from __future__ import annotations

import pytest

from search.gap.answers import GapAnswer, Line
from search.gap.gap import find_gap
from search.gap.question import Against, Who
from search.open_index import OpenIndex
from search.request import ConceptFilter
from skillsearch.errors import NotFound, QueryError

ENGINEER = Against(occupation="data engineer")
ANALYST = Against(occupation="Data Analyst", wanted=ConceptFilter(taxonomy=("ssf",)))


def labels(lines: tuple[Line, ...]) -> set[str]:
    return {line.asked.label for line in lines}


def line_of(answer: GapAnswer, label: str) -> Line:
    lines = (*answer.held, *answer.partly, *answer.missing)
    return next(line for line in lines if line.asked.label == label)


@pytest.fixture(scope="module")
def developer(people: OpenIndex) -> GapAnswer:
    return find_gap(people, Who(candidate="backend-developer.md"), ENGINEER)


def test_what_is_asked_is_listed_once_as_held_partly_held_or_missing(developer: GapAnswer) -> None:
    lines = (*developer.held, *developer.partly, *developer.missing)
    asked = [skill.point for line in lines for skill in line.asked.skills]
    assert len(asked) == len(set(asked))
    assert {"SQL", "Python (computer programming)"} <= labels(developer.held)
    assert {"Apache Kafka", "data warehousing"} <= labels(developer.missing)
    assert developer.target.label == "data engineer"


def test_what_is_held_has_its_sentence_and_its_years(developer: GapAnswer) -> None:
    python = line_of(developer, "Python (computer programming)")
    assert any("Python services" in shown.sentence for shown in python.evidence)
    assert python.years == pytest.approx(4.8, abs=0.1)
    assert python.met is not None
    assert python.met.tie == "same"


def test_nothing_tells_who_the_person_is(developer: GapAnswer) -> None:
    said = str(developer.as_dict())
    assert developer.person.label == "Back-end developer"
    assert not any(secret in said for secret in ("Vandermolen", "ilse.", "555 0143"))


def test_what_is_missing_says_what_it_builds_on_and_why(developer: GapAnswer) -> None:
    nosql = line_of(developer, "NoSQL databases")
    best = nosql.transfers[0]
    assert best.skill.label == "relational databases"
    assert any("near in meaning" in reason for reason in best.reasons)
    assert "same group: data and machine learning" in best.reasons
    assert nosql.nearness == best.nearness > 0.4


def test_essential_comes_before_optional_and_near_before_far(developer: GapAnswer) -> None:
    order = [(-line.asked.importance, -line.nearness) for line in developer.missing]
    assert order == sorted(order)
    assert {line.asked.grade for line in developer.missing} == {"essential", "optional"}


def test_the_path_has_every_step_once_and_prerequisites_first(developer: GapAnswer) -> None:
    steps = {step.label: step.number for step in developer.path}
    assert len(steps) == len(developer.path)
    assert labels(developer.missing) <= set(steps)
    for step in developer.path:
        assert all(steps[before] < step.number for before in step.after)


def test_courses_cover_the_gap_and_what_stays_open_is_said(developer: GapAnswer) -> None:
    plan = developer.courses
    assert plan is not None
    assert plan.uncovered == ("Scala",)
    assert {course.id for course in plan.courses} >= {"DE-101", "DE-120", "BD-210"}
    assert "DE-200" not in {course.id for course in plan.courses}, "60 hours in place of 40"
    assert plan.hours == sum(course.hours or 0 for course in plan.courses)
    assert 0.9 < plan.covered < 1
    step = next(step for step in developer.path if step.label == "ETL")
    assert step.courses == ("DE-101",)


def test_stepping_stones_are_nearer_than_the_target_and_bring_something(
    developer: GapAnswer,
) -> None:
    assert developer.stepping_stones
    for stone in developer.stepping_stones:
        assert stone.brings
        assert set(stone.brings) <= labels(developer.missing)
        assert stone.label != "data engineer"
        assert stone.readiness >= 2 / 6, "the person has two of the six essential skills"


def test_more_skills_never_cover_less(people: OpenIndex) -> None:
    skills = ["SQL", "ETL", "Apache Kafka", "data warehousing"]
    coverages = [
        find_gap(people, Who(skills=tuple(skills[:n])), ENGINEER).coverage for n in range(1, 5)
    ]
    assert coverages == sorted(coverages)
    assert coverages[-1] > coverages[0]


def test_a_level_that_is_too_low_is_partly_held_and_one_that_is_enough_is_held(
    people: OpenIndex,
) -> None:
    low = find_gap(people, Who(skills=("Data Visualisation:2",)), ANALYST)
    line = line_of(low, "Data Visualisation")
    assert (line.standing, line.level_held, line.level_short) == ("partly", "2", 1)
    assert (line.level_from, line.note) == ("told", "level 2 held, 3 asked")
    enough = find_gap(people, Who(skills=("Data Visualisation:4",)), ANALYST)
    assert line_of(enough, "Data Visualisation").standing == "held"
    unknown = find_gap(people, Who(skills=("Data Visualisation",)), ANALYST)
    assert "nothing tells the level held" in line_of(unknown, "Data Visualisation").note


def test_years_stand_for_a_level_where_none_is_told(people: OpenIndex) -> None:
    answer = find_gap(people, Who(skills=("Data Visualisation:1y",)), ANALYST)
    line = line_of(answer, "Data Visualisation")
    assert (line.level_held, line.level_from, line.standing) == ("2", "years", "partly")


def test_a_posting_asks_once_for_what_several_taxonomies_name(people: OpenIndex) -> None:
    answer = find_gap(
        people, Who(candidate="electrician.txt"), Against(posting="solar-installer.txt")
    )
    assert {"install solar panels"} <= labels(answer.held)
    assert line_of(answer, "German").asked.grade == "optional"
    lines = (*answer.held, *answer.partly, *answer.missing)
    names = [line.asked.label.casefold() for line in lines]
    assert len(names) == len(set(names))
    assert all(line.asked.evidence for line in lines)


def test_a_text_is_compared_like_an_indexed_document(people: OpenIndex) -> None:
    posting = "Warehouse Operative\n\nRequirements\n- Operate forklifts\n- Pick and pack orders\n"
    resume = "Experience\nI operate forklifts and manage inventory.\n"
    answer = find_gap(people, Who(text=resume), Against(text=posting))
    assert answer.person.kind == "resume"
    assert "operate forklifts" in labels(answer.held)


def test_a_skill_that_is_none_is_a_warning_with_the_nearest(people: OpenIndex) -> None:
    answer = find_gap(people, Who(skills=("SQL", "frobnication")), ENGINEER)
    assert any("'frobnication' is not used" in said for said in answer.warnings)


def test_few_like_postings_are_said_and_not_counted(developer: GapAnswer) -> None:
    assert developer.like_postings < 5
    assert all(line.asked.like_postings_share is None for line in developer.missing)
    assert any("importance is what the target itself says" in w for w in developer.warnings)


@pytest.mark.parametrize(
    ("who", "against", "error", "said"),
    [
        (Who(candidate="nobody.pdf"), ENGINEER, NotFound, "no candidate 'nobody.pdf'"),
        (Who(skills=("SQL",)), Against(posting="none"), NotFound, "no posting 'none'"),
        (Who(skills=("SQL",)), Against(occupation="moon miner"), NotFound, "moon miner"),
        (Who(skills=(":3",)), ENGINEER, QueryError, "names no skill"),
        (Who(text="  \n"), ENGINEER, QueryError, "is empty"),
        (Who(skills=("SQL",)), Against(text="We are nice."), QueryError, "names no skill"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_a_remedy(
    people: OpenIndex, who: Who, against: Against, error: type[NotFound], said: str
) -> None:
    with pytest.raises(error, match=said) as refused:
        find_gap(people, who, against)
    assert refused.value.remedy


def test_a_person_is_given_in_one_way() -> None:
    with pytest.raises(QueryError, match="in 2 ways"):
        Who(candidate="a", skills=("b",))
    with pytest.raises(QueryError, match="is not given"):
        Against()
