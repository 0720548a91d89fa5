"""Real postings, as their files are: sampled, with shares that a broken reader would miss."""

from __future__ import annotations

import random
import time
from collections import Counter
from pathlib import Path

import pytest

from indexer.documents.postings import read_posting_row, understand_posting
from indexer.documents.postings.titles import clean_title
from indexer.documents.sources import RowContent, enumerate_sources, fetch
from skillsearch.documents import Posting, Quarantined, ReadDocument, masked

_SAMPLE = 60

# Least shares of: postings done, with something required, with pay, with years;
# somewhat below what was measured on 300 of each.
_SHARES = {
    "google_job_skills": (0.9, 0.9, 0.0, 0.3),
    "linkedin_india_2024": (0.9, 0.75, 0.0, 0.3),
    "mycareersfuture_2019": (0.9, 0.85, 0.8, 0.35),
    "nhs_2020": (0.9, 0.65, 0.75, 0.03),
}


@pytest.mark.parametrize("name", _SHARES)
def test_real_postings_are_understood(datasets: Path, name: str) -> None:
    items = list(enumerate_sources([datasets / "postings" / name], "posting"))
    outcomes: Counter[str] = Counter()
    postings: list[Posting] = []
    for item in random.Random(3).sample(items, _SAMPLE):
        row = fetch(item.reference)
        assert isinstance(row, RowContent)
        try:
            postings.append(understand_posting(read_posting_row(row.fields, item.source)))
            outcomes["done"] += 1
        except Quarantined as refused:
            outcomes[refused.reason] += 1
    done, must, pay, years = _SHARES[name]
    assert outcomes["done"] >= done * _SAMPLE, outcomes
    assert sum(bool(p.must_have) for p in postings) >= must * len(postings)
    assert sum(p.pay is not None for p in postings) >= pay * len(postings)
    assert sum(p.years_low is not None for p in postings) >= years * len(postings)
    assert not any(
        "@" in piece.text and ".com" in piece.text for p in postings for piece in p.pieces
    )
    assert all(len(masked(p.text, p.personal)) == len(p.text) for p in postings)


# Least shares of texts that are taken for postings without their table, and of titles read from
# their first line; somewhat below what was measured on 300 of each.
_ALONE = {
    "linkedin_india_2024": (0.88, 0.78),
    "mycareersfuture_2019": (0.95, 0.9),
    "nhs_2020": (0.93, 0.85),
}


@pytest.mark.parametrize("name", _ALONE)
def test_real_postings_are_known_and_titled_without_their_table(datasets: Path, name: str) -> None:
    items = list(enumerate_sources([datasets / "postings" / name], "posting"))
    taken = titled = 0
    for item in random.Random(5).sample(items, _SAMPLE):
        row = fetch(item.reference)
        assert isinstance(row, RowContent)
        read = read_posting_row(row.fields, item.source)
        title = read.fields["title"]
        text = read.text if read.text.startswith(title) else f"{title}\n{read.text}"
        try:
            posting = understand_posting(ReadDocument(text, "txt"))
        except Quarantined:
            continue
        taken += 1
        titled += posting.title.casefold() == clean_title(title).title.casefold()
    least_taken, least_titled = _ALONE[name]
    assert taken >= least_taken * _SAMPLE
    assert titled >= least_titled * _SAMPLE


def test_understanding_a_posting_takes_milliseconds(datasets: Path) -> None:
    items = enumerate_sources([datasets / "postings" / "linkedin_india_2024"], "posting")
    rows = [fetch(item.reference) for item, _ in zip(items, range(40), strict=False)]
    read = [read_posting_row(r.fields, "row") for r in rows if isinstance(r, RowContent)]
    understand_posting(read[0])  # what is loaded once
    begun = time.process_time()
    for document in read:
        understand_posting(document)
    characters = sum(len(document.text) for document in read)
    assert (time.process_time() - begun) / characters * 5_000 < 0.1, "seconds for 5,000 characters"
