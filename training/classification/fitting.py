"""The three ways to learn categories from features, each exported to plain arrays.

Settings were chosen by five-fold cross-validation on the livecareer resumes; docs/classification.md
has the table.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from skillsearch.classification.heads import Forest, Head, Linear, Network

__all__ = ["METHODS", "SEED", "Fit", "forest_of", "linear_of", "network_of"]

SEED = 42

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]
Fit = Callable[[Floats, Numbers, int], Head]
"""Features (n, width), categories (n,) as numbers below k, and k → a head."""

_TREES = 300
_SVM_C = 1.0
_HIDDEN = 128
_EPOCHS = 60
_DECAY = 0.01


def fit_forest(features: Floats, categories: Numbers, k: int) -> Head:
    """A random forest; rare categories weigh as much as frequent ones."""
    from sklearn.ensemble import RandomForestClassifier

    made = RandomForestClassifier(_TREES, class_weight="balanced", random_state=SEED, n_jobs=-1)
    return forest_of(made.fit(features, categories), k)


def fit_linear(features: Floats, categories: Numbers, k: int) -> Head:
    """A linear support vector machine, a plane between each category and the others."""
    from sklearn.svm import LinearSVC

    made = LinearSVC(C=_SVM_C, class_weight="balanced", random_state=SEED)
    return linear_of(made.fit(features, categories), k)


def fit_network(features: Floats, categories: Numbers, k: int) -> Head:
    """One hidden layer over standardised features."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier

    mean, spread = features.mean(axis=0), features.std(axis=0) + 1e-6
    made = MLPClassifier((_HIDDEN,), alpha=_DECAY, max_iter=_EPOCHS, random_state=SEED)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # stopping early is meant
        made.fit((features - mean) / spread, categories)
    return network_of(made, k, mean, spread)


def forest_of(made: Any, k: int) -> Forest:
    """A fitted ``RandomForestClassifier`` as arrays."""
    trees = [each.tree_ for each in made.estimators_]
    sizes = [tree.node_count for tree in trees]
    roots = np.cumsum([0, *sizes[:-1]])
    left, right = (
        np.concatenate(
            [_children(getattr(t, side), root) for t, root in zip(trees, roots, strict=True)]
        )
        for side in ("children_left", "children_right")
    )
    shares = np.zeros((sum(sizes), k), np.float32)
    shares[:, made.classes_] = np.concatenate([tree.value[:, 0, :] for tree in trees])
    shares /= shares.sum(axis=1, keepdims=True)
    return Forest(
        roots=roots.astype(np.int32),
        left=left,
        right=right,
        feature=np.concatenate([np.maximum(tree.feature, 0) for tree in trees]).astype(np.int32),
        threshold=np.concatenate([tree.threshold for tree in trees]),
        shares=shares,
        inputs=np.array([made.n_features_in_], np.int32),
    )


def linear_of(made: Any, k: int) -> Linear:
    """A fitted ``LinearSVC`` as arrays."""
    weights, bias = made.coef_, made.intercept_
    if k == 2:  # scikit-learn keeps one plane: what speaks for one speaks against the other
        weights, bias = np.vstack([-weights, weights]), np.concatenate([-bias, bias])
    return Linear(weights.astype(np.float32), bias.astype(np.float32))


def network_of(made: Any, k: int, mean: Floats, spread: Floats) -> Network:
    """A fitted ``MLPClassifier`` of one hidden layer as arrays, the standardisation in them."""
    (inner, outer), (inner_bias, outer_bias) = made.coefs_, made.intercepts_
    if k == 2:  # scikit-learn keeps one unit, whose score is for the second category
        outer, outer_bias = np.hstack([0 * outer, outer]), np.array([0.0, outer_bias[0]])
    inner = inner / spread[:, None]
    arrays: list[Any] = [inner, inner_bias - mean @ inner, outer, outer_bias]
    return Network(*(each.astype(np.float32) for each in arrays))


METHODS: Mapping[str, Fit] = {
    "random forest": fit_forest,
    "linear SVM": fit_linear,
    "neural network": fit_network,
}


def _children(given: Numbers, root: int) -> NDArray[np.int32]:
    """The children of a tree's nodes by their places among all; a leaf's is itself."""
    own = np.arange(len(given))
    made: NDArray[np.int32] = (np.where(given < 0, own, given) + root).astype(np.int32)
    return made
