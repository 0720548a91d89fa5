"""sentence-transformers' trainer, told what our runs need: counts, exact resuming, no card."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from sentence_transformers import SentenceTransformer, SentenceTransformerTrainer
from sentence_transformers.base.losses.merged_forward import column_merging_disabled
from sentence_transformers.sentence_transformer.data_collator import SentenceTransformerDataCollator
from torch import Tensor

__all__ = ["CountingCollator", "RecipeTrainer", "freeze_word_embeddings"]


@dataclass
class CountingCollator(SentenceTransformerDataCollator):
    """Texts → tokens, and how many rows and tokens (without padding) went through.

    The count runs at most one batch ahead of the step.
    """

    rows: int = field(default=0, repr=False)
    tokens: int = field(default=0, repr=False)

    def __call__(self, features: list[dict[str, Any]]) -> dict[str, Any]:
        """The batch as the trainer takes it."""
        batch: dict[str, Any] = super().__call__(features)
        self.rows += len(features)
        masks = (value for name, value in batch.items() if name.endswith("_attention_mask"))
        self.tokens += sum(int(mask.sum()) for mask in masks)
        return batch


class RecipeTrainer(SentenceTransformerTrainer):
    """Trains on a dict of data sets with a loss for each.

    A dict even of one: the sampler of several data sets seeds each epoch anew, so that a run that
    is resumed sees the batches that it would have seen.
    """

    def __init__(self, model: SentenceTransformer, *, max_length: int, **kwargs: Any) -> None:
        collator = CountingCollator(preprocess_fn=model.preprocess, max_length=max_length)
        super().__init__(model=model, data_collator=collator, **kwargs)
        self.counts = collator

    def compute_loss(self, *args: Any, **kwargs: Any) -> Any:
        """The loss of a batch.

        On a CPU the columns of a batch go through the model one by one: joined, titles of four
        tokens are padded to the length of the longest sentence.
        """
        joined = torch.cuda.is_available()
        with nullcontext() if joined else column_merging_disabled():
            return super().compute_loss(*args, **kwargs)

    def add_model_card_callback(self, default_args_dict: dict[str, Any]) -> None:
        """None: the card of a run is written from its record, and this one would ask a hub."""

    def _save(self, output_dir: str | None = None, state_dict: Any = None) -> None:
        folder = Path(output_dir or str(self.args.output_dir))
        folder.mkdir(parents=True, exist_ok=True)
        self.model.save_pretrained(str(folder), create_model_card=False)


def freeze_word_embeddings(model: SentenceTransformer) -> int:
    """Keep the table of single words as it is; returns how many weights that spares.

    The table is half of a small model, and a batch touches little of it.
    """
    frozen = 0
    for module in model.modules():
        table = getattr(module, "word_embeddings", None)
        weight = getattr(table, "weight", None)
        if isinstance(weight, Tensor) and weight.requires_grad:
            weight.requires_grad_(False)
            frozen += weight.numel()
    return frozen
