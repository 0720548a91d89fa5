"""``esco``: skills of ESCO as near to each other as the taxonomy says that they are.

Published as alvperez/skill-sim-model: CosineSimilarityLoss, 5 epochs, batches of 32, learning rate
2e-5, with random and sibling negatives. The grades, and how many pairs of each kind a skill gets,
were not published.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, ClassVar

from training.data.esco import Esco, read_esco
from training.data.held import held
from training.recipes.base import Material, Recipe, Sources

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from torch.nn import Module

__all__ = ["ALIAS", "RANDOM", "RELATED", "SIBLING", "EscoRecipe", "graded_pairs", "held_out_labels"]

ALIAS, RELATED, SIBLING, RANDOM = 1.0, 0.6, 0.3, 0.0
"""How near two labels are: of one skill, of related ones, under one parent, of any two."""


@dataclass(frozen=True)
class EscoRecipe(Recipe):
    """At most so many pairs of each kind for a skill."""

    epochs: int = 5
    batch_size: int = 32
    learning_rate: float = 2e-5
    max_length: int = 64
    aliases: int = 1
    related: int = 1
    siblings: int = 1
    randoms: int = 1

    name: ClassVar[str] = "esco"
    summary: ClassVar[str] = "ESCO labels: alias 1, related .6, sibling .3, random 0"
    protocols: ClassVar[tuple[str, ...]] = ("esco-relatedness", "keywords")
    terms: ClassVar[tuple[str, ...]] = (
        "ESCO, European Commission: reuse with attribution (Commission Decision 2011/833/EU).",
    )
    limits: ClassVar[tuple[str, ...]] = (
        "It saw labels alone, of a few words each: sentences of postings are not what it is for.",
        "ESCO words skills as European public services do, and has fewer of some trades.",
    )

    def prepare(self, sources: Sources) -> Material:
        """Graded pairs of labels of the skills that are not held out."""
        from datasets import Dataset

        paths = sources.esco()
        rows = list(graded_pairs(read_esco(paths), self))
        return Material(
            datasets={
                "labels": Dataset.from_dict(
                    {
                        "sentence1": [first for first, _, _ in rows],
                        "sentence2": [second for _, second, _ in rows],
                        "score": [grade for _, _, grade in rows],
                    }
                )
            },
            files=tuple(paths),
            held_out="One skill in ten, with its labels and aliases, whichever skill has them.",
            validation={},
        )

    def losses(self, model: SentenceTransformer) -> dict[str, Module]:
        """Squared error of the cosine."""
        from sentence_transformers.sentence_transformer.losses import CosineSimilarityLoss

        return {"labels": CosineSimilarityLoss(model)}


def graded_pairs(esco: Esco, recipe: EscoRecipe) -> Iterator[tuple[str, str, float]]:
    """(label, label, grade) of skills that are not held out, skill by skill.

    No text of a held-out skill is in any pair. A random partner is neither related nor a sibling.
    """
    unseen = held_out_labels(esco)
    open_skills = [s for s in esco.skills if not held(s.id) and s.label.lower() not in unseen]
    label = {skill.id: skill.label for skill in open_skills}
    uris = list(label)
    random = Random(recipe.seed)
    for skill in open_skills:
        aliases = [a for a in skill.labels if a != skill.label and a.lower() not in unseen]
        related = [uri for uri in esco.related(skill.id) if uri in label]
        siblings = [uri for uri in esco.siblings(skill.id) if uri in label and uri not in related]
        for alias in _some(aliases, recipe.aliases, random):
            yield alias, skill.label, ALIAS
        for uri in _some(related, recipe.related, random):
            yield skill.label, label[uri], RELATED
        for uri in _some(siblings, recipe.siblings, random):
            yield skill.label, label[uri], SIBLING
        near = {skill.id, *related, *siblings}
        strangers = _some(uris, recipe.randoms + len(near), random)
        for uri in [uri for uri in strangers if uri not in near][: recipe.randoms]:
            yield skill.label, label[uri], RANDOM


def held_out_labels(esco: Esco) -> frozenset[str]:
    """All labels of the skills that are held out, in lower case."""
    return frozenset(text.lower() for s in esco.skills if held(s.id) for text in s.labels)


def _some(items: Sequence[str], most: int, random: Random) -> list[str]:
    return random.sample(items, min(most, len(items)))
