"""Ways of saying one thing, looked for only where one of their words stands.

A posting is asked for dozens of such wordings in each of its sentences; looking for a few letters
first makes that an order cheaper than trying every pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["Wording"]


class Wording:
    """A pattern that ignores case, and letters of which any match has at least one.

    ``letters`` are lower case, divided by "|"; a match without any of them is not found.
    """

    def __init__(self, letters: str, *alternatives: str) -> None:
        self._letters = tuple(letters.split("|"))
        self._pattern = re.compile("|".join(alternatives), re.IGNORECASE | re.MULTILINE)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in a text."""
        return self._pattern.search(text) if self.may_be_in(text.lower()) else None

    def places_in(self, text: str) -> Iterator[int]:
        """Where each match begins."""
        return (match.start() for match in self._pattern.finditer(text))

    def found_in(self, text: str) -> bool:
        """Whether a text says it."""
        return self.search(text) is not None

    def may_be_in(self, lower: str) -> bool:
        """Whether a text in lower case has letters of it."""
        return any(map(lower.__contains__, self._letters))

    def sub(self, replacement: str, text: str) -> str:
        """The text with each match replaced."""
        return self._pattern.sub(replacement, text)
