"""How much a document may cost, whatever it is and whoever sent it."""

from __future__ import annotations

from dataclasses import dataclass

from skillsearch.documents import Quarantined

__all__ = ["Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one document; beyond any of them it is quarantined, never cut.

    max_bytes
        Size of the file.
    max_pages
        Pages of a PDF.
    max_characters
        Length of the text, before it is cleaned; about 130 dense pages at the default.
    max_unpacked_bytes
        All members of a zip-based file together, unpacked.
    max_ratio
        Unpacked by packed size of one member; members below 16 MiB may shrink as they like,
        because repetitive XML does.
    seconds
        Wall clock for one document. Kept by whoever runs the reader (see
        :mod:`indexer.documents.isolation`), and by the reader itself for external programs.
    memory_bytes
        Address space that the isolated reader may take beyond what it starts with.
    """

    max_bytes: int = 25 * 10**6
    max_pages: int = 100
    max_characters: int = 400_000
    max_unpacked_bytes: int = 200 * 2**20
    max_ratio: int = 200
    seconds: float = 20.0
    memory_bytes: int = 2**30

    def check_characters(self, count: int, shown: str) -> None:
        """Raise Quarantined where a text of ``count`` characters is too long."""
        if count > self.max_characters:
            raise Quarantined(
                "too-large",
                f"{shown} holds more than {self.max_characters:,} characters of text.",
                remedy="Split it into one file a document.",
            )
