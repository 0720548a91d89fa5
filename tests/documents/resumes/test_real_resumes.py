"""Samples of real resumes and postings; nothing of them is shown when a test fails."""

from __future__ import annotations

import csv
import random
import re
from pathlib import Path

from indexer.documents.reading import clean_html, read_document
from indexer.documents.resumes import understand_resume
from skillsearch.documents import Quarantined, ReadDocument, Resume

_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")


def _sample(folder: Path, count: int) -> list[Path]:
    files = sorted(folder.glob("*/*.pdf"))
    return random.Random(7).sample(files, count)


def _understood(path: Path) -> Resume:
    return understand_resume(read_document(path.read_bytes(), path.name))


def test_real_resumes_pass_and_tell_of_their_positions(datasets: Path) -> None:
    resumes = [_understood(path) for path in _sample(datasets / "resumes" / "livecareer", 60)]
    assert sum(bool(one.titles) for one in resumes) >= 58
    assert sum(bool(one.experience) for one in resumes) >= 54
    assert sum(one.years is not None for one in resumes) >= 54
    assert sum(bool(one.education_level) for one in resumes) >= 50
    assert all(one.years is None or 0 <= one.years < 60 for one in resumes)
    left = sum(bool(_MAIL.search(p.text)) for one in resumes for p in one.pieces)
    assert left == 0, f"{left} pieces have mail addresses"


def test_the_sample_candidates_keep_no_name_in_their_pieces(datasets: Path) -> None:
    nameless = 0
    for path in sorted((datasets / "resumes" / "samples").glob("candidate_*.pdf")):
        nameless += not any(span.kind == "name" for span in _understood(path).personal)
    assert nameless == 0


def test_real_postings_are_not_taken_for_resumes(datasets: Path) -> None:
    path = datasets / "postings" / "mycareersfuture_2019" / "jobs_1.csv"
    with path.open(encoding="utf-8", errors="replace", newline="") as table:
        rows = random.Random(7).sample(list(csv.DictReader(table)), 60)
    taken = 0
    for row in rows:
        longest = max(row.values(), key=lambda value: len(value or ""))
        try:
            understand_resume(ReadDocument(clean_html(longest), "txt"), as_of="2020-01-01")
            taken += 1
        except Quarantined:
            pass
    assert taken <= 2
