"""The shipped encoder's figures, as it is served (int8), pinned.

To measure them again after a change of the model or of the encoder, beside the stock model and with
intervals:

    SKILLSEARCH_DATASETS=… skillsearch evaluate skill-minilm-v1@int8 --no-plots --out report
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from skillsearch.encoder import load_encoder
from skillsearch.settings import load_settings
from training.data.layout import DataFolder
from training.evaluation.materials import Materials
from training.evaluation.models import EvaluatedModel, VectorCache
from training.evaluation.run import PROTOCOLS
from training.evaluation.subject import Subject

PINS: dict[str, dict[str, float]] = {
    "extraction-tech": {"RP@5": 75.9, "RP@10": 81.8, "MRR": 73.5},
    "extraction-house": {"RP@5": 60.7, "RP@10": 69.7, "MRR": 58.7},
    "extraction-skillskape-dev": {"RP@5": 55.2, "RP@10": 68.9, "MRR": 57.6},
    "keywords": {"R@1": 67.8, "MRR": 74.8, "technology MRR": 31.2},
    "ssf-statements": {"AUC": 0.9957, "acc@0.5": 95.3, "best acc": 97.2, "MRR": 71.6, "R@1": 60.1},
    "ssf-skills": {"AUC": 0.9959, "acc@0.5": 93.5, "best acc": 97.3, "MRR": 67.7, "R@1": 57.5},
    "esco-relatedness": {
        "Spearman": 0.8952,
        "AUC random": 0.9984,
        "AUC sibling": 0.9809,
        "AUC both": 0.9897,
        "alias MAP": 87.9,
        "alias R@1": 84.2,
    },
    "titles-avature": {"MAP": 56.9},
    "titles-jobbert": {"MRR": 36.2},
    "titles-jittered": {
        "triplet accuracy": 99.9,
        "triplet accuracy, same group": 100.0,
        "MRR": 99.0,
    },
    "upkeep-merges": {"recall@2": 78.7, "MAP": 81.3},
    "upkeep-renames": {"R@1": 33.3, "RP@5": 77.8},
}
"""Protocol → figure → value: per cent, or 0 to 1 where the name says AUC or Spearman."""

STOCK: dict[str, dict[str, float]] = {
    "extraction-tech": {"RP@5": 53.0},
    "extraction-house": {"RP@5": 48.1},
    "extraction-skillskape-dev": {"RP@5": 38.0},
    "keywords": {"R@1": 63.3, "MRR": 70.5},
    "ssf-statements": {"AUC": 0.9864, "MRR": 63.9},
    "ssf-skills": {"AUC": 0.9858, "MRR": 63.7},
    "esco-relatedness": {"Spearman": 0.8632, "AUC both": 0.982, "alias MAP": 84.6},
    "titles-avature": {"MAP": 49.6},
    "titles-jobbert": {"MRR": 32.9},
    "titles-jittered": {"MRR": 96.1},
    "upkeep-merges": {"recall@2": 74.1},
    "upkeep-renames": {"RP@5": 73.8},
}
"""What all-MiniLM-L6-v2, from which it was made, has in float32: to be beaten. Not here: what is
equal (technology MRR, R@1 of renames) or 100 per cent (triplets)."""

TOLERANCE = {"extraction-tech": 1.5, "extraction-house": 1.7}
"""Points that a pin may move on another processor, whose int8 sums may round otherwise: one query
of 75 or 61 that swaps two hits at rank five. Elsewhere .5 of a point, .002 of an AUC."""


@pytest.fixture(scope="module")
def shipped() -> Iterator[Subject]:
    settings = load_settings(model="skill-minilm-v1", encoder="onnx")
    model = EvaluatedModel.of("skill-minilm-v1@int8")
    with Subject(model, VectorCache(load_encoder(settings))) as subject:
        yield subject


@pytest.fixture(scope="module")
def materials(datasets: Path) -> Materials:
    return Materials(DataFolder(datasets))


@pytest.mark.parametrize("protocol", PINS)
def test_the_shipped_model_keeps_its_figures_and_beats_the_stock_model(
    shipped: Subject, materials: Materials, protocol: str
) -> None:
    measured = PROTOCOLS[protocol].measure(shipped, "dense", materials)
    found = {measure.name: measure.value for measure in measured.measures}
    print(f"\n    {protocol!r}: { {name: round(value, 4) for name, value in found.items()} },")
    for name, pinned in PINS[protocol].items():
        share = name.startswith(("AUC", "Spearman"))
        allowed = 0.002 if share else TOLERANCE.get(protocol, 0.5)
        assert found[name] == pytest.approx(pinned, abs=allowed), name
    for name, stock in STOCK.get(protocol, {}).items():
        assert found[name] > stock, name
