"""The words of a label that carry its meaning."""

from __future__ import annotations

from skillsearch.text import stems, words

__all__ = ["content_words"]

# What taxonomies write around the matter: one says "budget management", the other "manage budgets".
_AROUND = """
    a an and for from in into of on or the to with within by at as
    activity activities application applications applied apply conduct conducting develop
    development develops execution implement implementation implementing manage management
    manager managing operate operation operations perform performing practice practices process
    processes provide providing skill skills task tasks use using utilise utilize work
"""

_ENGLISH = frozenset(stems(_AROUND.split(), "en"))


def content_words(label: str, language: str) -> frozenset[str]:
    """The stems of a label without what stands around the matter.

    Where nothing else is left ("management"), these words count too. Only English has a list;
    labels of other languages keep all their words.
    """
    found = frozenset(stems(words(label), language))
    return (found - _ENGLISH or found) if language == "en" else found
