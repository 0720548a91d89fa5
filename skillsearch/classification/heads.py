"""What turns features into scores of categories: a linear machine, a small network, a forest.

They are learned with scikit-learn and used as plain arrays: answering needs numpy alone, and
loading one runs no code that a file brought along.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

__all__ = ["HEADS", "Forest", "Head", "HeadKind", "Linear", "Network", "head_of", "softmax"]

HeadKind = Literal["forest", "linear", "network"]

Floats = NDArray[np.float32]
Arrays = Mapping[str, NDArray[Any]]

_FLOOR = 1e-3
"""Added to a forest's shares, so that a category that no tree votes for has a logarithm."""


class Head(Protocol):
    """Features → scores. Immutable; safe to use from several threads."""

    kind: ClassVar[HeadKind]

    @property
    def width(self) -> int:
        """How many features it takes."""
        ...

    @property
    def categories(self) -> int:
        """How many categories it tells apart."""
        ...

    def scores(self, features: Floats) -> Floats:
        """Scores (n, categories) of features (n, width): log odds, up to a temperature."""
        ...

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Everything that it is made of; the class called with them gives it again."""
        ...


@dataclass(frozen=True, eq=False)
class Linear:
    """``features @ weights.T + bias``: weights (categories, width), bias (categories,)."""

    weights: Floats
    bias: Floats
    kind: ClassVar[HeadKind] = "linear"

    def __post_init__(self) -> None:
        _fits(self.weights.ndim == 2 and self.bias.shape == self.weights.shape[:1])

    @property
    def width(self) -> int:
        """How many features it takes."""
        return int(self.weights.shape[1])

    @property
    def categories(self) -> int:
        """How many categories it tells apart."""
        return int(self.weights.shape[0])

    def scores(self, features: Floats) -> Floats:
        """The distance of each row to the plane of each category."""
        scores: Floats = (features @ self.weights.T + self.bias).astype(np.float32)
        return scores

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Weights and bias."""
        return {"weights": self.weights, "bias": self.bias}


@dataclass(frozen=True, eq=False)
class Network:
    """One hidden layer of rectified units: ``inner`` (width, hidden), ``outer`` (hidden, k)."""

    inner: Floats
    inner_bias: Floats
    outer: Floats
    outer_bias: Floats
    kind: ClassVar[HeadKind] = "network"

    def __post_init__(self) -> None:
        _fits(
            self.inner.ndim == self.outer.ndim == 2
            and self.inner_bias.shape == (self.inner.shape[1],) == self.outer.shape[:1]
            and self.outer_bias.shape == self.outer.shape[1:]
        )

    @property
    def width(self) -> int:
        """How many features it takes."""
        return int(self.inner.shape[0])

    @property
    def categories(self) -> int:
        """How many categories it tells apart."""
        return int(self.outer.shape[1])

    def scores(self, features: Floats) -> Floats:
        """What the last layer gives, before any softmax."""
        hidden = np.maximum(features @ self.inner + self.inner_bias, 0)
        scores: Floats = (hidden @ self.outer + self.outer_bias).astype(np.float32)
        return scores

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The two layers."""
        return {
            "inner": self.inner,
            "inner_bias": self.inner_bias,
            "outer": self.outer,
            "outer_bias": self.outer_bias,
        }


@dataclass(frozen=True, eq=False)
class Forest:
    """Decision trees, laid out one behind the other.

    Node i asks whether feature ``feature[i]`` is at most ``threshold[i]`` and goes on to
    ``left[i]``, else to ``right[i]``, by their places among all nodes; a leaf goes to itself.
    ``shares[i]`` are the shares of the categories in node i, ``roots`` where each tree begins.
    Children come after their parents, so that every way ends.
    """

    roots: NDArray[np.int32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    feature: NDArray[np.int32]
    threshold: NDArray[np.float64]
    shares: Floats
    inputs: NDArray[np.int32]
    kind: ClassVar[HeadKind] = "forest"

    def __post_init__(self) -> None:
        nodes = len(self.left)
        places = np.arange(nodes)
        leaf = self.left == places
        _fits(
            all(len(each) == nodes for each in (self.right, self.feature, self.threshold))
            and self.shares.shape[:1] == (nodes,)
            and self.inputs.shape == (1,)
            and bool(((self.roots >= 0) & (self.roots < nodes)).all())
            and bool((leaf == (self.right == places)).all())
            and bool((leaf | ((self.left > places) & (self.right > places))).all())
            and bool(((self.left < nodes) & (self.right < nodes)).all())
            and bool(((self.feature >= 0) & (self.feature < self.width)).all())
        )

    @property
    def width(self) -> int:
        """How many features it takes."""
        return int(self.inputs[0])

    @property
    def categories(self) -> int:
        """How many categories it tells apart."""
        return int(self.shares.shape[1])

    def scores(self, features: Floats) -> Floats:
        """The logarithm of the mean share over the trees."""
        return np.stack([self._score(row) for row in features]) if len(features) else self._none()

    def _score(self, row: Floats) -> Floats:
        node = self.roots
        while True:  # all trees at once, a level a step
            below = np.where(
                row[self.feature[node]] <= self.threshold[node], self.left[node], self.right[node]
            )
            if (below == node).all():
                break
            node = below
        scores: Floats = np.log(self.shares[node].mean(axis=0) + _FLOOR).astype(np.float32)
        return scores

    def _none(self) -> Floats:
        return np.empty((0, self.categories), np.float32)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The nodes of all trees."""
        return {
            "roots": self.roots,
            "left": self.left,
            "right": self.right,
            "feature": self.feature,
            "threshold": self.threshold,
            "shares": self.shares,
            "inputs": self.inputs,
        }


HEADS: Mapping[HeadKind, type[Linear] | type[Network] | type[Forest]] = {
    "forest": Forest,
    "linear": Linear,
    "network": Network,
}


def head_of(kind: str, arrays: Arrays) -> Head:
    """The head that these :meth:`Head.arrays` are of.

    Raises ValueError where they are those of none.
    """
    made = HEADS.get(kind)  # type: ignore[call-overload]
    if made is None:
        raise ValueError(f"no classifier is called {kind!r}")
    try:
        head: Head = made(**arrays)
    except TypeError as error:
        raise ValueError(f"not the arrays of a {kind}: {error}") from None
    return head


def softmax(scores: Floats, temperature: float) -> Floats:
    """Probabilities (n, k) that sum to 1 in each row; the higher the temperature, the flatter."""
    scaled = scores.astype(np.float64) / temperature
    raised = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    shares: Floats = (raised / raised.sum(axis=1, keepdims=True)).astype(np.float32)
    return shares


def _fits(condition: bool) -> None:
    if not condition:
        raise ValueError("the arrays of the classifier do not fit each other")
