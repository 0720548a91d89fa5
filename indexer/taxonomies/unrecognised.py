"""What to say about a file that no reader knows: what it seems to be, and what would be known."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from indexer.taxonomies.sources import SourceFile, TaxonomyReader
from skillsearch.errors import SourceError

__all__ = ["seems_to_be", "unrecognised"]

_SIGNATURES = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an old Office document, such as .xls or .doc; save it as .xlsx"),
    (b"PK\x03\x04", "a zip or Office document under another name"),
    (b"\x1f\x8b", "a gzip archive; unpack it"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it"),
    (b"Rar!", "a RAR archive; unpack it"),
    (b"\xff\xfe", "a text in UTF-16; save it as UTF-8"),
    (b"\xfe\xff", "a text in UTF-16; save it as UTF-8"),
)

_LISTED = 20  # columns or sheets named in a message


def unrecognised(
    path: Path, files: Sequence[SourceFile], readers: Sequence[TaxonomyReader]
) -> SourceError:
    """The error for ``path``, under which ``files`` were found and none was claimed."""
    if not files:
        what = "there is no file in it."
    elif len(files) == 1:
        what = f"this is no taxonomy that is known here; {seems_to_be(files[0])}."
    else:
        kinds = "; ".join(dict.fromkeys(f"{file.name}: {seems_to_be(file)}" for file in files[:3]))
        more = f"; and {len(files) - 3:,} more" if len(files) > 3 else ""
        what = f"none of its {len(files):,} files is known here ({kinds}{more})."
    known = "".join(f"\n  - {reader.LOOKS_LIKE}" for reader in readers)
    return SourceError(what, path=path, remedy=f"What is known:{known}")


def seems_to_be(file: SourceFile) -> str:
    """What a file is by its first bytes, columns or sheets, in a clause."""
    start = file.start(4096)
    if not start.strip():
        return "it is empty"
    if file.kind == "workbook" and start.startswith(b"PK"):
        return f"it is a workbook with the sheets {_listed(file.workbook.sheet_names)}"
    for signature, what in _SIGNATURES:
        if start.startswith(signature):
            return f"it seems to be {what}"
    if b"\x00" in start:
        return "it seems to be a binary file"
    if file.kind == "table":
        return f"it is a table with the columns {_listed(file.columns)}"
    return f"it seems to be a text file{' of JSON objects' if file.kind == 'json' else ''}"


def _listed(names: Sequence[str]) -> str:
    more = " …" if len(names) > _LISTED else ""
    return ", ".join(map(repr, names[:_LISTED])) + more
