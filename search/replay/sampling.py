"""What to ask of an index that nobody has asked anything yet: some of its own labels."""

from __future__ import annotations

import hashlib

from search.open_index import LiveCollection
from skillsearch.queries import AskedQuery

__all__ = ["labels_to_ask"]

_HIDDEN = 2


def labels_to_ask(collection: LiveCollection, count: int) -> list[AskedQuery]:
    """At most ``count`` distinct labels, those with the least SHA-1: the same ones every time.

    Preferred and alternative labels; hidden ones are misspellings. A label finds its own concept
    whatever the model, so such questions tell about the neighbours below it: an answer to a
    sentence may change more.
    """
    lexicon = collection.lexicon
    labels = {lexicon.surface[row] for row in (lexicon.row_role < _HIDDEN).nonzero()[0].tolist()}
    chosen = sorted(labels, key=lambda label: hashlib.sha1(label.encode()).digest())[:count]
    return [AskedQuery.of(collection.alias, label) for label in chosen]
