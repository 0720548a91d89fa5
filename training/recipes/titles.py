"""``titles``: the variants of a job title near each other, and far from those of other titles.

Published for jittered titles: TripletLoss with cosine distance and margin 0.3, batches of 192, 5
epochs, splits without leakage that are stratified by O*NET code. The learning rate was not
published; 2e-5 stands in.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, ClassVar

from training.data.titles import JitteredTitle, read_jittered
from training.recipes.base import Material, Recipe, Sources
from training.recipes.title_split import split_titles, without_leaks
from training.recipes.title_variants import spellings

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from torch.nn import Module

__all__ = ["TitlesRecipe", "triplets"]

_MAJOR_GROUP = 2
"""Digits of an O*NET code that name its major group: 15 of 15-1252.00, computer occupations."""


@dataclass(frozen=True)
class TitlesRecipe(Recipe):
    """``hard`` is the share of negatives from the anchor's own O*NET major group.

    ``validation`` is the share of seeds measured on, where one file has them all.
    """

    epochs: int = 5
    batch_size: int = 192
    learning_rate: float = 2e-5
    max_length: int = 64
    margin: float = 0.3
    hard: float = 0.5
    validation: float = 0.1

    name: ClassVar[str] = "titles"
    summary: ClassVar[str] = "variants of a job title against other titles, in triplets"
    protocols: ClassVar[tuple[str, ...]] = ("titles-jittered", "titles-avature", "titles-jobbert")
    terms: ClassVar[tuple[str, ...]] = (
        "Variants of O*NET alternate titles; O*NET is CC BY 4.0 (U.S. Department of Labor), the "
        "set of variants states no terms of its own.",
    )
    limits: ClassVar[tuple[str, ...]] = (
        "The variants were written by a language model from United States titles.",
        "It saw titles alone: skills and sentences are not what it is for.",
    )

    def prepare(self, sources: Sources) -> Material:
        """A triplet for each variant; a file of one's own is split first."""
        from datasets import Dataset

        files: tuple[Path, ...]
        if sources.own_titles is None:
            learn, keep = sources.folder.jittered_train, sources.folder.jittered_val
            files = (learn, keep)
            measure = read_jittered(keep)
            train = without_leaks(read_jittered(learn), measure)
            written = {}
        else:
            files = (sources.own_titles,)
            titles = read_jittered(sources.own_titles)
            train, measure = split_titles(titles, self.validation, self.seed)
            written = {"titles/jittered/val_ds.csv": _as_csv(measure)}
        rows = list(triplets(train, self.hard, self.seed))
        return Material(
            datasets={
                "titles": Dataset.from_dict(
                    {
                        "anchor": [anchor for anchor, _, _ in rows],
                        "positive": [positive for _, positive, _ in rows],
                        "negative": [negative for _, _, negative in rows],
                    }
                )
            },
            files=files,
            held_out=f"{len({title.seed for title in measure}):,} seed titles, with all variants "
            "and every text like one of theirs.",
            validation=written,
        )

    def losses(self, model: SentenceTransformer) -> dict[str, Module]:
        """max(0, distance to the positive - distance to the negative + margin)."""
        from sentence_transformers.sentence_transformer.losses import (
            TripletDistanceMetric,
            TripletLoss,
        )

        return {"titles": TripletLoss(model, TripletDistanceMetric.COSINE, self.margin)}


def triplets(
    titles: Sequence[JitteredTitle], hard: float, seed: int
) -> Iterator[tuple[str, str, str]]:
    """(a variant, another of its seed, one of another seed and O*NET code), one for each variant.

    The seed is a variant too, in each spelling that its brackets tell. A ``hard`` share of the
    negatives is of the same major group, as far as it has another code.
    """
    variants: dict[str, list[str]] = {}
    code = {title.seed: title.code for title in titles}
    for title in titles:
        variants.setdefault(title.seed, list(spellings(title.seed))).append(title.text)
    seeds = list(variants)
    group: dict[str, list[str]] = {}
    for name in seeds:
        group.setdefault(code[name][:_MAJOR_GROUP], []).append(name)
    codes = {major: {code[name] for name in names} for major, names in group.items()}
    if len(set(code.values())) < 2:
        return
    random = Random(seed)
    for title in titles:
        others = [v for v in variants[title.seed] if v.lower() != title.text.lower()]
        major = title.code[:_MAJOR_GROUP]
        near = random.random() < hard and len(codes[major]) > 1
        pool = group[major] if near else seeds
        negative = random.choice(pool)
        while code[negative] == title.code:
            negative = random.choice(pool)
        stranger = random.choice(variants[negative])
        if others and stranger not in variants[title.seed]:  # "NSO" is short for several titles
            yield title.text, random.choice(others), stranger


def _as_csv(titles: Sequence[JitteredTitle]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("jittered_title", "seed_title", "onet_code", "onet_name"))
    writer.writerows((t.text, t.seed, t.code, t.name) for t in titles)
    return out.getvalue()
