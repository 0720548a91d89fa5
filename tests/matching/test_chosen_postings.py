"""The tables of postings that are measured on and learned from, and the material for domains."""

from __future__ import annotations

import re
from collections import Counter
from itertools import product
from pathlib import Path

import pytest

from skillsearch.errors import SourceError
from training.evaluation.matching import Chosen, category_of, read_chosen
from training.evaluation.matching.chosen import CATEGORIES
from training.evaluation.matching.title_rules import MOST, PATTERNS, Titled, by_title
from training.evaluation.matching.vacancies import category_table, training_table

DOMAINS = Path(__file__).parent / "domains"

TEXT = "Cooks lunch and dinner for sixty guests, orders fish and trains two apprentices a year."


def test_five_postings_of_each_category_are_measured_on_and_none_of_them_learned_from() -> None:
    measured, learned = read_chosen(category_table()), read_chosen(training_table())
    assert Counter(each.category for each in measured) == dict.fromkeys(CATEGORIES, 5)
    assert max(Counter(each.category for each in learned).values()) <= MOST
    assert not {(c.set, c.id) for c in measured} & {(c.set, c.id) for c in learned}
    assert tuple(PATTERNS) == CATEGORIES


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("category\tid\nCHEF\t1\n", "columns"),
        ("category\tset\tid\nJUGGLER\ta\t1\n", "JUGGLER"),
        ("category\tset\tid\nCHEF\ta\t1\nARTS\ta\t1\n", "twice"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused(tmp_path: Path, table: str, said: str) -> None:
    file = tmp_path / "chosen.tsv"
    file.write_text(table, encoding="utf-8")
    with pytest.raises(SourceError, match=said):
        read_chosen(file)


def test_the_category_of_a_resume_is_its_folder() -> None:
    assert category_of("DIGITAL-MEDIA/1.pdf") == "DIGITAL-MEDIA"
    with pytest.raises(ValueError, match="anna"):
        category_of("anna.pdf")


def test_what_is_nearly_a_measured_posting_is_not_learned_from() -> None:
    postings = [
        Titled("ads", "measured", "Sous Chef", TEXT),
        Titled("ads", "the same", "Sous  chef", TEXT.replace("sixty", "fifty")),
        Titled("ads", "other", "Sous Chef", "Bakes bread at night in a village near the sea."),
        Titled("ads", "of two categories", "Chef and Teacher", "Shows how to make a stew."),
    ]
    found = by_title(postings, [Chosen("CHEF", "ads", "measured")])
    assert found == (Chosen("CHEF", "ads", "other"),)


def test_no_more_than_asked_for_are_taken_whatever_their_order() -> None:
    letters = ["a", "b", "c", "d", "e"]
    postings = [Titled("ads", n, "Chef", f"{n}1 {n}2 {n}3 {n}4") for n in letters]
    found = by_title(postings, [], most=3)
    assert len(found) == 3
    assert by_title(postings[::-1], [], most=3) == found


def test_eight_domains_have_three_resumes_and_three_postings_each() -> None:
    names = {f"{kind}-{n}.txt" for kind in ("resume", "posting") for n in (1, 2, 3)}
    domains = sorted(folder for folder in DOMAINS.iterdir() if folder.is_dir())
    assert len(domains) == 8
    for domain in domains:
        texts = {file.name: file.read_text(encoding="utf-8") for file in domain.iterdir()}
        assert texts.keys() == names
        assert all(180 <= len(text.split()) <= 450 for text in texts.values())


def test_no_resume_repeats_a_phrase_of_a_posting() -> None:
    files = sorted(DOMAINS.rglob("*.txt"))
    phrases = {file: _phrases(file.read_text(encoding="utf-8")) for file in files}
    resumes = [file for file in files if file.name.startswith("resume")]
    postings = [file for file in files if file.name.startswith("posting")]
    for resume, posting in product(resumes, postings):
        assert not phrases[resume] & phrases[posting], (resume.name, posting.name)


def _phrases(text: str) -> set[tuple[str, ...]]:
    """All runs of five words."""
    found = re.findall(r"[\w'+]+", text.lower())
    return {tuple(found[start : start + 5]) for start in range(len(found) - 4)}
