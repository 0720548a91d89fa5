"""The labels that a request is read with, made ready once a generation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from search.expansion.naming import MIN_TITLES, Namer, Side, job_heads
from search.extraction.live import LiveExtractor
from search.matching.asking.plain_words import JOBS, WARES
from search.open_index import OpenIndex
from search.request import ConceptFilter
from search.scoping import scope_of
from skillsearch.errors import NothingIndexed, QueryError
from skillsearch.extraction.words import singular

__all__ = ["is_label_of", "is_ordinary_to", "label_of_points", "namer_of"]


def namer_of(index: OpenIndex, taxonomies: Sequence[str], language: str) -> Namer:
    """Looks words up among the skills and, where they are indexed, the occupations."""
    wanted = ConceptFilter(taxonomy=tuple(taxonomies), language=(language,))
    sides = {"skills": _side(index, "skills", wanted)}
    heads = dict.fromkeys(JOBS, MIN_TITLES)
    try:
        side = sides["occupations"] = _side(index, "occupations", wanted)
    except (NothingIndexed, QueryError):  # titles are then what the request says
        pass
    else:
        counted = index.derived(side.collection, "job heads", lambda: job_heads(side))
        heads |= {word: n for word, n in counted.items() if word not in WARES}
    return Namer(sides, heads)


def label_of_points(index: OpenIndex, live: LiveExtractor) -> Mapping[str, str]:
    """Point id → preferred label, of the skills that are extracted."""
    vocabulary = live.extractor.snapshot.vocabulary
    key = ("labels of points", live.extractor.editions)
    return index.derived(
        live.collection,
        key,
        lambda: {vocabulary.point[n]: vocabulary.label[n] for n in range(len(vocabulary.point))},
    )


def is_label_of(namer: Namer) -> Callable[[str], bool]:
    """Tells whether words in normal form name a skill or an occupation."""
    return lambda said: namer.named(said.split(" ")) is not None


def is_ordinary_to(live: LiveExtractor) -> Callable[[str], bool]:
    """Tells whether a word in normal form is a word of the language, in singular or plural."""
    known = live.extractor.snapshot.known
    return lambda word: bool(known.equal_range(word) or known.equal_range(singular(word)))


def _side(index: OpenIndex, alias: str, wanted: ConceptFilter) -> Side:
    collection = index.collection(alias)
    key = ("side", wanted.taxonomy, wanted.language)
    return index.derived(
        collection, key, lambda: Side.of(collection, scope_of(collection.lexicon, wanted))
    )
