"""Sentences of real postings: raw text to learn from, in whatever archive it came."""

from __future__ import annotations

import ast
import csv
import gzip
import html
import io
import json
import re
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from skillsearch.errors import SourceError

__all__ = ["Posting", "read_postings", "sentences_of"]

_TITLES = ("title", "job title", "name")
_TEXTS = ("description", "job description")

_BREAK = re.compile(r"\n+|(?<=[.!?;])\s+(?=[A-Z•-])|[•·●▪]\s*|\s\*\s")
_BLOCK_END = re.compile(r"<(?:br|/p|/li|/div|/h\d)[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")

MIN_WORDS, MAX_WORDS = 3, 45
MIN_LETTERS = 0.7
"""Share of the visible characters: below are addresses, pay tables and separators."""


@dataclass(frozen=True, slots=True)
class Posting:
    """The title and the text of a vacancy; ``source`` is the file it came in."""

    source: str
    title: str
    text: str


def read_postings(folder: Path) -> Iterator[Posting]:
    """The postings of all ``.csv.gz``, ``.jsonl.gz`` and ``.tar.gz`` files, file by file.

    CSV files need a column of descriptions; lines of JSON are schema.org ``JobPosting``; an archive
    holds a text a file. Raises :class:`~skillsearch.errors.SourceError` for a file that cannot be
    read.
    """
    readers = {".csv.gz": _csv_rows, ".jsonl.gz": _json_lines, ".tar.gz": _members}
    for path in sorted(folder.iterdir()):
        for suffix, read in readers.items():
            if path.name.endswith(suffix):
                try:
                    yield from read(path)
                except (OSError, EOFError, zlib.error, ValueError, tarfile.TarError) as error:
                    raise SourceError(f"the file cannot be read: {error}.", path=path) from None


def sentences_of(text: str) -> Iterator[str]:
    """The sentences and bullets of a posting that are of 3 to 45 words and mostly letters."""
    clean = html.unescape(text).replace("\xa0", " ").replace("Â", "")
    for part in _BREAK.split(clean):
        sentence = " ".join(part.split()).strip(" -*–")
        visible = sentence.replace(" ", "")
        if MIN_WORDS <= len(sentence.split()) <= MAX_WORDS:
            letters = sum(character.isalpha() for character in visible)
            if letters >= MIN_LETTERS * len(visible):
                yield sentence


def _csv_rows(path: Path) -> Iterator[Posting]:
    csv.field_size_limit(2**27)
    with gzip.open(path, "rt", encoding="utf-8", errors="replace", newline="") as file:
        reader = csv.DictReader(file)
        columns = {(name or "").strip().lower(): name for name in reader.fieldnames or ()}
        text = next((columns[name] for name in _TEXTS if name in columns), None)
        title = next((columns[name] for name in _TITLES if name in columns), None)
        if text is None:
            raise SourceError("there is no column of descriptions.", path=path)
        for row in reader:
            yield Posting(path.name, (row[title] if title else "") or "", _joined(row[text] or ""))


def _joined(text: str) -> str:
    """The text; lines are joined where it is a list of them in Python's notation."""
    if text.startswith("["):
        try:
            return "\n".join(str(line) for line in ast.literal_eval(text))
        except (ValueError, SyntaxError):
            return text
    return text


def _json_lines(path: Path) -> Iterator[Posting]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            posting = json.loads(line)
            marked_up = html.unescape(html.unescape(str(posting.get("description") or "")))
            text = _TAG.sub(" ", _BLOCK_END.sub("\n", marked_up))
            yield Posting(path.name, str(posting.get("title") or ""), text)


def _members(path: Path) -> Iterator[Posting]:
    with tarfile.open(path) as archive:
        for member in archive:
            content = archive.extractfile(member) if member.name.endswith(".txt") else None
            if content is not None:
                text = io.TextIOWrapper(content, encoding="utf-8", errors="replace").read()
                yield Posting(path.name, Path(member.name).stem, text)
