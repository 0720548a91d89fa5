"""Tables: every cell is read as a person sees it, or refused with its place."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import archives
from indexer.archives import archive_members, read_member
from indexer.tables import (
    MAX_CELL_CHARACTERS,
    Table,
    parse_delimited,
    parse_workbook,
    read_delimited,
    read_workbook,
)
from skillsearch.errors import SourceError

CELLS = st.text(st.characters(exclude_characters="\x00", exclude_categories=("Cs",)), max_size=12)


def table(text: str) -> Table:
    return parse_delimited(text.encode(), "skills.csv")


def workbook_file(path: Path, rows: list[list[object]], sheet: str = "data") -> Path:
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=8), st.sampled_from(",;\t"))
def test_what_a_csv_writer_writes_is_read_back_stripped(
    rows: list[list[str]], delimiter: str
) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerows([["id", "label", "notes"], *rows])
    read = table(file.getvalue())
    expected = [tuple(cell.strip() for cell in row) for row in rows]
    assert [row.cells for row in read] == [row for row in expected if any(row)]


def test_rows_carry_the_number_that_a_spreadsheet_shows() -> None:
    read = table('id,label\n\n1,"two\nlines"\n,\n3,last\n')
    assert [(row.number, row.cells) for row in read] == [
        (3, ("1", "two\nlines")),
        (5, ("3", "last")),
    ]


def test_a_byte_order_mark_is_no_part_of_the_first_column() -> None:
    assert parse_delimited(b"\xef\xbb\xbfid,label\n1,a\n", "x.csv").columns == ("id", "label")


def test_columns_are_found_whatever_their_case_spaces_and_underscores() -> None:
    read = table("Concept URI,preferred_label\nu,l\n")
    (row,) = read
    assert row[read.column("conceptUri")] == "u"
    assert row[read.column("absent", "preferredLabel")] == "l"


def test_an_absent_optional_column_is_false_and_empty_in_every_row() -> None:
    read = table("id\n1\n")
    absent = read.column("label", required=False)
    assert not absent
    assert [row[absent] for row in read] == [""]


def test_a_missing_column_is_named_with_those_there_and_the_closest() -> None:
    with pytest.raises(SourceError, match=r"skills\.csv: the column 'preferredLabel'") as caught:
        table("conceptUri,preferedLabel\nu,l\n").column("preferredLabel")
    assert "'conceptUri', 'preferedLabel'" in caught.value.remedy
    assert "Is it 'preferedLabel'?" in caught.value.remedy


def test_two_columns_of_one_name_are_refused_when_it_is_asked_for() -> None:
    with pytest.raises(SourceError, match="2 columns have this name"):
        table("id,Label,label\n1,a,b\n").column("label")


def test_text_that_is_not_utf8_is_refused_with_offset_and_line(tmp_path: Path) -> None:
    path = tmp_path / "latin.csv"
    path.write_bytes("id,label\n1,café\n".encode("latin-1"))
    with pytest.raises(SourceError, match=r"0xE9 at offset 14 \(line 2\)") as caught:
        read_delimited(path)
    assert str(path) in str(caught.value)
    assert "UTF-8" in caught.value.remedy


def test_a_quotation_mark_that_is_never_closed_is_refused_with_its_row() -> None:
    with pytest.raises(SourceError, match=r"row 3.*line 3.*never closed"):
        table('id,label\n1,a\n2,"b\n3,c\n')


def test_a_row_with_more_cells_than_the_header_is_refused() -> None:
    with pytest.raises(SourceError, match="row 2: the row has 3 cells"):
        table("id,label\n1,plan, do and check\n")


def test_a_cell_beyond_the_limit_is_refused_with_its_place_and_one_at_it_is_read() -> None:
    fits = "x" * MAX_CELL_CHARACTERS
    assert table(f"id,label\n1,{fits}\n").rows[0].cells[1] == fits
    with pytest.raises(SourceError, match=r"column 'label', row 2: .*1,000,001 characters"):
        table(f"id,label\n1,{fits}x\n")


def test_a_workbook_shows_numbers_and_booleans_as_people_see_them(tmp_path: Path) -> None:
    path = workbook_file(tmp_path / "x.xlsx", [["a", "b", "c", "d"], [3.0, 0.1 + 0.2, True, None]])
    assert read_workbook(path).sheet("data").rows[0].cells == ("3", "0.3", "True", "")


def test_a_header_is_found_below_blank_rows_and_a_legend(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [],
        ["Skills of the house"],
        ["blue: new", "red: gone", "green: kept"],
        [],
        ["Skill Title", "Code"],
        ["welding", 7],
    ]
    sheet = read_workbook(workbook_file(tmp_path / "x.xlsx", rows)).sheet(
        "data", header=("code", "skill_title")
    )
    assert sheet.columns == ("Skill Title", "Code")
    assert [(row.number, row.cells) for row in sheet] == [(6, ("welding", "7"))]


def test_a_missing_sheet_is_named_with_those_there(tmp_path: Path) -> None:
    book = read_workbook(workbook_file(tmp_path / "x.xlsx", [["a"]], "Job Role"))
    assert book.sheet("jobrole").sheet == "Job Role"
    with pytest.raises(SourceError, match="the sheet 'Skills' is missing") as caught:
        book.sheet("Skills")
    assert "'Job Role'" in caught.value.remedy


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"id,label\n", "another kind of file"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "old .xls format"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
    ],
)
def test_what_is_no_workbook_is_refused_with_what_it_is(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason) as caught:
        parse_workbook(data, "skills.xlsx")
    assert caught.value.path == "skills.xlsx"
    assert caught.value.remedy


def test_a_workbook_cut_short_or_with_a_flipped_byte_is_refused(tmp_path: Path) -> None:
    data = workbook_file(tmp_path / "x.xlsx", [["id", "label"]] * 50).read_bytes()
    with pytest.raises(SourceError, match=r"x\.xlsx: the workbook is damaged"):
        parse_workbook(data[: len(data) // 2], "x.xlsx")
    member = zipfile.ZipFile(io.BytesIO(data)).getinfo("xl/worksheets/sheet1.xml")
    at = member.header_offset + 80
    with pytest.raises(SourceError, match=r"x\.xlsx: the workbook is damaged"):
        parse_workbook(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :], "x.xlsx")


def test_members_that_would_lead_out_of_a_zip_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("../evil.csv", "/etc/evil.csv", "__MACOSX/a.csv", "in/a.csv", "in/.b.csv"):
            archive.writestr(name, "id,label\n")
    assert archive_members(path) == ["in/a.csv"]


def test_a_zip_bomb_is_refused_with_the_member_that_is_one(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("skills.csv", b"0" * (17 * 2**20))
    for read in (archive_members, lambda p: read_member(p, "skills.csv")):
        with pytest.raises(SourceError, match=r"x\.zip/skills\.csv: unpacked it would take"):
            read(path)


def test_a_member_larger_than_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MAX_MEMBER_BYTES", 10)
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("skills.csv", b"id,label\n1,a\n")
    with pytest.raises(SourceError, match="at most 10 bytes"):
        archive_members(path)
