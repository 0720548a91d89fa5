"""The chosen postings are found in the real sets; nothing of them is shown when a test fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from skillsearch.errors import SourceError
from training.data.layout import DataFolder
from training.evaluation.matching import Chosen, read_chosen
from training.evaluation.matching.vacancies import Vacancies, category_table

QUICK = ("google_job_skills", "linkedin_india_2024", "corpus/cityofla_bulletins_683_txt.tar.gz")
"""Sets that are listed within a second."""


def test_chosen_postings_are_read_with_their_titles_and_sentences(datasets: Path) -> None:
    chosen = [each for each in read_chosen(category_table()) if each.set in QUICK]
    postings = Vacancies(DataFolder.of(datasets)).postings(chosen)
    assert {each.set for each in chosen} == set(QUICK)
    assert all(posting.title and len(posting.pieces) >= 5 for posting in postings)


def test_a_posting_that_is_not_there_is_named(datasets: Path) -> None:
    vacancies = Vacancies(DataFolder.of(datasets))
    with pytest.raises(SourceError, match="no posting 'nothing'"):
        vacancies.postings([Chosen("CHEF", "google_job_skills", "nothing")])
    with pytest.raises(SourceError, match="missing"):
        vacancies.postings([Chosen("CHEF", "no such set", "1")])
