"""One recipe from its training sets to a saved model, whatever interrupts it."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from rich.console import Console
from sentence_transformers import SentenceTransformer, SentenceTransformerTrainingArguments
from torch.nn import Module
from transformers import PrinterCallback

from skillsearch.encoder.registry import KNOWN_MODELS, ModelSource, weights_digest
from skillsearch.encoder.torch_encoder import max_length_of, open_model
from skillsearch.errors import SettingError
from training.engine.checkpoints import CheckpointClock
from training.engine.fingerprints import describe_files, describe_machine, rows_digest, versions
from training.engine.interruption import StopOnSignal
from training.engine.precision import Precision
from training.engine.progress import ProgressLog, read_log
from training.engine.run_folder import RunFolder
from training.engine.trainer import RecipeTrainer, freeze_word_embeddings
from training.recipes.base import Material, Recipe

__all__ = ["Pace", "begin", "train"]


@dataclass(frozen=True, slots=True)
class Pace:
    """What changes nothing about the model: when checkpoints and lines of the log are written."""

    checkpoint_minutes: float = 5.0
    checkpoint_steps: int = 0
    log_steps: int = 10


def begin(
    folder: RunFolder,
    recipe: Recipe,
    material: Material,
    base: ModelSource,
    precision: Precision,
) -> dict[str, Any]:
    """The record of the run in ``folder``: the one to go on with, or a new one, written.

    The caller holds the folder. Raises :class:`~skillsearch.errors.SettingError` where it holds
    another run, and where there is nothing to train on.
    """
    rows = {name: len(dataset) for name, dataset in material.datasets.items()}
    if not all(rows.values()):
        raise SettingError(
            f"The recipe {recipe.name} drew no training rows from these files.",
            remedy="Name larger files: too little was left after what is held out.",
        )
    identity = {
        "recipe": recipe.name,
        "settings": asdict(recipe),
        "precision": precision,
        "base": weights_digest(base.fetch()),
        "data": rows_digest(material.datasets),
    }
    known = folder.claim(identity)
    if known is not None:
        return known
    for path, content in material.validation.items():
        file = folder.validation / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    licence = KNOWN_MODELS[base.name].licence if base.name in KNOWN_MODELS else ""
    record = {
        "status": "training",
        "identity": identity,
        "base": {"name": base.name, "licence": licence},
        "data": {
            "files": describe_files(material.files),
            "rows": rows,
            "held_out": material.held_out,
        },
        "command": _command(recipe, base, precision),
        "started": _now(),
        "versions": versions(),
        "machine": describe_machine(),
    }
    folder.write_record(record)
    return record


def train(
    folder: RunFolder,
    recipe: Recipe,
    material: Material,
    base: ModelSource,
    record: Mapping[str, Any],
    out: Console,
    pace: Pace | None = None,
) -> dict[str, Any]:
    """Train from the newest checkpoint, or from the base, until ``folder.model`` is written.

    Returns the record, completed with steps, speed and losses. The same seed, data, libraries,
    threads and float32 give the same weights on one machine, resumed or not; other arithmetic and
    CUDA come close. Raises KeyboardInterrupt after a checkpoint where a signal asked to stop.
    """
    pace = pace or Pace()
    identity = record["identity"]
    model = open_model(str(base.fetch()), _device())
    frozen = freeze_word_embeddings(model) if recipe.freeze_embeddings else 0
    losses = recipe.losses(model)
    _require_no_weights_of_their_own(losses, model)
    trainer = RecipeTrainer(
        model,
        max_length=min(recipe.max_length, max_length_of(model)),
        args=_arguments(folder, recipe, identity["precision"], pace),
        train_dataset=dict(material.datasets),
        loss=losses,
    )
    trainer.remove_callback(PrinterCallback)
    progress = ProgressLog(recipe.name, folder.log_file, out, trainer.counts)
    stop = StopOnSignal()
    for callback in (CheckpointClock(pace.checkpoint_minutes, pace.checkpoint_steps), stop):
        trainer.add_callback(callback)
    trainer.add_callback(progress)
    checkpoint = folder.newest_checkpoint()
    if checkpoint is not None:
        out.print(f"Going on from {checkpoint.name}.")
    try:
        with stop.listening():
            trainer.train(resume_from_checkpoint=str(checkpoint) if checkpoint else None)
    finally:
        progress.close()
    if stop.asked and trainer.state.global_step < trainer.state.max_steps:
        out.print(
            f"Stopped at step {trainer.state.global_step:,} of {trainer.state.max_steps:,}, with a "
            f"checkpoint in {folder.checkpoints}. Give the same command again to go on."
        )
        raise KeyboardInterrupt
    recipe.finish(model)
    _save(model, folder)
    lines = read_log(folder.log_file)
    last = lines[-1]
    done = {
        **record,
        "status": "trained",
        "finished": _now(),
        "weights": {"sha256": weights_digest(folder.model), "frozen": frozen},
        "steps": trainer.state.global_step,
        "epochs": last.epoch,
        "seconds": last.seconds,
        "pairs_per_second": round(last.pairs / last.seconds, 1),
        "tokens_per_second": round(last.tokens / last.seconds, 1),
        "losses": _thinned([[line.step, round(line.loss, 5)] for line in lines]),
    }
    folder.write_record(done)
    shutil.rmtree(folder.checkpoints, ignore_errors=True)
    return done


def _arguments(
    folder: RunFolder, recipe: Recipe, precision: Precision, pace: Pace
) -> SentenceTransformerTrainingArguments:
    on_cuda = _device() == "cuda"
    sampler = recipe.batch_sampler()
    batches: dict[str, Any] = {"batch_sampler": sampler} if sampler else {}
    return SentenceTransformerTrainingArguments(
        output_dir=str(folder.checkpoints),
        num_train_epochs=recipe.epochs,
        max_steps=recipe.max_steps or -1,
        per_device_train_batch_size=recipe.batch_size,
        learning_rate=recipe.learning_rate,
        warmup_steps=recipe.warmup,  # below 1: a share of all steps
        weight_decay=recipe.weight_decay,
        seed=recipe.seed,
        bf16=precision == "bfloat16",
        fp16=precision == "float16",
        use_cpu=not on_cuda,
        dataloader_pin_memory=on_cuda,
        logging_steps=pace.log_steps,
        logging_first_step=True,
        save_strategy="no",  # CheckpointClock decides
        save_total_limit=2,
        report_to="none",
        disable_tqdm=True,
        **batches,
    )


def _require_no_weights_of_their_own(
    losses: Mapping[str, Module], model: SentenceTransformer
) -> None:
    """Checkpoints keep the weights of the model alone, so a run could not be resumed."""
    known = {id(weight) for weight in model.parameters()}
    for name, loss in losses.items():
        if any(w.requires_grad and id(w) not in known for w in loss.parameters()):
            raise ValueError(f"The loss of {name!r} has weights that no checkpoint would keep.")


def _save(model: SentenceTransformer, folder: RunFolder) -> None:
    """Write the model beside its place, then move it there: what is there is whole."""
    draft = folder.root / "model.new"
    shutil.rmtree(draft, ignore_errors=True)
    model.save_pretrained(str(draft), create_model_card=False)
    shutil.rmtree(folder.model, ignore_errors=True)
    draft.replace(folder.model)


def _command(recipe: Recipe, base: ModelSource, precision: Precision) -> str:
    """What makes the model again, with the user's own folders for FOLDER and RUN."""
    words = ["skillsearch", "train", recipe.name, "--data", "FOLDER", "--out", "RUN"]
    words += ["--base", base.name, "--precision", precision]
    standard = type(recipe)()  # type: ignore[call-arg]  # every recipe has defaults for all
    settings = "epochs batch_size learning_rate max_steps seed rows mixture teacher"
    for name in settings.split():
        if getattr(recipe, name, None) != getattr(standard, name, None):
            words += [f"--{name.replace('_', '-')}", str(getattr(recipe, name))]
    if recipe.freeze_embeddings != standard.freeze_embeddings:
        words.append("--freeze-embeddings" if recipe.freeze_embeddings else "--train-embeddings")
    return shlex.join(words)


def _thinned(points: list[list[float]], most: int = 100) -> list[list[float]]:
    """At most about ``most`` of the points, the last among them."""
    step = max(1, -(-len(points) // most))
    return points[::-1][::step][::-1]


def _device() -> str:
    import torch

    return "cuda" if torch.cuda.is_available() else "cpu"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
