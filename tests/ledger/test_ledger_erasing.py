"""Erasing: nothing of a person is left, neither in an answer nor in the bytes of the files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from ledger_parts import claim, document, indexed, job_of, new_items

from skillsearch.documents import Personal
from skillsearch.errors import NotFound
from skillsearch.ledger import Item, Ledger, NewDocument, NewItem, Settlement

SECRET = "Quixotazzelbrook"


def files_with(word: str, folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if word.encode() in path.read_bytes()]


def index_secret(ledger: Ledger) -> tuple[str, str]:
    """A person of that name in every place there is; the job and the point."""
    path = f"/given/{SECRET}.pdf"
    job = ledger.create_job("acme", "resume", path, {"paths": [path], "as_of": "2024"}).id
    ledger.add_items(job, [NewItem(f"{SECRET}.pdf", path, {"path": path})])
    ledger.seal(job)
    (item,) = claim(ledger, job=job)
    ledger.defer(item, f"{SECRET} is busy", 0.0)
    (item,) = claim(ledger, job=job)
    ledger.parsed(item, "b" * 64, f"payload of {SECRET}".encode() * 900)
    (item,) = claim(ledger, "embed", job=job)
    name = Personal("name", 0, len(SECRET), SECRET)
    made = document(item, f"{SECRET} welds. " * 500, personal=(name,), contact_keys=["key"])
    ledger.settle(item, "done", replace(made, record=SECRET.encode()))
    return job, made.point_id


def test_an_erased_document_is_in_no_answer_and_the_counts_still_add_up(ledger: Ledger) -> None:
    job, point = index_secret(ledger)
    twin = job_of(ledger, 1)
    (item,) = claim(ledger, job=twin)
    ledger.settle(item, "done", document(item), duplicate_of=[point, "another"])
    before = ledger.counts(job)
    erased = ledger.erase(point)
    assert (erased.point_id, erased.external_id) == (point, f"{SECRET}.pdf")
    assert erased.source == f"/given/{SECRET}.pdf"
    assert (erased.documents, erased.contact_keys, erased.items) == (1, 1, 1)
    assert ledger.document_by_point(point) is None
    assert ledger.document("acme", "resume", f"{SECRET}.pdf") is None
    assert ledger.likely_duplicates("acme", "resume", ["key"], 0) == []
    assert ledger.counts(job) == before
    assert ledger.items(twin)[0].duplicate_of == ("another",)
    shown = [ledger.items(job), ledger.items(twin), ledger.jobs(), ledger.documents()]
    assert SECRET not in repr(shown)
    assert point not in repr(shown)
    assert ledger.count_documents() == 1
    with pytest.raises(NotFound, match="no document"):
        ledger.erase(point)


def test_the_bytes_are_gone_from_the_files(file_url: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Ledger(file_url) as ledger, Ledger(file_url) as other:
        for number in range(30):
            indexed(ledger, f"before-{number}", f"Somebody else {number}. " * 300)
        _, point = index_secret(ledger)
        for number in range(30):
            indexed(other, f"after-{number}", f"Somebody else {number}. " * 300)
        assert files_with(SECRET, home)
        assert ledger.erase(point).wiped
        assert files_with(SECRET, home) == []
        assert ledger.count_documents() == 60
    assert files_with(SECRET, home) == []


def test_an_item_under_way_is_cancelled_and_brings_nothing_back(ledger: Ledger) -> None:
    _, point = index_secret(ledger)
    job = ledger.create_job("acme", "resume", "again").id
    ledger.add_items(job, [NewItem(f"{SECRET}.pdf", "again", {}), *new_items(1)])
    ledger.seal(job)
    late, other = claim(ledger, limit=2, job=job)
    assert ledger.erase(point).items == 2
    assert not ledger.settle(late, "changed", document(late))
    assert ledger.settle(other, "done", document(other))
    assert ledger.counts(job).as_dict()["cancelled"] == 1
    assert ledger.job(job).state == "done"
    assert ledger.retry(job, ["cancelled"]) == 0
    assert ledger.document_by_point(point) is None


def test_a_name_without_a_document_is_erased_too(ledger: Ledger) -> None:
    job = ledger.create_job("acme", "resume", "a folder").id
    ledger.add_items(job, [NewItem(f"{SECRET}.pdf", f"{SECRET}", {"path": SECRET}), *new_items(2)])
    for item in claim(ledger, "parse", 2):
        ledger.quarantine(item, "empty", f"{item.external_id} is empty.")
    erased = ledger.erase_items("acme", "resume", f"{SECRET}.pdf")
    assert (erased.documents, erased.items, erased.point_id) == (0, 1, "")
    assert SECRET not in repr(ledger.items(job))
    assert [item.state for item in ledger.items(job)] == ["quarantined", "quarantined", "waiting"]
    assert ledger.items(job)[1].message == "cv-1 is empty."
    assert ledger.erase_items("acme", "resume", "nobody").items == 0
    assert ledger.erase_items("other", "resume", "cv-2").items == 0


def test_a_trace_that_is_left_in_the_file_has_it_rebuilt(
    file_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuilt: list[Ledger] = []
    compact = Ledger.compact

    def noted(ledger: Ledger) -> None:
        rebuilt.append(ledger)
        compact(ledger)

    monkeypatch.setattr(Ledger, "compact", noted)
    with Ledger(file_url) as ledger:
        made = indexed(ledger, "cv-1", "Some text.")
        assert ledger.wipe([b"nowhere in the file"])
        assert not rebuilt
        assert ledger.wipe([b"nowhere in the file", b"SQLite format 3"])
        assert rebuilt
        assert ledger.document_by_point(made.point_id)


def test_no_trace_is_left_where_pages_were_split(file_url: str, tmp_path: Path) -> None:
    with Ledger(file_url) as ledger:
        for turn in range(2):
            job = ledger.create_job("acme", "resume", "a folder").id
            names = [f"somebody-{n * 7919 % 601:04d}{'x' * (n % 40)}" for n in range(601)]
            ledger.add_items(job, [NewItem(n, f"/given/{n}", {"path": n}) for n in names])
            while held := claim(ledger, limit=64, job=job):
                ledger.settle_all([Settlement(i, "done", spread(i, turn)) for i in held])
        erased = names[5::15]
        for name in erased:
            assert ledger.erase_items("acme", "resume", name).wiped
        data = b"".join(path.read_bytes() for path in (tmp_path / "home").iterdir())
        assert [name for name in erased if name[:13].encode() in data] == []
        assert ledger.count_documents() == 601 - len(erased)


def spread(item: Item, turn: int) -> NewDocument:
    """A document of a length of its own, which changes from turn to turn."""
    name = item.external_id[:13]
    length = (item.number * 37 + turn * 101) % 300
    return replace(document(item, "x", contact_keys=[f"key of {name}"]), text=name * length)
