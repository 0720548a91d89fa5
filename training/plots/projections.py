"""From the full space to the plane: PCA and t-SNE, the same picture on every run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from skillsearch.encoder.base import Vectors

__all__ = ["PERPLEXITY", "Plane", "aligned", "pca", "tsne"]

PERPLEXITY = 30.0

_SEED = 42


@dataclass(frozen=True, slots=True, eq=False)
class Plane:
    """Positions (float32 [n, 2]); ``share`` is the variance kept, 0..1, NaN where unknown."""

    positions: Vectors
    share: float = float("nan")


def pca(vectors: Vectors) -> Plane:
    """The two directions of largest variance.

    The vectors must have two columns or more, and must not all be the same.
    """
    from sklearn.decomposition import PCA

    model = PCA(2, svd_solver="full")
    positions = model.fit_transform(vectors.astype(np.float64))
    return Plane(positions.astype(np.float32), float(model.explained_variance_ratio_.sum()))


def tsne(vectors: Vectors) -> Plane:
    """t-SNE from the PCA, with perplexity 30, or a third of the points where these are few.

    The vectors must not all be the same; a few points make no picture (see ``views``).
    On one thread: sums over several come out in another order, and so in another picture. Takes
    about 4 s on one core for 1,500 points of 384 dimensions.
    """
    from sklearn.manifold import TSNE
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    perplexity = min(PERPLEXITY, (len(vectors) - 1) / 3)
    with threadpool_limits(1):
        model = TSNE(2, init="pca", perplexity=perplexity, random_state=_SEED, n_jobs=1)
        return Plane(model.fit_transform(vectors.astype(np.float32)))


def aligned(plane: Plane, to: Plane) -> Plane:
    """The same picture turned and mirrored, not bent, to lie as closely as it can on ``to``.

    Turning means nothing in PCA and t-SNE, but lets a reader find the same region twice.
    """
    from scipy.linalg import orthogonal_procrustes

    centred = plane.positions - plane.positions.mean(axis=0)
    wanted = to.positions - to.positions.mean(axis=0)
    turn, _ = orthogonal_procrustes(centred.astype(np.float64), wanted.astype(np.float64))
    return Plane((centred @ turn).astype(np.float32), plane.share)
