"""One poison document of each kind among two hundred."""

from __future__ import annotations

import io
import json
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from worker_processes import (
    RedisServer,
    end_of,
    load_here,
    outcomes,
    points_of,
    running,
    settings_for,
    submit,
    write_resumes,
)

EXPECTED = {
    "loop.json": {"damaged"},
    "deep.html": {"too-slow", "too-much-memory", "poor-text", "not-a-resume"},
    "pages.pdf": {"too-many-pages"},
    "bomb.docx": {"unsafe"},
    "entity.docx": {"unsafe"},
    "picture.pdf": {"image"},
    "program.pdf": {"wrong-type"},
    "nothing.txt": {"empty"},
}
"""File → the reasons that may be given for it."""


@pytest.mark.faults
def test_poison_is_set_aside_and_the_others_are_done(
    skilled_data_dir: Path, redis_server: RedisServer, tmp_path: Path
) -> None:
    settings = settings_for(skilled_data_dir, redis_server.url)
    resumes = write_resumes(tmp_path / "cvs", range(190))
    write_poison(resumes)
    job = submit(settings, [resumes])
    with running(settings, tmp_path / "log") as worker:
        end_of(settings, job)
        said = worker.said
    found = outcomes(settings, job)
    assert found.counts["failed"] == 0
    assert found.counts["quarantined"] == len(found.reasons)
    for name, reasons in EXPECTED.items():
        assert found.reasons.get(name) in reasons, (name, found.reasons.get(name))
    odd = {name: found.reasons[name] for name in found.reasons if name not in EXPECTED}
    assert len(odd) == 4
    assert set(odd.values()) == {"unsafe"}
    assert all(name.startswith("names.zip/") and name.isprintable() for name in odd)
    assert found.counts["done"] == 190
    assert not list(tmp_path.parent.glob("**/escaped*")), "a name left its archive"
    assert "\x07" not in said
    assert len(points_of(skilled_data_dir)) == found.counts["done"]
    again = load_here(settings, [resumes])
    assert again["unchanged"] == found.counts["done"]
    assert again["quarantined"] == found.counts["quarantined"]


def write_poison(folder: Path) -> None:
    """The files of ``EXPECTED``, and a zip whose members' names leave it or hold control codes."""
    (folder / "loop.json").write_text("[" * 2_000_000 + "]" * 2_000_000)
    (folder / "deep.html").write_text("<div>" * 400_000 + "end" + "</div>" * 400_000)
    (folder / "pages.pdf").write_bytes(pages(10_000))
    (folder / "bomb.docx").write_bytes(docx(b"\0" * 600_000_000))
    entity = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>'
    )
    (folder / "entity.docx").write_bytes(docx(entity))
    (folder / "picture.pdf").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 400)
    (folder / "program.pdf").write_bytes(b"\x7fELF" + b"\0" * 400)
    (folder / "nothing.txt").write_bytes(b"")
    text = json.dumps("Invented text of nobody.").encode()
    with zipfile.ZipFile(folder / "names.zip", "w") as archive:
        for name in ("../escaped.txt", "/escaped.txt", "bell\x07.txt", "line\nbreak.txt"):
            archive.writestr(name, text)


def pages(count: int) -> bytes:
    import pypdfium2

    with closing(pypdfium2.PdfDocument.new()) as document:
        for _ in range(count):
            document.new_page(200, 200)
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def docx(body: bytes) -> bytes:
    out = io.BytesIO()
    kinds = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", kinds)
        archive.writestr("word/document.xml", body)
    return out.getvalue()
