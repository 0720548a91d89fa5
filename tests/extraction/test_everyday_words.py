"""Labels that are everyday words: sentences in which they do and do not name the skill."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from skillsearch.documents import SectionKind
from skillsearch.extraction import Mention

Extract = Callable[..., list[Mention]]

NAMED: list[tuple[str, str]] = [
    ("Five years of C, C++ and Java in embedded teams.", "C, C++, Java"),
    ("Languages: C, Python, SQL", "C, Python, SQL"),
    ("Ported drivers from C++ to C#.", "C++, C#"),
    ("Services in C#/.NET with SQL behind them", "C#, .NET, SQL"),
    ("ASP and .NET developer", ".NET"),
    ("Statistics in R, Python and SQL", "R, Python, SQL"),
    ("Analyses with Python or R", "Python, R"),
    ("Go, Python and Kubernetes on our own clusters", "Go, Python, Kubernetes"),
    ("Wrote the importer in golang", "golang"),
    ("Experience using Excel every day", "Excel"),
    ("Monthly reports in Excel.", "Excel"),
    ("MS Office and Microsoft Excel", "MS Office, Microsoft Excel"),
    ("Microsoft Word, Excel, Access", "Microsoft Word, Excel, Access"),
    ("Word, Excel and SQL", "Word, Excel, SQL"),
    ("Built the portal with Spring and SQL", "Spring, SQL"),
    ("Spring Boot services", "Spring Boot"),
    ("Java, Spring, SQL", "Java, Spring, SQL"),
    ("Mobile apps in Swift", "Swift"),
    ("Swift, JavaScript, Python", "Swift, JavaScript, Python"),
    ("Taught functional programming using Scheme", "Scheme"),
    ("Designed a RESTful API", "RESTful API"),
    ("SQL, REST, JavaScript", "SQL, REST, JavaScript"),
    ("Ran remote workshops using Teams", "Teams"),
    ("Worked in R&D for a maker of pumps", "R&D"),
    ("Eight years of research and development", "research and development"),
    ("Research & Development of coatings", "Research & Development"),
    ("Node.js and SQL", "Node.js, SQL"),
    ("PYTHON, SQL", "PYTHON, SQL"),
    ("k8s and python", "k8s, python"),
    ("Managed projects for three ministries", "Managed projects"),
    ("Managing a project of 40 people", "Managing a project"),
    ("manages the staff of two shops", "manages the staff"),
    ("Analyzing customer behavior", "Analyzing customer behavior"),
    ("Machine-learning pipelines", "Machine-learning"),
    ("frontend development", "frontend development"),
    ("relational databases", "relational databases"),
    ("TIG-welding of pipes", "TIG-welding"),
]
"""Sentence and the spellings that are found in it, in order."""

NOT_NAMED: list[str] = [
    "Reports to C-level managers.",
    "Vitamin C and a healthy diet",
    "Supervised by Dr. R. Example",
    "Plan C was a success",
    "We go to market in May",
    "Go the extra mile for every guest",
    "Let's Go Outdoors Ltd",
    "Excel in a fast-moving company",
    "You will excel at what you do",
    "Given access to all areas",
    "Access to Higher Education",
    "Improve access, quality and safety",
    "Spread the word, and be kind",
    "A word of thanks from the board",
    "Joined in Spring 2019",
    "In spring and autumn we hire",
    "Replaced a broken spring, a valve and a seal",
    "A swift reply to every letter",
    "Scheme of work for the year",
    "A pension scheme, a car and a bonus",
    "The rest of the crew",
    "Rest, food and a warm bed for guests",
    "Worked in cross-functional teams",
    "Several teams, offices and countries",
    "Cleaned the office, the hall and the stairs",
    "Office hours from nine to five",
    "A net income of two million",
    "Net profit grew by a tenth",
    "Bring it to the table",
    "42 shops in three counties",
    "Fluent in Javanese",
    "Wordings and accessibility",
    "The C. Example Foundation",
    "Grade C in English",
    "No project. Management was absent.",
    "Manage, with others, staff rooms",
]
"""Sentences in which nothing is spelled."""


def spelled(mentions: list[Mention]) -> list[str]:
    return [m.text for m in mentions if m.match == "alias"]


@pytest.mark.parametrize(("sentence", "names"), NAMED)
def test_a_name_in_company_is_found(extract: Extract, sentence: str, names: str) -> None:
    assert spelled(extract(sentence)) == names.split(", ")


@pytest.mark.parametrize("sentence", NOT_NAMED)
def test_an_everyday_word_is_no_skill(extract: Extract, sentence: str) -> None:
    assert spelled(extract(sentence)) == []


@pytest.mark.parametrize("section", ["benefits", "how_to_apply", "equal_opportunity", "references"])
def test_nothing_is_believed_in_sections_that_ask_for_nothing(
    extract: Extract, section: SectionKind
) -> None:
    assert extract("Python, SQL and machine learning", section) == []


def test_an_item_of_a_skills_section_is_found_without_company(extract: Extract) -> None:
    assert spelled(extract("Excel\nSwift\nC", "skills")) == ["Excel", "Swift", "C"]
    assert spelled(extract("Excel\nSwift\nC", "other")) == []
