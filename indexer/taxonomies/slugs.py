"""Slugs: stable ids for concepts whose source gives them only a title."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

__all__ = ["slug", "unique_slugs"]

# Spelled out, so that C, C++ and C# do not become one.
_SPOKEN = {"+": " plus ", "#": " sharp ", "&": " and ", "@": " at "}

_KEPT = frozenset("LMN")  # Unicode letters, the marks that belong to them, numbers


def slug(text: str) -> str:
    """``text`` in lower case with hyphens for all but letters and digits of any script.

    The same for variants in case, white space, punctuation and typography; "" where there is no
    letter or digit.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    spoken = "".join(_SPOKEN.get(c, c) for c in folded)
    plain = "".join(c if unicodedata.category(c)[0] in _KEPT else "-" for c in spoken)
    return re.sub("-+", "-", unicodedata.normalize("NFC", plain)).strip("-")


def unique_slugs(titles: Iterable[str]) -> dict[str, str]:
    """An id for every distinct title, no two the same, whatever the order of the titles.

    It is the title's slug. Where several titles share one, the first in code point order has it
    and the others get eight hexadecimal digits of their own SHA-256 behind it.
    """
    sharing: defaultdict[str, set[str]] = defaultdict(set)
    for title in titles:
        sharing[slug(title)].add(title)
    ids: dict[str, str] = {}
    for shared, members in sharing.items():
        for position, title in enumerate(sorted(members)):
            digest = hashlib.sha256(title.encode("utf-8", "surrogatepass")).hexdigest()[:8]
            alone = shared and position == 0
            ids[title] = shared if alone else f"{shared}-{digest}".lstrip("-")
    return ids
