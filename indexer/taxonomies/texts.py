"""Lists of texts: each once, and the commonest few for a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

__all__ = ["distinct", "named"]


def distinct(texts: Iterable[str], *, besides: Iterable[str] = ()) -> tuple[str, ...]:
    """The texts that are not blank, each once, in order, without those in ``besides``."""
    left_out = {"", *besides}
    return tuple(text for text in dict.fromkeys(texts) if text not in left_out)


def named(texts: Iterable[str], *, at_most: int = 5) -> str:
    """The commonest of ``texts``, for a note: ``Literacy, Numeracy and 3 more``."""
    counted = Counter(texts)
    shown = ", ".join(text for text, _ in counted.most_common(at_most))
    more = len(counted) - at_most
    return f"{shown} and {more:,} more" if more > 0 else shown
