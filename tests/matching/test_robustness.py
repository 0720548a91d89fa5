"""The same resume in another form scores the same: over 24 resumes × the postings of their domain.

What is wanted: no more than 2 points for another format or order of sections, 3 for an irrelevant
page, nothing for a repeated keyword. Where that does not hold yet, the number of pairs beyond it is
pinned, and how far they go (docs/matching-quality.md says why). After a new fit or a change of
understanding measure again with ``pytest tests/matching/test_robustness.py -s``.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from made_people import Made, Maker, as_docx, as_pdf
from numpy.typing import NDArray
from rewritten_resumes import sections_turned, with_keyword, with_page

ROUNDING = 0.051
"""Scores have one decimal."""

Scored = Callable[[Callable[[Made], tuple[str, bytes]]], NDArray[np.float32]]


@pytest.fixture(scope="module")
def scored(maker: Maker, domain_postings: list[Made], domain_resumes: list[Made]) -> Scored:
    """Of resumes rewritten (file name and content) the scores, (24, 3): the domain's postings."""
    own = np.array([[p.domain == r.domain for p in domain_postings] for r in domain_resumes])

    def score(rewrite: Callable[[Made], tuple[str, bytes]]) -> NDArray[np.float32]:
        records = [maker.record("resume", *rewrite(resume)) for resume in domain_resumes]
        return maker.scores(domain_postings, records).T[own].reshape(len(own), -1)

    return score


@pytest.fixture(scope="module")
def plain(scored: Scored) -> NDArray[np.float32]:
    return scored(lambda resume: ("resume.txt", resume.text.encode()))


def _beyond(what: str, moved: NDArray[np.float32], points: float) -> int:
    count = int((np.abs(moved) > points + ROUNDING).sum())
    print(f"{what}: {count} of {moved.size} beyond {points}, worst {np.abs(moved).max():.1f}, "
          f"mean {np.abs(moved).mean():.2f}, raised by {moved.max():.1f}")  # fmt: skip
    return count


def test_a_resume_as_docx_scores_as_its_text(scored: Scored, plain: NDArray[np.float32]) -> None:
    moved = scored(lambda resume: ("resume.docx", as_docx(resume.text))) - plain
    assert _beyond("DOCX", moved, 2) == 0


def test_a_resume_as_pdf_scores_as_its_text(scored: Scored, plain: NDArray[np.float32]) -> None:
    moved = scored(lambda resume: ("resume.pdf", as_pdf(resume.text))) - plain
    assert _beyond("PDF", moved, 2) == 0


def test_the_order_of_sections_hardly_counts(scored: Scored, plain: NDArray[np.float32]) -> None:
    moved = scored(lambda resume: ("resume.txt", sections_turned(resume.text).encode())) - plain
    assert _beyond("sections turned", moved, 2) <= 1
    assert np.abs(moved).max() < 5
    assert np.median(np.abs(moved)) <= 0.5


def test_an_irrelevant_page_hardly_counts(scored: Scored, plain: NDArray[np.float32]) -> None:
    moved = scored(lambda resume: ("resume.txt", with_page(resume.text).encode())) - plain
    assert _beyond("a page", moved, 3) == 0
    assert np.abs(moved).max() < 5


def test_repeating_a_keyword_fifty_times_gains_no_more_than_saying_it_once(
    scored: Scored,
) -> None:
    once, often = (
        scored(lambda r, n=n: ("resume.txt", with_keyword(r.text, r.domain, n).encode()))
        for n in (1, 50)
    )
    moved = often - once
    assert _beyond("a keyword fifty times", moved, 1) == 0
    assert moved.max() <= 0.6


def test_turning_sections_keeps_every_line(domain_resumes: list[Made]) -> None:
    for resume in domain_resumes:
        assert _lines(sections_turned(resume.text)) == _lines(resume.text)
    turned = sum(sections_turned(r.text).split() != r.text.split() for r in domain_resumes)
    assert turned >= 20


def _lines(text: str) -> list[str]:
    return sorted(line for line in text.splitlines() if line.strip())
