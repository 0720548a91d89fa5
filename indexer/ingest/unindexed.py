"""A document that is asked with and not indexed: a file as the point that indexing would make."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from indexer.ingest.points import Origin, document_point, titles_of, titles_text
from skillsearch.documents import (
    DocumentKind,
    Posting,
    Quarantined,
    Resume,
    from_dict,
    masked,
)
from skillsearch.encoder.base import Vectors
from skillsearch.errors import SourceError
from skillsearch.extraction import SkillExtractor
from skillsearch.store.models import Record

__all__ = ["point_of", "read_unindexed", "understood_file"]

MAX_BYTES = 50 * 1024 * 1024


def read_unindexed(
    path: Path,
    kind: DocumentKind,
    extractor: SkillExtractor,
    encode: Callable[[Sequence[str]], Vectors],
    *,
    as_of: str = "",
) -> Record:
    """The point of a file; nothing is stored. Raises what :func:`understood_file` raises."""
    data = _bytes_of(path)
    document = _understood(path.name, data, kind, as_of=as_of)
    return point_of(document, path.name, hashlib.sha256(data).hexdigest(), extractor, encode)


def understood_file(path: Path, kind: DocumentKind, *, as_of: str = "") -> Resume | Posting:
    """What a file says, read in a child process with limits; it has at least one piece.

    Raises :class:`~skillsearch.errors.SourceError` for a file that cannot be opened, and
    :class:`~skillsearch.documents.Quarantined` for one that is no such document.
    """
    return _understood(path.name, _bytes_of(path), kind, as_of=as_of)


def _understood(name: str, data: bytes, kind: DocumentKind, *, as_of: str = "") -> Resume | Posting:
    from indexer.documents.isolation import IsolatedParser
    from indexer.documents.parsing import ENTRY

    with IsolatedParser(ENTRY) as parser:
        payload = {"kind": kind, "name": name, "data": data, "as_of": as_of, "declared": True}
        parsed = parser.call(payload)
    values = parsed["record"]
    document = from_dict(Resume, values) if kind == "resume" else from_dict(Posting, values)
    if not document.pieces:
        raise Quarantined("poor-text", f"{name} has no sentence that could be compared.")
    return document


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise SourceError(
                f"it has {size:,} bytes.",
                path=path,
                remedy=f"At most {MAX_BYTES:,} are read: give the document alone.",
            )
        return path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"it cannot be read: {error.strerror or error}.",
            path=path,
            remedy="Give a file, or the id of a document that is indexed.",
        ) from None


def point_of(
    document: Resume | Posting,
    name: str,
    sha256: str,
    extractor: SkillExtractor,
    encode: Callable[[Sequence[str]], Vectors],
) -> Record:
    """The point of a document that is read already; it has at least one piece."""
    kind: DocumentKind = "resume" if isinstance(document, Resume) else "posting"
    titles = titles_text(titles_of(document))
    texts = [piece.text for piece in document.pieces]
    rows = encode([*texts, titles] if titles else texts)
    chunks = rows[: len(texts)]
    mentions = extractor.extract(
        masked(document.text, document.personal), document.pieces, chunks, kind=kind
    )
    origin = Origin("", kind, name, name, sha256, "")
    title = rows[len(texts)] if titles else None
    point = document_point(document, origin, mentions, chunks, title, extractor.sparse(mentions))
    return Record(point.id, point.payload, point.vector)
