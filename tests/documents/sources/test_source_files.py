"""Files, folders and zips: everything is listed once, fetched again, or counted."""

from __future__ import annotations

import gzip
import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from indexer.documents.sources import FileContent, SourceItem, enumerate_sources, fetch, fetch_many
from indexer.documents.sources.seen import Seen
from skillsearch.documents import Quarantined
from skillsearch.errors import SourceError


def ids(items: list[SourceItem]) -> list[str]:
    return [item.external_id for item in items]


def reason_of(item: SourceItem) -> str:
    with pytest.raises(Quarantined) as caught:
        fetch(item.reference)
    return caught.value.reason


def packed(files: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def test_a_folder_gives_its_files_sorted_and_named_by_their_path_in_it(tmp_path: Path) -> None:
    root = tmp_path / "cvs"
    for name in ("b.txt", "a/z.pdf", "a/Ä.docx"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(name.encode())
    items = list(enumerate_sources([root], "resume"))
    assert ids(items) == ["a/z.pdf", "a/Ä.docx", "b.txt"]
    assert items[0].source == "cvs/a/z.pdf"
    assert items[0].bytes == 7
    assert json.loads(json.dumps(items[1].reference)) == items[1].reference
    assert fetch(items[1].reference) == FileContent("Ä.docx", "a/Ä.docx".encode())


def test_what_is_no_document_is_skipped_and_counted(tmp_path: Path) -> None:
    for name in (".hidden.pdf", "~$anna.docx", ".DS_Store", "Thumbs.db", "__MACOSX/a.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "nowhere.pdf").symlink_to(tmp_path / "absent.pdf")
    os.mkfifo(tmp_path / "pipe")
    sources = enumerate_sources([tmp_path], "resume")
    assert list(sources) == []
    assert sources.report.skipped == {
        "hidden": 1, "lock file": 1, "system file": 3, "broken link": 1, "not a file": 1,
    }  # fmt: skip
    assert list(sources.report.lines()) == [
        "skipped: 1 broken link, 1 hidden, 1 lock file, 1 not a file, 3 system file"
    ]


def test_links_that_lead_back_are_not_followed_for_ever(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (inner / "cv.txt").write_text("x")
    (inner / "up").symlink_to(tmp_path)
    (tmp_path / "c").symlink_to(inner / "cv.txt")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    sources = enumerate_sources([tmp_path, inner / "cv.txt"], "resume")
    items = list(sources)
    assert ids(items) == ["a/b/cv.txt", "loop"]
    assert reason_of(items[1]) == "missing"
    assert sources.report.skipped["link to what is listed already"] == 1
    assert sources.report.skipped["given twice"] == 2


def test_two_folders_with_a_file_of_one_name_lose_neither(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "cv.txt").write_text(folder)
    items = list(enumerate_sources([tmp_path / "x", tmp_path / "y"], "resume"))
    assert items[0].external_id == "cv.txt"
    assert items[1].external_id == (tmp_path / "y" / "cv.txt").as_posix()
    assert [c.data for c in fetch_many([i.reference for i in items])] == [b"x", b"y"]  # type: ignore[union-attr]


def test_a_path_that_is_not_there_is_refused_before_anything_is_listed(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"absent\.pdf: there is no such file or folder"):
        enumerate_sources([tmp_path, tmp_path / "absent.pdf"], "resume")


def test_a_file_that_vanished_or_grew_too_large_is_quarantined(tmp_path: Path) -> None:
    gone, big = tmp_path / "a.pdf", tmp_path / "b.pdf"
    gone.write_bytes(b"x")
    with big.open("wb") as file:
        file.truncate(26 * 10**6)
    items = list(enumerate_sources([tmp_path], "resume"))
    gone.unlink()
    assert [reason_of(item) for item in items] == ["missing", "too-large"]


def test_names_that_no_database_takes_are_escaped_and_still_found(tmp_path: Path) -> None:
    (tmp_path / "cv\x1b[31m\n.txt").write_text("x")
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("y")
    items = list(enumerate_sources([tmp_path], "resume"))
    assert ids(items) == [r"caf\udce9.txt", r"cv\x1b[31m\n.txt"]
    references = json.loads(json.dumps([item.reference for item in items]))
    assert [c.data for c in fetch_many(references)] == [b"y", b"x"]  # type: ignore[union-attr]


def test_members_of_a_zip_and_of_a_zip_within_it_are_items(tmp_path: Path) -> None:
    deepest = packed({"too-deep.txt": b"4"})
    inner = packed({"b.txt": b"2", "deep.zip": deepest})
    path = tmp_path / "ads.zip"
    path.write_bytes(
        packed(
            {
                "x/a.txt": b"1",
                "in.zip": inner,
                "__MACOSX/a.txt": b"",
                "z.txt.gz": gzip.compress(b"3"),
            }
        )
    )
    sources = enumerate_sources([path], "posting")
    items = list(sources)
    assert ids(items) == [
        "ads.zip/in.zip/b.txt", "ads.zip/in.zip/deep.zip", "ads.zip/x/a.txt", "ads.zip/z.txt.gz",
    ]  # fmt: skip
    contents = fetch_many([item.reference for item in items])
    assert contents[0] == FileContent("b.txt", b"2")
    assert contents[2:] == [FileContent("a.txt", b"1"), FileContent("z.txt", b"3")]
    assert reason_of(items[1]) == "unsupported"
    assert sources.report.skipped == {"system file": 1}


def test_members_with_names_that_lead_elsewhere_are_items_that_are_unsafe(tmp_path: Path) -> None:
    path = tmp_path / "evil.zip"
    path.write_bytes(
        packed(
            {
                "../up.txt": b"",
                "/etc/x.txt": b"",
                "C:\\x.txt": b"",
                "a\x1bb.txt": b"",
                "ok.txt": b"1",
            }
        )
    )
    items = list(enumerate_sources([path], "resume"))
    assert [reason_of(item) for item in items[:-1]] == ["unsafe"] * 4
    assert fetch(items[-1].reference) == FileContent("ok.txt", b"1")
    assert all(item.source.isprintable() for item in items)
    assert [p.name for p in tmp_path.iterdir()] == ["evil.zip"]


def test_a_bomb_a_link_and_a_locked_member_are_items_with_their_reason(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"0" * (17 * 2**20))
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("locked.txt", b"x")
    data = bytearray(path.read_bytes())
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 8] |= 1  # the flag of encryption, in the directory
    path.write_bytes(data)
    items = list(enumerate_sources([path], "resume"))
    assert ids(items) == ["x.zip/bomb.txt", "x.zip/link.txt", "x.zip/locked.txt"]
    assert [reason_of(item) for item in items] == ["unsafe", "unsafe", "encrypted"]


def test_two_members_of_one_name_are_both_read(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", b"1")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", b"2")
    items = list(enumerate_sources([path], "resume"))
    assert len(set(ids(items))) == 2
    assert [c.data for c in fetch_many([i.reference for i in items])] == [b"1", b"2"]  # type: ignore[union-attr]


def test_a_damaged_zip_in_a_folder_is_one_item_and_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(packed({"a.txt": b"1"})[:40])
    (tmp_path / "b.txt").write_text("b")
    items = list(enumerate_sources([tmp_path], "resume"))
    assert ids(items) == ["a.zip", "b.txt"]
    assert reason_of(items[0]) == "damaged"


def test_a_set_of_numbers_stays_right_when_it_is_merged() -> None:
    seen, count = Seen(), 150_000
    step = 2**64 // 200_000
    assert all(seen.add(number * step) for number in range(count))
    assert not any(seen.add(number * step) for number in range(0, count, 7))
    assert 5 * step in seen
    assert 5 * step + 1 not in seen
