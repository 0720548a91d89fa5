"""A tiny recipe on a tiny model: a run of seconds that takes every way a long one takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from training.recipes.base import Material, Recipe, Sources

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from torch.nn import Module

__all__ = ["TinyRecipe"]

WORDS = [
    *("weld", "bake", "teach", "nurse", "drive", "code", "paint", "plan"),
    *("sell", "audit", "mend", "brew", "sing", "dig", "farm"),
]


@dataclass(frozen=True)
class TinyRecipe(Recipe):
    """Two data sets with a loss each; the seed draws the rows of one of them."""

    epochs: int = 2
    batch_size: int = 4
    learning_rate: float = 1e-3
    max_length: int = 32

    name: ClassVar[str] = "tiny"
    summary: ClassVar[str] = "for tests"
    protocols: ClassVar[tuple[str, ...]] = ()
    terms: ClassVar[tuple[str, ...]] = ("Written for this test.",)
    limits: ClassVar[tuple[str, ...]] = ("Good for nothing.",)

    def prepare(self, sources: Sources) -> Material:
        from datasets import Dataset

        others = WORDS[self.seed % 7 + 1 :] + WORDS[: self.seed % 7 + 1]
        pairs = {
            "sentence1": [f"to {word} with care" for word in WORDS * 2],
            "sentence2": WORDS + others,
            "score": [1.0] * len(WORDS) + [0.0] * len(WORDS),
        }
        triplets = {"anchor": WORDS, "positive": [f"{w} well" for w in WORDS], "negative": others}
        sets = {"pairs": Dataset.from_dict(pairs), "triplets": Dataset.from_dict(triplets)}
        return Material(sets, (), "Nothing.", {})

    def losses(self, model: SentenceTransformer) -> dict[str, Module]:
        from sentence_transformers.sentence_transformer.losses import (
            CosineSimilarityLoss,
            TripletLoss,
        )

        return {"pairs": CosineSimilarityLoss(model), "triplets": TripletLoss(model)}
