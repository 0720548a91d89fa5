"""Texts as the points that indexing would make of them, in whatever format they come."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np
from numpy.typing import NDArray

from indexer.documents.parsing import read, understand
from indexer.ingest.unindexed import point_of
from search.extraction.live import live_extractor
from search.open_index import OpenIndex
from skillsearch.documents import DocumentKind
from skillsearch.store.models import Record
from training.evaluation.matching.shipped import AS_OF, product_scores

DOMAINS = Path(__file__).parent / "domains"


@dataclass(frozen=True)
class Made:
    """A document of a domain (the name of its folder), its text and its point."""

    name: str
    domain: str
    text: str
    record: Record


class Maker:
    """Makes points of texts with the skills of one index, and scores them."""

    def __init__(self, index: OpenIndex) -> None:
        self._index = index
        self._live = live_extractor(index)

    def file(self, path: Path, kind: DocumentKind) -> Made:
        """A text file that lies in the folder of its domain."""
        data = path.read_bytes()
        name = f"{path.parent.name}/{path.name}"
        return Made(name, path.parent.name, data.decode(), self.record(kind, path.name, data))

    def record(self, kind: DocumentKind, name: str, data: bytes) -> Record:
        document = understand(kind, read(kind, name, data=data), as_of=AS_OF)
        return point_of(document, name, "", self._live.extractor, self._live.sentences.of)

    def scores(self, postings: list[Made], resumes: list[Record]) -> NDArray[np.float32]:
        """A row a posting, a column a resume."""
        return product_scores(self._index, [posting.record for posting in postings], resumes)


def as_pdf(text: str) -> bytes:
    """A page of A4 with a paragraph for each line."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    style = getSampleStyleSheet()["BodyText"]
    made = io.BytesIO()
    SimpleDocTemplate(made, pagesize=A4, invariant=1).build(
        [Paragraph(escape(line), style) if line.strip() else Spacer(1, 8)
         for line in text.splitlines()]
    )  # fmt: skip
    return made.getvalue()


def as_docx(text: str) -> bytes:
    """A document with a paragraph for each line."""
    import docx

    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()
