"""Trains the tiny recipe in a process of its own: ``tiny_run.py MODEL OUT DIES_AT``."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from tiny_recipe import TinyRecipe
from transformers import TrainerCallback

from skillsearch.encoder.registry import locate
from training.engine import train as engine
from training.engine.run_folder import RunFolder
from training.recipes.base import Sources


class DiesAt(TrainerCallback):
    def __init__(self, step: int, how: signal.Signals) -> None:
        self._step = step
        self._how = how

    def on_step_begin(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        if state.global_step == self._step:
            os.kill(os.getpid(), self._how)


class DyingTrainer(engine.RecipeTrainer):
    death: DiesAt

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_callback(self.death)


def main(model: str, out: str, dies_at: int, how: str) -> None:
    DyingTrainer.death = DiesAt(dies_at, signal.Signals[how])
    engine.RecipeTrainer = DyingTrainer  # type: ignore[misc]
    recipe = TinyRecipe()
    material = recipe.prepare(Sources())
    base = locate(model)
    folder = RunFolder(Path(out))
    with folder.held():
        record = engine.begin(folder, recipe, material, base, "float32")
        pace = engine.Pace(checkpoint_steps=4, log_steps=1)
        engine.train(folder, recipe, material, base, record, Console(stderr=True), pace)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4])
