"""How much a term weighs: names that say the same, doubtful names, and what is said twice."""

from __future__ import annotations

import pytest

from search.expansion.answers import Term
from search.expansion.weighing import distinct, least_weight, spellings, synonym_weight, trust


@pytest.mark.parametrize(
    ("name", "preferred", "cosine", "is_kept_at_breadth_nought"),
    [
        ("search engine marketing", "search engine optimisation", 0.7, True),
        ("SEM", "search engine marketing", 0.1, True),
        ("k8s", "Kubernetes", 0.1, True),
        ("UX", "create prototypes of user experience", 0.4, False),
        ("garden guardian", "security guard", 0.3, False),
    ],
)
def test_a_name_counts_as_another_spelling_if_it_is_near_or_an_acronym(
    name: str, preferred: str, cosine: float, is_kept_at_breadth_nought: bool
) -> None:
    weight = synonym_weight(name, preferred, cosine)
    assert (weight >= least_weight(0)) == is_kept_at_breadth_nought
    assert trust("NLP", "natural language processing", 0.1) == 1.0


def test_the_further_a_name_the_less_its_concept_is_trusted() -> None:
    shares = [trust("site manager", "mine manager", cosine) for cosine in (0.9, 0.75, 0.6, 0.5, -1)]
    assert shares[0] == shares[1] == 1.0
    assert shares == sorted(shares, reverse=True)
    assert shares[-1] == 0.0


def test_a_label_is_written_as_people_write_it() -> None:
    assert spellings("Python (computer programming)") == ["Python"]
    assert spellings("waiter/waitress") == ["waiter", "waitress"]
    assert spellings("CI/CD") == ["CI/CD"]
    assert spellings("a label of far more words than anybody ever writes") == []


def test_number_word_order_and_small_words_make_no_second_term() -> None:
    said = ["software developers", "developer of software", "Software Developer", "programmer"]
    terms = [Term(text, "synonym", 0.94, "") for text in said]
    assert [t.text for t in distinct(["software developer"], terms)] == ["programmer"]


def test_a_term_is_covered_by_a_shorter_one_of_whole_words_only() -> None:
    terms = [Term(text, "narrower", 0.8, "") for text in ("gas welder", "Vue.js", "JS")]
    covered = {t.text: t.covered_by for t in distinct(["welder"], terms)}
    assert covered == {"gas welder": "welder", "Vue.js": "", "JS": ""}
