"""The published mapper of resume–job scores, as a baseline of the same features.

Polynomial features of degree 3 into a ridge regression, and a perceptron with hidden layers of 128,
64 and 32; the mean of both is the score. It is fitted like the model that takes its place, so that
the two can be compared.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from training.matching.pairs import Pairs

__all__ = ["balanced", "published_scores"]


def published_scores(train: Pairs, test: Pairs, seed: int = 0) -> NDArray[np.float64]:
    """Scores in [0, 1] of the test pairs, shape (n,)."""
    from warnings import catch_warnings, simplefilter

    from sklearn.exceptions import ConvergenceWarning
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import Ridge
    from sklearn.neural_network import MLPRegressor
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import PolynomialFeatures, StandardScaler

    def filled() -> list[object]:
        return [SimpleImputer(keep_empty_features=True), StandardScaler()]

    ridge = make_pipeline(*filled(), PolynomialFeatures(3), StandardScaler(), Ridge(1.0))
    net = make_pipeline(
        *filled(),
        MLPRegressor(
            hidden_layer_sizes=(128, 64, 32), early_stopping=True, max_iter=200, random_state=seed
        ),
    )
    weights = balanced(train.labels)
    order = np.random.default_rng(seed)
    drawn = order.choice(len(train), len(train), p=weights / weights.sum())  # it takes no weights
    ridge.fit(train.features, train.labels, ridge__sample_weight=weights)
    with catch_warnings():
        simplefilter("ignore", ConvergenceWarning)  # 200 rounds, come what may
        net.fit(train.features[drawn], train.labels[drawn])
    both: NDArray[np.float64] = (ridge.predict(test.features) + net.predict(test.features)) / 2
    return np.clip(both, 0.0, 1.0)


def balanced(labels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights by which pairs that fit and pairs that do not count the same in all, mean 1."""
    share = float((labels >= 0.5).mean())
    return np.where(labels >= 0.5, 0.5 / share, 0.5 / (1 - share))
