"""DOCX, ODT, RTF and DOC: all the text that is on the page, none that is not."""

from __future__ import annotations

import io
import shutil
import stat
import zipfile
from pathlib import Path

import docx
import made_documents as made
import pytest

from indexer.documents.reading import Limits, read_document
from skillsearch.documents import Quarantined

ENTITY = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]>"""


def refused(data: bytes, name: str, limits: Limits = Limits()) -> Quarantined:  # noqa: B008
    with pytest.raises(Quarantined) as caught:
        read_document(data, name, limits=limits)
    assert caught.value.remedy
    return caught.value


def test_a_docx_is_read_in_its_order_with_tables_lists_header_and_footer() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Ada Example"
    document.sections[0].footer.paragraphs[0].text = "References on request"
    document.add_heading("Experience")
    document.add_paragraph("Plans budgets", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        [cell for row in table.rows for cell in row.cells],
        ["Analyst", "2019", "Clerk", "2017"],
        strict=True,
    ):
        cell.text = text
    document.add_paragraph("Education")
    read = read_document(made.saved(document), "cv.docx")
    assert read.text.splitlines() == [
        "Ada Example",
        "Experience",
        "• Plans budgets",
        "Analyst\t2019",
        "Clerk\t2017",
        "Education",
        "References on request",
    ]
    assert read.format == "docx"
    assert len(read.date) == 10


def test_cells_of_several_lines_are_read_one_after_the_other() -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Skills\nPython"
    table.cell(0, 1).text = "Experience\nAnalyst"
    text = read_document(made.saved(document), "cv.docx").text
    assert text.splitlines() == ["Skills", "Python", "Experience", "Analyst"]


def test_text_boxes_links_and_controls_are_read_once_and_deleted_text_never() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent>"
    compatible = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    paragraph = (
        f"<w:p {made.W} {compatible}><w:r><w:t>Beside</w:t></w:r><w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback><v:shape>{box}</v:shape>'
        "</mc:Fallback></mc:AlternateContent></w:r>"
        "<w:hyperlink><w:r><w:t> a link</w:t></w:r></w:hyperlink>"
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    control = (
        f"<w:sdt {made.W}><w:sdtContent><w:p><w:r><w:t>In a control</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>"
    )
    text = read_document(made.word([], xml=[paragraph, control]), "cv.docx").text
    assert text.splitlines() == ["Beside a link", "In a box", "In a control"]


@pytest.mark.parametrize("part", ["word/document.xml", "word/_rels/document.xml.rels"])
def test_a_docx_with_an_external_entity_is_refused(part: str) -> None:
    error = refused(made.with_part(made.word(), part, ENTITY + b"<d>&e;</d>"), "cv.docx")
    assert (error.reason, part in error.message) == ("unsafe", True)


def test_an_entity_in_utf_16_is_refused_too() -> None:
    part = ENTITY.decode().replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16")
    assert refused(made.with_part(made.word(), "word/x.xml", part), "cv.docx").reason == "unsafe"


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = made.with_part(made.word(), "word/media/a.bin", bytes(32 * 2**20))
    error = refused(bomb, "cv.docx")
    assert (error.reason, "times the packed size" in error.message) == ("unsafe", True)
    small = made.with_part(made.word(), "word/media/a.bin", bytes(2**20))
    assert read_document(small, "cv.docx").text
    assert refused(small, "cv.docx", Limits(max_unpacked_bytes=2**20)).reason == "unsafe"


def test_a_part_whose_name_leads_out_of_the_file_is_refused() -> None:
    assert refused(made.with_part(made.word(), "../../x.txt", b"x"), "cv.docx").reason == "unsafe"


def test_a_docx_cut_short_is_damaged() -> None:
    assert refused(made.word()[:-500], "cv.docx").reason == "damaged"
    assert refused(made.with_part(made.word(), "word/document.xml", b"<w"), "a.docx").reason == (
        "damaged"
    )


def test_macros_are_not_run_and_noted() -> None:
    data = made.with_part(made.word(), "word/vbaProject.bin", b"x")
    assert "macros" in read_document(data, "cv.docm").notes[0]


def test_an_odt_is_read_in_its_order_with_lists_tables_boxes_and_header() -> None:
    content = (
        "<text:h>Experience</text:h>"
        "<text:list><text:list-item><text:p>Plans<text:s/>budgets</text:p></text:list-item>"
        "<text:list-item><text:p>Leads <text:span>teams</text:span></text:p></text:list-item>"
        "</text:list><table:table><table:table-row>"
        "<table:table-cell><text:p>Analyst</text:p></table:table-cell>"
        "<table:table-cell><text:p>2019</text:p></table:table-cell>"
        "</table:table-row></table:table>"
        "<text:p>Beside<draw:frame><draw:text-box><text:p>In a box</text:p></draw:text-box>"
        "</draw:frame></text:p>"
        "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
    )
    styles = "<style:header><text:p>Ada Example</text:p></style:header>"
    meta = "<dc:date>2024-05-06T07:08:09</dc:date>"
    read = read_document(made.odt(content, styles, meta), "cv.odt")
    assert read.text.splitlines() == [
        "Ada Example",
        "Experience",
        "• Plans budgets",
        "• Leads teams",
        "Analyst\t2019",
        "Beside",
        "In a box",
    ]
    assert (read.format, read.date) == ("odt", "2024-05-06")


def test_an_encrypted_odt_is_refused() -> None:
    manifest = b"<manifest><encryption-data/></manifest>"
    data = made.with_part(made.odt("<text:p>x</text:p>"), "META-INF/manifest.xml", manifest)
    assert refused(data, "cv.odt").reason == "encrypted"


def test_rtf_is_read_in_its_own_code_page() -> None:
    source = (
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\revtim\yr2023\mo4\dy5}}"
        rb"\f0 Andr\'e9 Example\par Caf\u233?\par {\b Analyst}\par}"
    )
    read = read_document(source, "cv.rtf")
    assert read.text.splitlines() == ["André Example", "Café", "Analyst"]
    assert (read.format, read.date) == ("rtf", "2023-04-05")
    cyrillic = rb"{\rtf1\ansi\ansicpg1251 \'cf\'f0\'e8\'e2\'e5\'f2}"
    assert read_document(cyrillic, "cv.rtf").text == "Привет"


def doc() -> bytes:
    """What suffices to be taken for a DOC."""
    name = "WordDocument".encode("utf-16-le")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"\xec\xa5" + bytes(600) + name


def a_program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IEXEC)


def test_a_doc_without_its_program_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    error = refused(doc(), "cv.doc")
    assert error.reason == "tool-missing"
    assert "antiword" in error.remedy


@pytest.mark.skipif(shutil.which("sh") is None, reason="the stand-in is a shell script")
def test_a_doc_is_read_by_antiword_and_where_that_fails_by_catdoc(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    a_program(tmp_path, "antiword", "echo 'Ada Example'; echo '|Analyst |2019 |'")
    assert read_document(doc(), "cv.doc").text == "Ada Example\nAnalyst\t2019"
    a_program(tmp_path, "antiword", "exit 1")
    a_program(tmp_path, "catdoc", "echo Clerk")
    assert read_document(doc(), "cv.doc").text == "Clerk"
    a_program(tmp_path, "antiword", "sleep 9")
    assert refused(doc(), "cv.doc", Limits(seconds=0.3)).reason == "too-slow"


def test_encrypted_office_files_are_refused() -> None:
    locked = bytearray(doc())
    locked[512 + 11] |= 1
    assert refused(bytes(locked), "cv.doc").reason == "encrypted"
    package = doc() + "EncryptedPackage".encode("utf-16-le")
    assert refused(package, "cv.docx").reason == "encrypted"


@pytest.mark.skipif(shutil.which("antiword") is None, reason="antiword is not installed")
def test_a_real_doc_is_read(datasets: Path) -> None:
    (file,) = (datasets / "resumes" / "samples").glob("*.doc")
    assert len(read_document(file.read_bytes(), file.name).text) > 10


def test_real_docx_and_rtf_are_read(datasets: Path) -> None:
    files = [
        file
        for file in (datasets / "resumes" / "samples").iterdir()
        if file.suffix in (".docx", ".rtf")
    ]
    assert len(files) == 3
    for file in files:
        assert len(read_document(file.read_bytes(), file.name).text) > 10


def test_a_zip_that_is_no_document_is_not_read() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert refused(file.getvalue(), "book.xlsx").reason == "unsupported"
    assert refused(file.getvalue(), "cv.docx").reason == "wrong-type"
