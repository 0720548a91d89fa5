"""Zip-based documents (DOCX, ODT), looked over before any library opens them."""

from __future__ import annotations

import io
import re
import zipfile

from indexer.documents.reading.limits import Limits
from skillsearch.documents import Quarantined

__all__ = ["check_package"]

_ALWAYS_FINE_BYTES = 16 * 2**20
_MAX_MEMBERS = 10_000

_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_XML_NAMES = (".xml", ".rels", ".vml")


def check_package(data: bytes, shown: str, limits: Limits) -> frozenset[str]:
    """The members' names, once it is sure that unpacking and parsing them is harmless.

    Declared sizes can be relied on: :mod:`zipfile` reads no more of a member than it declares.
    Raises Quarantined: "damaged", "encrypted", or "unsafe" for a bomb, for a member whose name
    leaves the archive, and for XML with a document type or entities, which neither format has.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            _check_sizes(infos, shown, limits)
            for info in infos:
                if info.flag_bits & 1:
                    raise Quarantined(
                        "encrypted",
                        f"{shown} is protected by a password.",
                        remedy="Save it without a password.",
                    )
                _check_name(info.filename, shown)
                if info.filename.lower().endswith(_XML_NAMES):
                    _check_xml(archive.read(info), info.filename, shown)
    except Quarantined:
        raise
    except MemoryError:
        raise
    except Exception:  # zipfile, zlib, struct …: whichever, the file is not whole
        raise Quarantined(
            "damaged",
            f"{shown} is damaged: not all of it can be unpacked.",
            remedy="Ask for it again, or open and save it in the program that made it.",
        ) from None
    return frozenset(info.filename for info in infos)


def _check_sizes(infos: list[zipfile.ZipInfo], shown: str, limits: Limits) -> None:
    total = sum(info.file_size for info in infos)
    worst = max(
        (i.file_size / max(i.compress_size, 1) for i in infos if i.file_size > _ALWAYS_FINE_BYTES),
        default=0.0,
    )
    if total > limits.max_unpacked_bytes or worst > limits.max_ratio or len(infos) > _MAX_MEMBERS:
        raise Quarantined(
            "unsafe",
            f"{shown} would unpack to {total:,} bytes in {len(infos):,} parts; at most "
            f"{limits.max_unpacked_bytes:,} bytes, {_MAX_MEMBERS:,} parts and "
            f"{limits.max_ratio} times the packed size are accepted.",
            remedy="If you trust it, save it as PDF.",
        )


def _check_name(member: str, shown: str) -> None:
    parts = member.replace("\\", "/").split("/")
    if ".." in parts or member.startswith(("/", "\\")) or ":" in parts[0]:
        raise Quarantined(
            "unsafe",
            f"{shown} holds a part whose name leads out of it.",
            remedy="Open it in the program that made it, and save it anew.",
        )


def _check_xml(part: bytes, member: str, shown: str) -> None:
    # Expat and libxml2 read UTF-16 too, where each character has a NUL beside it.
    if _DECLARATION.search(part.replace(b"\0", b"") if b"\0" in part[:512] else part):
        raise Quarantined(
            "unsafe",
            f"{shown} holds XML with a document type or entities of its own ({member}).",
            remedy="Open it in the program that made it, and save it anew.",
        )
