"""What is exported tells the same as what was learned, and what it was chosen by is sound."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from skillsearch.classification.classifier import Classifier, Examples
from skillsearch.classification.heads import Forest, Head, head_of, softmax
from skillsearch.classification.saving import classifier_folder, load_classifier, save_classifier
from skillsearch.errors import NotFound, SettingError
from training.classification.alike import groups_of_alike
from training.classification.crossvalidation import folds_of
from training.classification.fitting import forest_of, linear_of, network_of
from training.classification.measures import (
    coverage,
    fitted_temperature,
    fitted_threshold,
    macro_f1,
    per_category,
)

RNG = np.random.default_rng(7)


def blobs(k: int) -> tuple[np.ndarray, np.ndarray]:
    truth = np.repeat(np.arange(k), 30)
    centres = RNG.normal(size=(k, 12))
    return (centres[truth] + RNG.normal(size=(len(truth), 12))).astype(np.float32), truth


@pytest.mark.parametrize("k", [2, 4])
def test_a_forest_of_arrays_gives_the_logarithms_of_scikit_learns_shares(k: int) -> None:
    from sklearn.ensemble import RandomForestClassifier

    features, truth = blobs(k)
    made = RandomForestClassifier(9, random_state=1).fit(features, truth)
    scores = forest_of(made, k).scores(features)
    assert np.allclose(scores, np.log(made.predict_proba(features) + 1e-3), atol=1e-5)


@pytest.mark.parametrize("k", [2, 4])
def test_a_linear_machine_of_arrays_tells_what_scikit_learns_tells(k: int) -> None:
    from sklearn.svm import LinearSVC

    features, truth = blobs(k)
    made = LinearSVC(random_state=1).fit(features, truth)
    assert (linear_of(made, k).scores(features).argmax(axis=1) == made.predict(features)).all()


@pytest.mark.parametrize("k", [2, 4])
def test_a_network_of_arrays_has_the_standardisation_in_it(k: int) -> None:
    from sklearn.neural_network import MLPClassifier

    features, truth = blobs(k)
    mean, spread = features.mean(axis=0), features.std(axis=0)
    made = MLPClassifier((8,), random_state=1, max_iter=1000).fit((features - mean) / spread, truth)
    told = softmax(network_of(made, k, mean, spread).scores(features), 1.0)
    assert np.allclose(told, made.predict_proba((features - mean) / spread), atol=1e-4)


def test_a_forest_that_could_run_in_circles_is_refused() -> None:
    features, truth = blobs(2)
    from sklearn.ensemble import RandomForestClassifier

    arrays = forest_of(RandomForestClassifier(2, random_state=1).fit(features, truth), 2).arrays()
    inner = int(np.flatnonzero(arrays["left"] != np.arange(len(arrays["left"])))[0])
    arrays["left"] = arrays["left"].copy()
    arrays["left"][inner + 1] = inner
    with pytest.raises(ValueError, match="fit"):
        Forest(**arrays)


def test_copies_of_a_resume_stand_in_one_fold() -> None:
    words = [f"word{number}" for number in range(400)]
    texts = [" ".join(RNG.permutation(words)[:150]) for _ in range(40)]
    texts += [f"{text} indeed" for text in texts[:10]]
    groups = groups_of_alike(texts)
    assert len(set(groups.tolist())) == 40
    fold = folds_of(np.arange(50) % 2, groups)
    assert (fold[:10] == fold[40:]).all()
    assert set(fold.tolist()) == set(range(5))


def test_a_temperature_makes_probabilities_as_sure_as_they_are_right() -> None:
    truth = RNG.integers(0, 3, 4000)
    told = np.where(RNG.random(4000) < 0.7, truth, (truth + 1) % 3)
    scores = (9 * np.eye(3)[told]).astype(np.float32)
    temperature = fitted_temperature(scores, truth)
    assert softmax(scores, temperature).max(axis=1).mean() == pytest.approx(0.7, abs=0.03)


def test_the_threshold_is_the_lowest_at_which_enough_answers_are_right() -> None:
    best = np.linspace(0.5, 1, 1001).astype(np.float32)
    right = RNG.random(1001) < best
    probabilities = np.stack([best, 1 - best], axis=1)
    truth = np.where(right, 0, 1)
    threshold = fitted_threshold(probabilities, truth, 0.9)
    answered, share = coverage(probabilities, truth, threshold)
    assert share >= 0.9
    assert coverage(probabilities, truth, threshold - 0.02)[1] < share + 0.01
    assert 0.1 < answered < 0.8
    assert fitted_threshold(probabilities, 1 - truth, 0.99) > 1, "nothing is ever sure enough"


def test_macro_f1_is_scikit_learns() -> None:
    from sklearn.metrics import f1_score

    truth, told = RNG.integers(0, 5, 200), RNG.integers(0, 5, 200)
    assert macro_f1(truth, told, 5) == pytest.approx(f1_score(truth, told, average="macro"))
    assert per_category(np.zeros((2, 2), np.int64)).tolist() == [[0, 0, 0], [0, 0, 0]]


def small(head: Head) -> Classifier:
    examples = Examples(("a",), ("anna.pdf",), (1,), np.zeros((0, 4), np.float16))
    return Classifier(
        ("Bakery", "Nursing"), head, 0.7, 0.6, 0.9, "model", "0" * 16, examples, {"made": "now"}
    )


def linear(k: int = 2) -> Head:
    arrays = {"weights": np.ones((k, 12), np.float32), "bias": np.arange(k, dtype=np.float32)}
    return head_of("linear", arrays)


def test_a_classifier_is_read_as_it_was_written_and_replaces_its_former_self(
    tmp_path: Path,
) -> None:
    folder = classifier_folder(tmp_path, "../acme")
    assert folder.parent == tmp_path / "classifiers", "a tenant's name leads nowhere else"
    save_classifier(small(linear()), folder, lambda made: (made / "card").touch())
    save_classifier(small(linear()), folder)
    again = load_classifier(folder)
    assert sorted(path.name for path in folder.parent.iterdir()) == [folder.name]
    assert not (folder / "card").exists()
    assert (again.categories, again.temperature, again.threshold) == (
        ("Bakery", "Nursing"), 0.7, 0.6,
    )  # fmt: skip
    assert again.examples.external_ids == ("anna.pdf",)
    row = np.ones((1, 12), np.float32)
    assert np.array_equal(again.head.scores(row), linear().scores(row))


def test_what_is_no_classifier_is_neither_read_nor_overwritten(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no classifier"):
        load_classifier(tmp_path)
    (tmp_path / "thesis.txt").touch()
    with pytest.raises(SettingError, match="something else"):
        save_classifier(small(linear()), tmp_path)
    with pytest.raises(ValueError, match="do not fit"):
        small(linear(3))


def test_arrays_that_would_run_code_are_refused(tmp_path: Path) -> None:
    save_classifier(small(linear()), tmp_path / "made")
    np.savez(tmp_path / "made" / "head.npz", weights=np.array([print], dtype=object))
    with pytest.raises(SettingError, match="damaged"):
        load_classifier(tmp_path / "made")
