"""After the training: the model measured beside its base, and its card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rich.console import Console

from indexer.display import ProgressWatcher
from skillsearch.encoder.registry import KNOWN_MODELS, ModelSource
from skillsearch.errors import SkillsearchError
from training.card import model_card
from training.data.layout import DataFolder
from training.engine.run_folder import RunFolder
from training.evaluation.results import Evaluation
from training.recipes.base import Recipe, Sources

__all__ = ["finish"]


def finish(
    folder: RunFolder,
    recipe: Recipe,
    sources: Sources,
    base: ModelSource,
    record: Mapping[str, Any],
    out: Console,
    *,
    evaluated: bool = True,
) -> dict[str, Any]:
    """Measure the model of a run by the protocols of its recipe, unless that was done, and write
    ``model/README.md``; returns the record, complete.

    What hinders the measuring, a file that is missing say, becomes a note: the model is made.
    """
    known = folder.evaluation / "evaluation.json"
    evaluation = Evaluation.load(known) if known.is_file() else None
    if evaluation is None and evaluated:
        try:
            evaluation = _measure(folder, recipe, sources, base, out)
            if evaluation is not None:
                evaluation.save(folder.evaluation)
        except SkillsearchError as error:
            out.print(f"[yellow]note:[/yellow] not evaluated: {error}", soft_wrap=True)
    done = {**record, "status": "evaluated" if evaluation else record["status"]}
    card = model_card(recipe, done, evaluation)
    (folder.model / "README.md").write_text(card, encoding="utf-8")
    folder.write_record(done)
    return done


def _measure(
    folder: RunFolder, recipe: Recipe, sources: Sources, base: ModelSource, out: Console
) -> Evaluation | None:
    """Figures of the base and the model; of a run that split off its own files, on those."""
    from training.evaluation import evaluate

    own = folder.validation.is_dir()
    protocols = recipe.protocols[:1] if own else recipe.protocols
    if not protocols:
        return None
    data = DataFolder(folder.validation) if own else sources.folder
    by_name = base.name in KNOWN_MODELS or base.folder is None  # a known name is one column
    models = (base.name if by_name else str(base.folder), str(folder.model))
    with ProgressWatcher(out) as watcher:
        found = evaluate(models, data, protocols=protocols, watcher=watcher)
    return _named(found, {models[0]: base.name, models[1]: f"{recipe.name} (this model)"})


def _named(evaluation: Evaluation, names: Mapping[str, str]) -> Evaluation:
    """The same with other names of models: a card that travels must not name folders."""
    rows = tuple(replace(row, model=names.get(row.model, row.model)) for row in evaluation.rows)
    environment = {
        next((key.replace(old, new) for old, new in names.items() if old in key), key): value
        for key, value in evaluation.environment.items()
    }
    return Evaluation(rows, environment)
