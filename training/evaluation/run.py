"""Every protocol over every model and scorer, side by side."""

from __future__ import annotations

import platform
import time
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TypeVar

from indexer.pipeline import Silent, Watcher
from skillsearch import __version__
from skillsearch.errors import SettingError, SourceError
from skillsearch.settings import Settings, load_settings
from training.data.layout import DataFolder
from training.evaluation import extraction, keywords, relatedness, ssf, titles, upkeep
from training.evaluation.bootstrap import RESAMPLES, figure_of
from training.evaluation.choices import SEED
from training.evaluation.materials import Materials
from training.evaluation.models import EvaluatedModel, VectorCache, with_stock
from training.evaluation.protocol import SCORERS, Measured, Protocol, Scorer
from training.evaluation.results import Evaluation, Row
from training.evaluation.subject import Subject

__all__ = ["PROTOCOLS", "evaluate"]

PROTOCOLS: dict[str, Protocol] = {
    protocol.id: protocol
    for module in (extraction, keywords, ssf, relatedness, titles, upkeep)
    for protocol in module.PROTOCOLS
}
"""All protocols by their id, in the order in which they are shown."""

T = TypeVar("T", bound=str)

_LIBRARIES = ("numpy", "onnxruntime", "sentence-transformers", "torch", "transformers")


def evaluate(
    models: Sequence[str],
    data: DataFolder,
    *,
    protocols: Sequence[str] = (),
    scorers: Sequence[str] = ("dense",),
    resamples: int = RESAMPLES,
    settings: Settings | None = None,
    watcher: Watcher | None = None,
) -> Evaluation:
    """Measure ``models`` (see :meth:`EvaluatedModel.of`) and the stock model, which comes first.

    Without ``protocols``: all whose files are in ``data``; those without are named under
    ``left out`` in the environment. A scorer is skipped in protocols that it makes no sense for.
    Rows come by protocol, scorer and model. Each distinct text is encoded once a model: some
    52,000 for ``dense``, three times as many for the other scorers, which need all labels.

    Raises :class:`~skillsearch.errors.SettingError` for an unknown protocol, scorer or model, and
    :class:`~skillsearch.errors.SourceError` for files that cannot be read.
    """
    wanted = _named(protocols, PROTOCOLS, "protocol") or tuple(PROTOCOLS)
    ways = _named(scorers, SCORERS, "scorer") or ("dense",)
    chosen = [PROTOCOLS[name] for name in wanted]
    if not any(scorer in protocol.scorers for protocol in chosen for scorer in ways):
        raise SettingError(
            f"No protocol asked for is measured with the scorer {' or '.join(ways)}.",
            remedy=f"{chosen[0].id} takes: {', '.join(chosen[0].scorers)}.",
        )
    contestants = with_stock(models)
    materials = Materials(data)
    watcher = watcher or Silent()
    rows: list[Row] = []
    weights: dict[str, str] = {}
    left_out: dict[str, str] = {}
    encoders = [model.open(settings or load_settings()) for model in contestants]
    for model, encoder in zip(contestants, encoders, strict=True):
        cache = VectorCache(encoder)
        weights[f"weights of {model.label}"] = cache.fingerprint.weights
        with Subject(model, cache, watcher) as subject:
            for protocol in [p for p in chosen if p.id not in left_out]:
                try:
                    rows += _rows(subject, protocol, ways, materials, resamples, watcher)
                except SourceError as error:
                    if protocols or Path(error.path).exists():
                        raise
                    left_out[protocol.id] = error.message
                    watcher.stage(f"{protocol.id} is left out: {error.message}", 1)
    if not rows:
        raise SourceError(
            f"no protocol can be measured: {next(iter(left_out.values()))}",
            path=data.root,
            remedy="Name another data folder with --data.",
        )
    environment = _environment(resamples) | weights
    if left_out:
        environment["left out"] = ", ".join(left_out)
    return Evaluation(tuple(sorted(rows, key=_order(wanted, ways, contestants))), environment)


def _rows(
    subject: Subject,
    protocol: Protocol,
    scorers: Iterable[Scorer],
    materials: Materials,
    resamples: int,
    watcher: Watcher,
) -> list[Row]:
    rows = []
    for scorer in (scorer for scorer in scorers if scorer in protocol.scorers):
        start = time.perf_counter()
        measured = protocol.measure(subject, scorer, materials)
        seconds = time.perf_counter() - start
        rows.append(_row(subject, protocol, scorer, measured, resamples, seconds))
        # A stage of its own once it is done: encoding and indexing are stages too, and one at a
        # time is shown.
        watcher.stage(f"{subject.model.label}: {protocol.id}, {scorer}", 1)
        watcher.advance(1)
    return rows


def _row(
    subject: Subject,
    protocol: Protocol,
    scorer: Scorer,
    measured: Measured,
    resamples: int,
    seconds: float,
) -> Row:
    return Row(
        protocol=protocol.id,
        title=protocol.title,
        model=subject.model.label,
        scorer=scorer,
        queries=measured.measures[0].units,
        figures=tuple(figure_of(measure, resamples) for measure in measured.measures),
        pairs=measured.pairs,
        seconds=seconds,
    )


def _named(names: Sequence[str], known: Iterable[T], what: str) -> tuple[T, ...]:
    """The ``names``, each once; raises SettingError for one that is not ``known``."""
    by_name = {str(name): name for name in known}
    for name in names:
        if name not in by_name:
            near = get_close_matches(name, by_name, n=1)
            guess = f"Did you mean {near[0]!r}? " if near else ""
            raise SettingError(
                f"There is no {what} {name!r}.",
                remedy=f"{guess}There are: {', '.join(by_name)}.",
            )
    return tuple(by_name[name] for name in dict.fromkeys(names))


def _order(
    protocols: Sequence[str], scorers: Sequence[str], models: Sequence[EvaluatedModel]
) -> Callable[[Row], tuple[int, int, int]]:
    labels = [model.label for model in models]
    return lambda row: (
        protocols.index(row.protocol),
        scorers.index(row.scorer),
        labels.index(row.model),
    )


def _environment(resamples: int) -> dict[str, str]:
    return {
        "skillsearch": __version__,
        "python": platform.python_version(),
        **{name: found for name in _LIBRARIES if (found := _version(name))},
        "machine": platform.machine(),
        "processor": _processor(),
        "seed": str(SEED),
        "resamples": str(resamples),
    }


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def _processor() -> str:
    """The processor's own name where Linux tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor())
