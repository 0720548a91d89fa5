"""The extractor of the live generation, opened once for all requests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from search.answers import Stamp
from search.open_index import LiveCollection, OpenIndex
from skillsearch.encoder.sentences import SentenceVectors
from skillsearch.extraction import SkillExtractor, open_extractor

__all__ = ["LiveExtractor", "live_extractor"]


@dataclass(frozen=True)
class LiveExtractor:
    """An extractor, the encoder with its memory of sentences, and the generation of both."""

    extractor: SkillExtractor
    sentences: SentenceVectors
    collection: LiveCollection

    @property
    def stamp(self) -> Stamp:
        """What an answer came from."""
        stamp = self.collection.stamp(self.extractor.editions)
        return replace(stamp, generation=self.extractor.generation)


def live_extractor(
    index: OpenIndex, taxonomies: Sequence[str] = (), language: str = "en"
) -> LiveExtractor:
    """The extractor of the newest versions of these taxonomies (none named: of all).

    What is made is kept until another generation goes live. Raises
    :class:`~skillsearch.errors.NothingIndexed` where the language has no skills,
    :class:`~skillsearch.errors.SettingError` for an unknown taxonomy, and
    :class:`~skillsearch.errors.IndexMismatch` where another model made the index.
    """
    collection = index.collection("skills")
    encoder = index.encoder_for(collection)
    chosen = tuple(sorted(set(taxonomies)))
    extractor = index.derived(
        collection,
        ("extractor", chosen, language),
        lambda: open_extractor(
            index.store, index.cache, taxonomies=chosen or None, language=language
        ),
    )
    sentences = index.derived(collection, "sentences", lambda: SentenceVectors(encoder))
    return LiveExtractor(extractor, sentences, collection)
