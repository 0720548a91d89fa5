"""What a file is: by its content first, by its name where the content leaves it open."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from typing import Literal

from indexer.documents.reading.names import extension

__all__ = ["NAMES", "Format", "claimed", "detect"]

Format = Literal[
    "pdf", "docx", "odt", "rtf", "doc", "html", "markdown", "json", "xml", "txt",
    "image", "other",
]  # fmt: skip
"""The first ten are read; for what "other" is, see :class:`Detected`'s ``what``."""

NAMES: dict[str, str] = {
    "pdf": "a PDF",
    "docx": "a Word document (DOCX)",
    "odt": "an OpenDocument text",
    "rtf": "an RTF document",
    "doc": "a Word document (DOC)",
    "html": "an HTML page",
    "markdown": "Markdown",
    "json": "JSON",
    "xml": "XML",
    "txt": "plain text",
}
"""What each format that is read is called, to people."""

_EXTENSIONS: dict[str, Format] = {
    "pdf": "pdf",
    "docx": "docx",
    "docm": "docx",
    "dotx": "docx",
    "odt": "odt",
    "ott": "odt",
    "rtf": "rtf",
    "doc": "doc",
    "dot": "doc",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "mht": "html",
    "md": "markdown",
    "markdown": "markdown",
    "json": "json",
    "xml": "xml",
    "txt": "txt",
    "text": "txt",
}

_IMAGES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"8BPS", "a Photoshop image"),
    (b"\0\0\1\0", "an icon"),
)

_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a Linux program"),
    (b"\xcf\xfa\xed\xfe", "a macOS program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"#!", "a script"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ\0", "an xz file"),
    (b"SQLite format 3\0", "a database"),
    (b"PAR1", "a Parquet table"),
    (b"OggS", "a sound or a film"),
    (b"ID3", "a sound"),
    (b"\x1aE\xdf\xa3", "a film"),
    (b"%!PS", "a PostScript file"),
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Streams in an OLE file's directory say which program wrote it.
_OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "an Excel workbook"),
    ("PowerPoint Document", "a PowerPoint presentation"),
    ("__substg1.0_", "an Outlook message"),
)

_PDF_HEADER_WITHIN = 1024  # bytes; PDF 32000-1, Annex H, implementation note 13
_START = 4096

_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|div|section|article|main|table|h[1-6]|ul|ol|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML_START = re.compile(r"\s*<(?:\?xml|!DOCTYPE|!ENTITY|!--|[A-Za-z_][\w.:-]*[\s/>])")
_JSON_START = re.compile(r'\s*(?:\{\s*["}]|\[\s*[\[{"\]\d])')


def detect(data: bytes, name: str) -> tuple[Format, str]:
    """The format of ``data``, and what that is called.

    A text without mark-up is Markdown or plain text by the ``name``, HTML if it is named so.
    Encrypted Office files are "other", called "encrypted".
    """
    start = data[:_START]
    for magic, what in _IMAGES:
        if start.startswith(magic):
            return "image", what
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "image", "a WebP image"
    if start[4:8] == b"ftyp":
        heif = start[8:12] in (b"heic", b"heix", b"mif1", b"avif")
        return ("image", "a HEIF image") if heif else ("other", "a film or a sound")
    if start[:2] == b"BM" and start[6:10] == b"\0\0\0\0":
        return "image", "a bitmap image"
    if b"%PDF-" in start[:_PDF_HEADER_WITHIN]:
        return "pdf", NAMES["pdf"]
    if start.lstrip().startswith(b"{\\rt"):
        return "rtf", NAMES["rtf"]
    if start.startswith(_OLE):
        return _ole(data)
    if start[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _zip(data)
    for magic, what in _OTHERS:
        if start.startswith(magic):
            return "other", what
    return _text(start, name)


def claimed(name: str) -> Format | None:
    """The format that the name's extension promises; None where it promises none that is read."""
    return _EXTENSIONS.get(extension(name))


def _ole(data: bytes) -> tuple[Format, str]:
    for stream, what in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return ("doc", NAMES["doc"]) if what == "doc" else ("other", what)
    return "other", "an old Office or installer file"


def _zip(data: bytes) -> tuple[Format, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype")[:80] if _small(archive, "mimetype") else b""
    except Exception:  # a damaged zip raises half a dozen kinds; the name says what it was to be
        return "other", "a damaged zip file"
    if any(name.lower() in ("word/document.xml", "word/document2.xml") for name in names):
        return "docx", NAMES["docx"]
    if kind.startswith(b"application/vnd.oasis.opendocument.text"):
        return "odt", NAMES["odt"]
    for sign, what in (
        ("xl/", "an Excel workbook"),
        ("ppt/", "a PowerPoint presentation"),
        ("Index/Document.iwa", "an Apple Pages document"),
        ("META-INF/container.xml", "an e-book"),
        ("AndroidManifest.xml", "an Android program"),
        ("META-INF/MANIFEST.MF", "a Java program"),
    ):
        if any(name.startswith(sign) for name in names):
            return "other", what
    if kind.startswith(b"application/vnd.oasis.opendocument"):
        return "other", "an OpenDocument file that is no text"
    return "other", "a zip archive"


def _small(archive: zipfile.ZipFile, member: str) -> bool:
    return member in archive.namelist() and archive.getinfo(member).file_size < _START


def _text(start: bytes, name: str) -> tuple[Format, str]:
    named = claimed(name)
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if start.startswith(mark):
            text = start[len(mark) :].decode(encoding, "replace")
            break
    else:
        text = start.decode("latin-1").replace("\0", "")
    if _HTML_START.match(text):
        return "html", NAMES["html"]
    if _JSON_START.match(text) and named in (None, "json", "txt"):
        return "json", NAMES["json"]
    if _XML_START.match(text) and named != "markdown":
        return ("html", NAMES["html"]) if named == "html" else ("xml", NAMES["xml"])
    kept: Format = named if named in ("html", "markdown") else "txt"
    return kept, NAMES[kept]
