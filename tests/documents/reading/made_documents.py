"""Documents made for the tests: invented people, written at test time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import docx
from docx.oxml import parse_xml
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63"
    "f8cfc0f01f00050001ff56c72f0d0000000049454e44ae426082"
)

Placed = tuple[float, float, str]
"""Points from the left, points from the bottom, text."""


def pdf(
    pages: Sequence[Sequence[Placed]],
    *,
    password: str = "",
    image_on: Sequence[int] = (),
    size: float = 11,
) -> bytes:
    """A PDF with texts at places; pages in ``image_on`` (from 0) hold an image besides."""
    file = io.BytesIO()
    encryption = StandardEncryption(password) if password else None
    canvas = Canvas(file, encrypt=encryption, invariant=True)
    for number, page in enumerate(pages):
        canvas.setFont("Times-Roman", size)
        for left, bottom, text in page:
            canvas.drawString(left, bottom, text)
        if number in image_on:
            canvas.drawImage(ImageReader(io.BytesIO(PNG)), 50, 50, 300, 300)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def column(lines: Sequence[str], left: float = 60, top: float = 780) -> list[Placed]:
    """Lines under each other."""
    return [(left, top - 14 * number, line) for number, line in enumerate(lines)]


def letter_by_letter(text: str, left: float = 60, bottom: float = 700) -> bytes:
    """A PDF that places each character and has no space in it, as some converters write."""
    file = io.BytesIO()
    canvas = Canvas(file, invariant=True)
    canvas.setFont("Times-Roman", 9)
    for character in text:
        if character != " ":
            canvas.drawString(left, bottom, character)
        left += canvas.stringWidth(character, "Times-Roman", 9) * (0.85 if character == " " else 1)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def wide_set(lines: Sequence[str], points: float) -> bytes:
    """A PDF whose letters stand ``points`` further apart than usual."""
    file = io.BytesIO()
    canvas = Canvas(file, invariant=True)
    canvas.setFont("Helvetica", 12)
    for number, line in enumerate(lines):
        canvas.drawString(60, 700 - 30 * number, line.replace(" ", "  "), charSpace=points)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def many_pages(count: int) -> bytes:
    """A PDF of ``count`` empty pages, quickly: they share what they have."""
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
        *[b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>"] * count,
    ]
    body = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    body += b"trailer << /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return bytes(body + b"startxref\n%d\n%%%%EOF\n" % start)


def word(
    paragraphs: Sequence[str] = ("Ada Example", "Data engineer"), *, xml: Sequence[str] = ()
) -> bytes:
    """A DOCX with paragraphs, and body elements given as XML with the prefix ``w``."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    for element in xml:
        body = document.element.body
        body.insert(len(body) - 1, parse_xml(element))
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    """The bytes of a python-docx document."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def with_part(package: bytes, name: str, content: bytes) -> bytes:
    """A zip-based document with one part put in or replaced."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
        new.writestr(name, content)
    return made.getvalue()


def odt(content: str, styles: str = "", meta: str = "") -> bytes:
    """An ODT of the XML inside ``office:text``, of its page styles and of its properties."""
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
        'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, root, inner in (
            (
                "content.xml",
                "document-content",
                f"<office:body><office:text>{content}</office:text></office:body>",
            ),
            ("styles.xml", "document-styles", styles),
            ("meta.xml", "document-meta", f"<office:meta>{meta}</office:meta>"),
        ):
            archive.writestr(name, f"<office:{root} {spaces}>{inner}</office:{root}>")
    return file.getvalue()
