"""From one model to another: new generations made, asked what the live ones are asked, then live.

It stands here because it joins both sides: the indexer makes the generations, and search tells
what people would get from them.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cli.former import FormerLost, load_former
from indexer.pipeline import Watcher
from indexer.points import ALIASES
from indexer.reindex import Rebuilt, Stale, rebuild, stale, swap
from search.open_index import OpenIndex
from search.replay import Comparison, compare, labels_to_ask
from skillsearch.encoder import load_encoder
from skillsearch.encoder.base import Encoder
from skillsearch.encoder.references import reference_of
from skillsearch.errors import SwapRefused
from skillsearch.queries import AskedQuery, open_query_log
from skillsearch.settings import Settings
from skillsearch.store.base import VectorStore
from skillsearch.store.compatibility import model_of

__all__ = ["Outcome", "Terms", "change_model"]

LABELS = 200
"""Labels that are asked where no query is recorded."""


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms the new generations go live: after a ``replay``, if it is good enough.

    ``min_overlap`` is the least mean overlap@10, in 0..1, or None: any will do. With ``swap``
    False they stay aside whatever the replay shows.
    """

    replay: bool = True
    min_overlap: float | None = None
    swap: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a changeover did.

    ``model`` and ``former_model`` are what SKILLSEARCH_MODEL is set to for the new and the old
    generations. Without a ``comparison``, ``not_compared`` says why. ``refusal`` is why the new
    ones are not live although they were to be.
    """

    model: str
    former_model: str
    made: tuple[Rebuilt, ...]
    live: bool
    comparison: Comparison | None
    not_compared: str
    refusal: SwapRefused | None

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {
            "model": self.model,
            "generations": [each.name for each in self.made],
            "live": self.live,
            "former": {
                "model": self.former_model,
                "generations": [each.former for each in self.made],
            },
            "comparison": self.comparison.as_dict() if self.comparison else None,
            "not_compared": self.not_compared or None,
        }


def change_model(
    store: VectorStore, settings: Settings, terms: Terms, watcher: Watcher
) -> Outcome | None:
    """Encode what is live with the configured model; None if that is what made it.

    Raises :class:`~skillsearch.errors.SwapRefused`, before anything is encoded, where
    ``terms.min_overlap`` is asked for and the former model cannot be asked.
    """
    encoder, model = load_encoder(settings), reference_of(settings.model)
    live = stale(store, encoder)
    if not live:
        return None
    former, not_compared = _former(live, settings) if terms.replay else (None, "--no-replay")
    if former is None and terms.min_overlap is not None:
        raise SwapRefused(
            f"The new answers cannot be compared with those of today: {not_compared}",
            remedy="Give the command without --min-overlap to go live uncompared.",
        )
    with open_query_log(settings) as log:
        asked = log.last() if former is not None else []
    made = rebuild(live, encoder, model, watcher)
    comparison = None
    if former is not None:
        old = _pinned(store, settings, former, {m.generations.alias: m.former for m in made})
        new = _pinned(store, settings, encoder, {m.generations.alias: m.name for m in made})
        concepts = [m.generations.alias for m in made if m.generations.alias in ALIASES.values()]
        comparison = _replay(old, new, asked, concepts, watcher)
    refusal = _refusal(comparison, terms.min_overlap, model)
    goes_live = terms.swap and refusal is None
    if goes_live:
        swap(made, settings.home / "cache")
    was = model_of(live[0].metadata)
    return Outcome(model, was, tuple(made), goes_live, comparison, not_compared, refusal)


def _former(live: Sequence[Stale], settings: Settings) -> tuple[Encoder | None, str]:
    """The encoder that made what is live, or why there is none."""
    try:
        return load_former([each.metadata for each in live], settings), ""
    except FormerLost as lost:
        return None, str(lost)


def _pinned(
    store: VectorStore, settings: Settings, encoder: Encoder, names: Mapping[str, str]
) -> OpenIndex:
    """An index of these generations by alias, which records no questions; not to be closed."""
    model = encoder.fingerprint.model
    return OpenIndex(store, lambda: encoder, settings.home / "cache", model, pinned=names)


def _replay(
    old: OpenIndex,
    new: OpenIndex,
    asked: Sequence[AskedQuery],
    aliases: Sequence[str],
    watcher: Watcher,
) -> Comparison:
    # newest first: of equally changed questions, the latest are shown
    queries = [query for query in reversed(asked) if query.collection in aliases]
    recorded = bool(queries)
    if not recorded:
        for alias in aliases:
            queries += labels_to_ask(old.collection(alias), LABELS // len(aliases))
    watcher.stage("ask both", len(queries))
    return compare(old, new, queries, recorded=recorded, progress=watcher.advance)


def _refusal(
    comparison: Comparison | None, min_overlap: float | None, model: str
) -> SwapRefused | None:
    if min_overlap is None:
        return None
    share = comparison.overlap if comparison is not None else None
    if share is not None and share >= min_overlap:
        return None
    found = "could not be measured" if share is None else f"is {share:.3f}"
    return SwapRefused(
        f"overlap@10 {found}, below the {min_overlap:g} that --min-overlap asks for, so what was "
        "live stays live.",
        remedy="Look at the most changed questions; to go live nevertheless: skillsearch reindex "
        f"--model {shlex.quote(model)}.",
    )
