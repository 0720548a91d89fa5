"""``ssf``: a proficiency statement of SkillsFuture Singapore near the skill it describes.

Published as imocha-ai-org/ssf-miniLM-finetuned-v2: CosineSimilarityLoss, 5 epochs, batches of 64,
learning rate 5e-5, on (sentence, right skill, 1) and (sentence, random wrong skill, 0). Warm-up and
weight decay were not published; those of :class:`~training.recipes.base.Recipe` stand in.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, ClassVar

from training.data.held import held
from training.data.ssf import Statement, read_statements
from training.recipes.base import Material, Recipe, Sources

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sentence_transformers import SentenceTransformer
    from torch.nn import Module

__all__ = ["SsfRecipe", "statement_pairs"]


@dataclass(frozen=True)
class SsfRecipe(Recipe):
    """``wrong_titles`` random skills are set against each right one."""

    epochs: int = 5
    batch_size: int = 64
    learning_rate: float = 5e-5
    wrong_titles: int = 1

    name: ClassVar[str] = "ssf"
    summary: ClassVar[str] = "a SkillsFuture proficiency statement → its skill"
    protocols: ClassVar[tuple[str, ...]] = ("ssf-statements", "ssf-skills")
    terms: ClassVar[tuple[str, ...]] = (
        "SkillsFuture Singapore, mapping of sector skills to unique skills: SSG's terms of use.",
    )
    limits: ClassVar[tuple[str, ...]] = (
        "Statements are written in one house style, by and for Singapore's economy.",
        "Half of what the loss sees are pairs of a statement and an unrelated skill, so a score "
        "tells right from unrelated, and much less right from nearly right.",
    )

    def prepare(self, sources: Sources) -> Material:
        """Pairs of the statements and skills that are not held out."""
        from datasets import Dataset

        workbook = sources.ssf_mapping()
        rows = statement_pairs(read_statements(workbook), self.wrong_titles, self.seed)
        return Material(
            datasets={
                "statements": Dataset.from_dict(
                    {
                        "sentence1": [statement for statement, _, _ in rows],
                        "sentence2": [title for _, title, _ in rows],
                        "score": [score for _, _, score in rows],
                    }
                )
            },
            files=(workbook,),
            held_out="One statement in ten, and every statement of one skill in ten.",
            validation={},
        )

    def losses(self, model: SentenceTransformer) -> dict[str, Module]:
        """Squared error of the cosine."""
        from sentence_transformers.sentence_transformer.losses import CosineSimilarityLoss

        return {"statements": CosineSimilarityLoss(model)}


def statement_pairs(
    statements: Sequence[Statement], wrong_titles: int, seed: int
) -> list[tuple[str, str, float]]:
    """(statement, title, 1.0 or 0.0), nothing held out among them.

    A wrong title is one that the statement never has, drawn evenly from those trained on.
    """
    kept = [s for s in statements if not held(s.text) and not held(s.title)]
    titles = sorted({statement.title for statement in kept})
    right: dict[str, set[str]] = {}
    for statement in statements:
        right.setdefault(statement.text, set()).add(statement.title)
    random = Random(seed)
    pairs: list[tuple[str, str, float]] = []
    for statement in kept:
        pairs.append((statement.text, statement.title, 1.0))
        wrong = len(titles) - len(right[statement.text].intersection(titles))
        for _ in range(min(wrong_titles, wrong)):
            title = random.choice(titles)
            while title in right[statement.text]:
                title = random.choice(titles)
            pairs.append((statement.text, title, 0.0))
    return pairs
