"""What reading a sentence gives: the query, and which words became what."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from search.matching.need import Need, need_to_dict

__all__ = ["Part", "Reading"]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the sentence, ``text[start:end]``, and what it was taken for, for people."""

    start: int
    end: int
    text: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence, read.

    ``text`` is the sentence as it was read (white space collapsed, a line end that ends no clause
    made a comma): what the places of ``understood`` count in, which are in order and never overlap.
    ``unused`` are its words that could not be used, each with a warning.
    """

    need: Need
    understood: tuple[Part, ...]
    unused: tuple[str, ...]
    warnings: tuple[str, ...]
    text: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "text": self.text,
            "need": need_to_dict(self.need),
            "understood": [asdict(part) for part in self.understood],
            "unused": list(self.unused),
            "warnings": list(self.warnings),
        }
