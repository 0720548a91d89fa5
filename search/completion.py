"""Typeahead over the labels of the index; needs no encoder and no query of the store."""

from __future__ import annotations

from search.answers import Answer, Suggested
from search.open_index import OpenIndex
from search.request import ConceptFilter
from search.scoping import scope_of
from skillsearch.errors import QueryError
from skillsearch.lexicon import suggest

__all__ = ["MAX_SUGGESTIONS", "complete"]

MAX_SUGGESTIONS = 100
MAX_TYPED_CHARACTERS = 200


def complete(index: OpenIndex, alias: str, text: str, wanted: ConceptFilter, limit: int) -> Answer:
    """Labels that may be meant by what has been typed so far; none for nothing.

    Raises :class:`~skillsearch.errors.QueryError` for a text or a limit out of range.
    """
    if len(text) > MAX_TYPED_CHARACTERS:
        raise QueryError(
            f"{len(text):,} characters are too many to complete.",
            remedy=f"Send the last {MAX_TYPED_CHARACTERS} typed, or search instead.",
        )
    if not 1 <= limit <= MAX_SUGGESTIONS:
        raise QueryError(f"limit = {limit} is out of range.", remedy=f"Use 1 to {MAX_SUGGESTIONS}.")
    collection = index.collection(alias)
    scoping = scope_of(collection.lexicon, wanted)
    lexicon = collection.lexicon
    results = []
    for found in suggest(lexicon, text, scoping.scope, limit):
        key = lexicon.keys[int(lexicon.concept_scope[found.concept])]
        results.append(
            Suggested(
                text=found.text,
                id=lexicon.concept_ref[found.concept],
                taxonomy=key.name,
                version=key.version,
                language=key.language,
                match=found.match,
            )
        )
    warnings: list[str] = []
    if wanted.hierarchy or wanted.sector or wanted.tag:
        warnings.append("Typeahead filters by taxonomy, version, language and kind only.")
    return Answer(tuple(results), tuple(warnings), collection.stamp(scoping.keys))
