"""Models by name, results kept and shown, and whole evaluations with the real stock model.

The pins are those of the stock model in float32 by the published protocols; another processor
moves them in the second digit after the point. To measure them again:

    skillsearch evaluate all-MiniLM-L6-v2@float --data FOLDER
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from evaluation_parts import WordEncoder
from rich.console import Console

from skillsearch.errors import SettingError, SourceError, UnknownModel
from skillsearch.settings import load_settings
from training.data.layout import DataFolder
from training.evaluation import evaluate, markdown, show
from training.evaluation.arithmetic import losses
from training.evaluation.models import STOCK, EvaluatedModel, VectorCache, with_stock
from training.evaluation.results import Evaluation, Figure, Pairs, Row
from training.evaluation.run import PROTOCOLS


def row(model: str, *figures: Figure, scorer: str = "dense", protocol: str = "ssf-skills") -> Row:
    return Row(protocol, "Statement → skill", model, scorer, 12, figures, None, 0.1 + 0.2)


PAIRS = Pairs(np.array([0.9, 0.1], np.float32), np.array([1, 0], np.float32))

EVALUATION = Evaluation(
    (
        replace(
            row("stock", Figure("AUC", 0.98, 0.97, 1 / 3), Figure("MRR", 63.25, 60, 65)),
            pairs=PAIRS,
        ),
        row("stock@int8", Figure("AUC", 0.95, 0.9, 0.96), Figure("MRR", 62.25, 60, 64)),
        row("a|b[/x]", Figure("AUC", 0.99, 0.98, 1.0)),
    ),
    {"resamples": "1000", "left out": "keywords"},
)


def test_what_is_saved_is_loaded_to_the_last_digit(tmp_path: Path) -> None:
    path = EVALUATION.save(tmp_path / "report")
    assert Evaluation.load(path) == EVALUATION
    assert Evaluation.load(path.parent) == EVALUATION
    assert json.loads(path.read_text())["rows"][0]["figures"][0]["high"] == 1 / 3
    (path.parent / "pairs.npz").unlink()
    assert Evaluation.load(path).rows[0].pairs is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"form": 99}', '{"form": 1, "rows": [1]}'])
def test_a_file_that_is_no_evaluation_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "evaluation.json"
    file.write_text(text)
    with pytest.raises(SourceError, match="no evaluation that can be read"):
        Evaluation.load(file)


def test_the_largest_loss_of_int8_is_taken_over_all_figures_in_hundredths() -> None:
    (loss,) = losses(EVALUATION)
    assert (loss.model, loss.figure, loss.protocol) == ("stock", "AUC", "ssf-skills")
    assert loss.points == pytest.approx(3.0)


def test_tables_show_every_figure_with_its_interval_and_mark_the_best() -> None:
    out = StringIO()
    show(EVALUATION, Console(file=out, width=120, color_system=None))
    text = out.getvalue()
    assert "a|b[/x]" in text
    assert " .990" in text
    assert "12 queries · dense" in text
    assert "62.2" in text
    assert "60.0–64.0" in text
    assert "int8 costs stock at most 3.00 points" in text
    assert "Left out for want of data: keywords." in text
    table = markdown(EVALUATION)
    assert "| stock | dense | 12 | .980 (.970–.333) | **63.2** (60.0–65.0) |" in table
    assert r"| a\|b[/x] | dense | 12 | **.990** (.980–1.000) | – |" in table
    widths = {len(re.split(r"(?<!\\)\|", line)) for line in table.splitlines() if line[:1] == "|"}
    assert widths == {7}


def test_a_model_is_a_name_with_its_arithmetic(small_model: Path) -> None:
    assert EvaluatedModel.of(STOCK) == EvaluatedModel(STOCK, "float")
    assert EvaluatedModel.of(f"{STOCK}@int8").label == f"{STOCK}@int8"
    assert EvaluatedModel.of(f"{small_model}/@float") == EvaluatedModel(str(small_model), "float")
    with pytest.raises(SettingError, match="int4"):
        EvaluatedModel.of(f"{STOCK}@int4")
    with pytest.raises(UnknownModel):
        EvaluatedModel.of("no such model!")


def test_a_folder_with_the_at_sign_in_its_name_is_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "tuned@home"
    folder.mkdir(parents=True)
    (folder / "model.safetensors").touch()
    assert EvaluatedModel.of(str(folder)).name == str(folder)


def test_a_folder_without_weights_for_torch_is_measured_as_it_is_served(tmp_path: Path) -> None:
    from training.evaluation import models

    source = replace(models.locate(STOCK), folder=tmp_path)
    assert not models._has_weights(source)


def test_the_stock_model_is_always_there_and_comes_first(small_model: Path) -> None:
    small = str(small_model)
    assert [m.label for m in with_stock([small, small])] == [STOCK, small]
    listed = with_stock([small, f"sentence-transformers/{STOCK}@int8"])
    assert [m.label for m in listed] == [f"sentence-transformers/{STOCK}@int8", small]


def test_each_distinct_text_is_encoded_once() -> None:
    encoder = WordEncoder()
    cache = VectorCache(encoder)
    first = cache.encode(["a b", "c", "a b"])
    assert np.array_equal(first[0], first[2])
    many = [f"w{number % 50} w{number // 50}" for number in range(1500)]
    grown = cache.encode([*many, "c"])
    assert len(encoder.asked) == len(set(encoder.asked)) == 1502
    assert np.array_equal(grown[-1], first[1])
    assert np.array_equal(cache.encode(["a b"])[0], first[0])
    assert cache.encode([]).shape == (0, WordEncoder.dimension)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"protocols": ["titles-avatur"]}, "Did you mean 'titles-avature'"),
        ({"scorers": ["dens"]}, "Did you mean 'dense'"),
        ({"protocols": ["titles-avature"], "scorers": ["hybrid"]}, "takes: dense"),
    ],
)
def test_what_cannot_be_measured_is_refused_before_anything_is_loaded(
    tmp_path: Path, options: dict[str, list[str]], said: str
) -> None:
    with pytest.raises(SettingError, match=said):
        evaluate([], DataFolder.of(tmp_path), **options)


def avature_in(folder: Path) -> DataFolder:
    place = folder / "eval" / "titles" / "avature_en"
    place.mkdir(parents=True)
    (place / "queries.tsv").write_text("q\tBaker\nr\tTruck driver\n")
    (place / "corpus_documents.tsv").write_text("d\tPastry chef\ne\tLorry driver\nf\tNurse\n")
    (place / "annotations.tsv").write_text("q\t0\td\t1\nr\t0\te\t1\n")
    return DataFolder.of(folder)


def test_protocols_without_data_are_left_out_unless_they_were_asked_for(
    tmp_path: Path, small_model: Path
) -> None:
    data = avature_in(tmp_path)
    found = evaluate([str(small_model)], data, resamples=20)
    assert [(r.protocol, r.model) for r in found.rows] == [
        ("titles-avature", STOCK),
        ("titles-avature", str(small_model)),
    ]
    assert found.rows[0].figure("MAP").value == 100
    assert set(found.environment["left out"].split(", ")) == PROTOCOLS.keys() - {"titles-avature"}
    assert found.environment[f"weights of {STOCK}"].startswith("53aa5117")
    with pytest.raises(SourceError, match="SkillSkape"):
        evaluate([], data, protocols=["extraction-skillskape-dev"])


def test_a_damaged_file_is_refused_and_not_left_out(tmp_path: Path) -> None:
    data = avature_in(tmp_path)
    (tmp_path / "titles" / "jittered").mkdir(parents=True)
    (tmp_path / "titles" / "jittered" / "val_ds.csv").write_text("title,seed\na,b\n")
    with pytest.raises(SourceError, match="'jittered_title' is missing"):
        evaluate([], data, resamples=20)


def test_int8_is_measured_beside_float(tmp_path: Path, exported_models: Path) -> None:
    data = avature_in(tmp_path)
    settings = load_settings(data_dir=exported_models)
    found = evaluate([f"{STOCK}@float", f"{STOCK}@int8"], data, resamples=20, settings=settings)
    assert found.models == (STOCK, f"{STOCK}@int8")
    assert [loss.points for loss in losses(found)] == [0]


def test_the_stock_model_has_the_published_figures(datasets: Path) -> None:
    found = evaluate(
        [], DataFolder.of(datasets), protocols=["titles-avature", "upkeep-merges", "upkeep-renames"]
    )
    values = {(r.protocol, f.name): f.value for r in found.rows for f in r.figures}
    assert values == {
        ("titles-avature", "MAP"): pytest.approx(49.64, abs=0.1),
        ("upkeep-merges", "recall@2"): pytest.approx(74.08, abs=0.5),
        ("upkeep-merges", "MAP"): pytest.approx(77.27, abs=0.5),
        ("upkeep-renames", "R@1"): pytest.approx(33.33, abs=0.5),
        ("upkeep-renames", "RP@5"): pytest.approx(73.85, abs=0.5),
    }
    assert all(f.low < f.value < f.high for r in found.rows for f in r.figures)
    assert found.rows[0].queries == 105


def test_the_evaluation_is_imported_without_torch_and_scikit_learn() -> None:
    import subprocess
    import sys

    code = (
        "import sys, training.evaluation; heavy = {'torch', 'sklearn', 'scipy', 'transformers', "
        "'matplotlib', 'plotly', 'pandas', 'datasets'} & set(sys.modules); sys.exit(str(heavy) "
        "if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
