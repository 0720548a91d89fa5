"""The fit that is shipped: real resumes filed under categories, and postings of the same ones.

A pair fits where both are of one category. That is declared, not observed: nobody was hired.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from indexer.display import ProgressWatcher
from indexer.ingest.unindexed import point_of
from search.extraction.live import LiveExtractor, live_extractor
from search.open_index import OpenIndex
from skillsearch.encoder.base import Vectors
from skillsearch.store.models import Record
from training.data.layout import DataFolder
from training.evaluation.matching.chosen import CATEGORIES, Chosen, category_of, read_chosen
from training.evaluation.matching.kept_vectors import KeptVectors
from training.evaluation.matching.vacancies import Vacancies, training_table
from training.matching.buckets import bucket_of
from training.matching.crossfit import GROUPS, Filed, cross_fitted
from training.matching.kept_pairs import KeptPairs, PostingPairs, joined, light
from training.matching.outcome import Outcome, outcome_of
from training.matching.pairs import pairs_of
from training.matching.resumes import house_items, house_resumes

__all__ = ["HouseRecipe", "chosen_postings", "fit_house"]

Encode = Callable[[Sequence[str]], Vectors]


@dataclass(frozen=True)
class HouseRecipe:
    """All resumes of a posting's category, and a share of the others, drawn with ``seed``.

    ``postings_per_category`` is how many postings of each category there are at most.
    """

    postings_per_category: int = 14
    share_of_others: float = 0.12
    seed: int = 0


def fit_house(
    index: OpenIndex,
    folder: DataFolder,
    caches: Path,
    recipe: HouseRecipe,
    name: str,
    tenant: str,
    watcher: ProgressWatcher,
) -> Outcome:
    """The model fitted to the house's pairs; ``caches`` keeps vectors and pairs for the next run.

    Raises :class:`~skillsearch.errors.SourceError` where resumes or postings are missing, and
    what :func:`~search.extraction.live.live_extractor` raises where no skills are indexed.
    """
    live = live_extractor(index)
    kept = KeptVectors(index.encoder_for(live.collection), caches / "vectors")
    chosen = chosen_postings(read_chosen(training_table()), recipe.postings_per_category)
    items = house_items(folder)
    items = {name: item for name, item in items.items() if name.partition("/")[0] in CATEGORIES}
    watcher.stage("resumes", len(items))
    people, left_out = house_resumes(index, items, tenant, kept.encode, watcher.advance)
    made_by = f"{live.stamp.fingerprint}\x1f{live.stamp.generation}"
    pairs_kept = KeptPairs(caches / "pairs", made_by)
    watcher.stage("postings", len(chosen))
    made = _made(index, live, Vacancies(folder), chosen, people, recipe, pairs_kept, kept.encode,
                 watcher)  # fmt: skip
    encoder = str(live.extractor.encoder_fingerprint.get("weights", ""))
    notes = [f"{count:,} resumes left out: {reason}." for reason, count in left_out.items()]
    return _fitted(name, made, people, encoder, notes, watcher)


def chosen_postings(chosen: Iterable[Chosen], most: int) -> tuple[Chosen, ...]:
    """Of each category the first ``most`` by a hash of their names, in that order."""
    found: dict[str, list[Chosen]] = {}
    for each in sorted(chosen, key=lambda each: _digest(name_of(each))):
        of_category = found.setdefault(each.category, [])
        if len(of_category) < most:
            of_category.append(each)
    return tuple(each for category in sorted(found) for each in found[category])


def name_of(chosen: Chosen) -> str:
    """The external id of a posting among those of several sets."""
    return f"{chosen.set}:{chosen.id}"


def _made(
    index: OpenIndex,
    live: LiveExtractor,
    vacancies: Vacancies,
    chosen: Sequence[Chosen],
    people: Mapping[str, Record],
    recipe: HouseRecipe,
    kept: KeptPairs,
    encode: Encode,
    watcher: ProgressWatcher,
) -> list[tuple[Chosen, PostingPairs]]:
    """The pairs of each posting that can be compared, made or kept."""
    drawn = {each: _drawn(each, people, recipe) for each in chosen}
    keys = {
        each: [(f"{n} {people[n].payload.get('sha256', '')}", label) for n, label in drawn[each]]
        for each in chosen
    }
    found = {each: kept.get(name_of(each), keys[each]) for each in chosen}
    missing = [each for each in chosen if found[each] is None]
    watcher.advance(len(chosen) - len(missing))
    for each, posting in zip(missing, vacancies.postings(missing), strict=True):
        if posting.pieces:
            record = point_of(posting, name_of(each), "", live.extractor, encode)
            pairs = pairs_of(index, [(record, [(people[n], label) for n, label in drawn[each]])])
            made = PostingPairs(pairs, light(record))
            found[each] = kept.put(name_of(each), keys[each], made)
        watcher.advance(1)
    return [(each, made) for each, made in found.items() if made is not None]


def _drawn(
    chosen: Chosen, people: Mapping[str, Record], recipe: HouseRecipe
) -> list[tuple[str, float]]:
    """Who is paired with a posting, and whether they fit; the same whatever else is drawn."""
    draw = np.random.default_rng([recipe.seed, _digest(name_of(chosen)) % 2**32])
    return [
        (name, float(fits))
        for name in people
        if (fits := category_of(name) == chosen.category) or draw.random() < recipe.share_of_others
    ]


def _fitted(
    name: str,
    made: Sequence[tuple[Chosen, PostingPairs]],
    people: Mapping[str, Record],
    encoder: str,
    notes: Sequence[str],
    watcher: ProgressWatcher,
) -> Outcome:
    postings = {
        name_of(c): Filed(pairs.posting, bucket_of(name_of(c)), c.category) for c, pairs in made
    }
    filed = {n: Filed(light(r), bucket_of(n), category_of(n)) for n, r in people.items()}
    pairs = joined([pairs for _, pairs in made])
    watcher.stage("fields", GROUPS + 1)
    crossed = cross_fitted(pairs, postings, filed, encoder, lambda: watcher.advance(1))
    buckets = {n: each.bucket for n, each in filed.items()}
    watcher.stage("fits", 1)
    outcome = outcome_of(
        name, crossed.pairs, buckets, crossed.model, encoder,
        beside={}, unknown=crossed.unknown, notes=notes,
    )  # fmt: skip
    watcher.advance(1)
    return outcome


def _digest(text: str) -> int:
    return int(hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest(), 16)
