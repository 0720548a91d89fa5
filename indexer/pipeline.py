"""Taxonomies in, a new generation of the collections out.

The live generation answers until the new one is complete. A run that was interrupted is taken up
by the next run over the same input: what it had encoded is not encoded again.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Protocol

from indexer.label_vectors import LabelVectors
from indexer.plan import Plan, job_digest, make_plan
from indexer.points import ALIASES, concept_schema, to_payload, to_point
from skillsearch.encoder.base import Encoder
from skillsearch.lexicon import load_lexicon
from skillsearch.records import ConceptType, Taxonomy
from skillsearch.store.base import VectorStore
from skillsearch.store.generations import Generations, check_fingerprint, go_live

__all__ = ["IndexReport", "Silent", "Watcher", "index_taxonomies", "take_over"]

BATCH_TEXTS = 4096
"""Labels encoded between two writes: a kill loses at most this much work (one to three seconds)."""


class Watcher(Protocol):
    """Who is told how far the work is."""

    def stage(self, name: str, total: int) -> None:
        """A stage begins; ``total`` counts its steps."""

    def advance(self, steps: int) -> None:
        """So many steps of the stage are done."""


class Silent:
    """A watcher that does not care."""

    def stage(self, name: str, total: int) -> None:
        """Ignore."""

    def advance(self, steps: int) -> None:
        """Ignore."""


@dataclass
class IndexReport:
    """What a run did.

    ``plans`` has one entry a taxonomy and type; ``generations`` the collections that went live;
    ``seconds`` by stage: compare, clone, encode, write, optimise, lexicon.
    """

    plans: list[Plan] = field(default_factory=list)
    generations: list[str] = field(default_factory=list)
    encoded: int = 0
    reused: int = 0
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Add the time spent inside to a stage."""
        start = time.perf_counter()
        try:
            yield
        finally:
            spent = time.perf_counter() - start
            self.seconds[stage] = self.seconds.get(stage, 0.0) + spent


def index_taxonomies(
    taxonomies: Sequence[Taxonomy],
    store: VectorStore,
    encoder: Encoder,
    cache: Path,
    watcher: Watcher | None = None,
    model: str = "",
) -> IndexReport:
    """Bring the collections up to date with these taxonomies; others in them stay as they are.

    ``model`` is how the encoder is found again
    (:func:`~skillsearch.encoder.references.reference_of`); by default the name in its fingerprint.
    A concept that a taxonomy no longer has is removed. Raises
    :class:`~skillsearch.errors.IndexMismatch` if the live index was made by another encoder.
    """
    model = model or encoder.fingerprint.model
    report = IndexReport()
    finished: list[tuple[Generations, str]] = []
    for concept_type, alias in ALIASES.items():
        generations = Generations(store, alias)
        live = generations.live()
        if live is not None:
            check_fingerprint(store.get_metadata(live), encoder.fingerprint, model=model)
        with report.timed("compare"):
            plans = [make_plan(store, live, t, concept_type) for t in taxonomies]
        report.plans += plans
        if all(plan.is_empty for plan in plans):
            continue
        made_by = {"fingerprint": asdict(encoder.fingerprint), "model": model}
        target = _build(
            generations, concept_type, taxonomies, encoder, made_by, report, watcher or Silent()
        )
        finished.append((generations, target))
    if finished:
        take_over(finished, cache, report, watcher or Silent())
    return report


def take_over(
    finished: Sequence[tuple[Generations, str]], cache: Path, report: IndexReport, watcher: Watcher
) -> None:
    """Make finished generations live in one step, and lexicons of labels ready for a query."""
    with report.timed("optimise"):
        watcher.stage("optimise", len(finished))
        go_live(finished)
        watcher.advance(len(finished))
    with report.timed("lexicon"):
        for generations, name in finished:
            if generations.alias in ALIASES.values():
                load_lexicon(generations.store, name, cache)
    report.generations += [name for _, name in finished]


def _build(
    generations: Generations,
    concept_type: ConceptType,
    taxonomies: Sequence[Taxonomy],
    encoder: Encoder,
    made_by: Mapping[str, object],
    report: IndexReport,
    watcher: Watcher,
) -> str:
    store = generations.store
    with report.timed("clone"):
        watcher.stage(f"prepare {ALIASES[concept_type]}", 1)
        target = generations.start(
            concept_schema(encoder.fingerprint.dimension),
            {
                **made_by,
                "job": job_digest(taxonomies, concept_type),
                "uid": str(uuid.uuid4()),
            },
            clone_from_live=True,
        )
        watcher.advance(1)
    vectors = LabelVectors(encoder)
    for taxonomy in taxonomies:
        with report.timed("compare"):
            plan = make_plan(store, target, taxonomy, concept_type)
        texts = [label for concept in plan.encode for label in concept.labels]
        watcher.stage(f"{taxonomy.key}: {ALIASES[concept_type]}", len(texts))
        with report.timed("compare"):
            vectors.take_from(store, target, [taxonomy.key.name], set(texts))
        batches = vectors.of(plan.encode, BATCH_TEXTS, watcher.advance)
        while True:
            with report.timed("encode"):
                batch = next(batches, None)
            if batch is None:
                break
            with report.timed("write"):
                store.upsert(target, [to_point(c, plan.key, rows) for c, rows in batch])
        with report.timed("write"):
            for concept in plan.restate:
                point = plan.key.point_id(concept_type, concept.id)
                store.set_payload(target, to_payload(concept, plan.key), [point])
            if plan.remove:
                store.delete(target, plan.remove)
    report.encoded += vectors.encoded
    report.reused += vectors.reused
    return target
