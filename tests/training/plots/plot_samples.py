"""A small evaluation and a small map whose right pictures are known."""

from __future__ import annotations

import numpy as np

from training.evaluation.results import Evaluation, Figure, Pairs, Row
from training.plots import MapPoint, TextMap, VectorMap

STOCK = "all-MiniLM-L6-v2"
TUNED = "runs/house/model"
HOSTILE = "</script><script>alert('R&D')</script> & <b>$5 to $9</b>"


def pairs(grades: list[float], noise: float, seed: int = 1, each: int = 60) -> Pairs:
    """Scored pairs whose similarity is their grade and noise."""
    grade = np.repeat(np.array(grades, np.float32), each)
    moved = np.random.default_rng(seed).normal(0, noise, len(grade)).astype(np.float32)
    return Pairs(0.1 + 0.7 * grade + moved, grade)


def row(protocol: str, model: str, value: float, scored: Pairs | None, name: str = "MRR") -> Row:
    """A row with one figure, ± 2."""
    figure = Figure(name, value, value - 2, value + 2)
    return Row(protocol, f"{protocol}, measured", model, "dense", 40, (figure,), scored, 1.0)


def evaluation() -> Evaluation:
    """Two models, the tuned one first, on three protocols; two of them have pairs."""
    rows = []
    for model, value, noise in ((TUNED, 70.0, 0.15), (STOCK, 60.0, 0.3)):
        rows += [
            row("extraction-tech", model, value, None),
            row("ssf-statements", model, value, pairs([1, 0], noise)),
            row("esco-relatedness", model, value, pairs([1, 0.6, 0.3, 0], noise)),
        ]
    return Evaluation(tuple(rows), {"seed": "42", "data": HOSTILE})


def text_map(groups: int = 3, each: int = 8) -> TextMap:
    """Groups in as many directions of the tuned model, and in no order at all of the stock one.

    One point is called :data:`HOSTILE`, and so is its group.
    """
    generator = np.random.default_rng(7)
    names = [HOSTILE, *(f"group {number}" for number in range(1, groups))]
    points = [MapPoint(f"text {n} of {name}", name) for name in names for n in range(each)]
    points[0] = MapPoint(HOSTILE, HOSTILE)
    noise = generator.normal(size=(2, len(points), 16)).astype(np.float32)
    tuned = 5 * np.repeat(np.eye(groups, 16, dtype=np.float32), each, axis=0) + 0.1 * noise[1]
    return TextMap(
        id="sample",
        title="Groups stand apart",
        kind="group",
        points=tuple(points),
        named=tuple(names[:2]),
        views=(VectorMap(STOCK, noise[0]), VectorMap(TUNED, tuned)),
    )
