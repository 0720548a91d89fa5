"""Neighbours, purity and projections of vectors made by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from plot_samples import text_map
from sklearn.neighbors import NearestNeighbors

from skillsearch.encoder.base import Vectors
from training.plots.neighbours import Nearest, nearest, purity
from training.plots.projections import Plane, aligned, pca, tsne


def angles(*degrees: float) -> Vectors:
    """Unit vectors of the plane."""
    radians = np.deg2rad(degrees)
    return np.stack([np.cos(radians), np.sin(radians)], axis=1).astype(np.float32)


def test_the_nearest_are_those_of_scikit_learn_whatever_the_length_of_vectors() -> None:
    vectors = np.random.default_rng(5).normal(size=(80, 12)).astype(np.float32)
    found = nearest(vectors * 9)
    model = NearestNeighbors(n_neighbors=10, metric="cosine").fit(vectors)
    distance, index = model.kneighbors()
    np.testing.assert_array_equal(found.index, index)
    np.testing.assert_allclose(found.cosine, 1 - distance, atol=1e-6)


def test_equal_neighbours_keep_the_order_of_the_rows() -> None:
    found = nearest(np.ones((4, 3), np.float32), 2)
    assert found.index.tolist() == [[1, 2], [0, 2], [0, 1], [0, 1]]


def test_purity_by_hand() -> None:
    # a at 0° and 10°, b at 14° and 90°: the nearest of 10° is 14°, of 14° is 10°, of 90° is 14°
    found = nearest(angles(0, 10, 14, 90))
    assert found.index[:, 0].tolist() == [1, 2, 1, 2]
    # each group has one other member, so one neighbour counts: a's first and b's last find theirs
    assert purity(found, ["a", "a", "b", "b"]) == pytest.approx(0.5)


def test_purity_is_one_where_groups_stand_apart_even_if_they_are_small() -> None:
    vectors = angles(0, 1, 2, 90, 91, 180)
    assert purity(nearest(vectors), ["a", "a", "a", "b", "b", "alone"]) == 1


def test_purity_counts_ten_neighbours_of_a_large_group() -> None:
    # 11 rows around each of three directions: all ten nearest are of the own direction
    vectors = angles(*(side + spread for side in (0, 90, 180) for spread in range(11)))
    assert purity(nearest(vectors), ["a"] * 11 + ["b"] * 11 + ["c"] * 11) == 1
    # of eleven rows that alternate, six a and five b, an a has five others among ten and a b four
    alternating = ["ab"[number % 2] for number in range(11)] * 3
    assert purity(nearest(vectors), alternating) == pytest.approx((6 * 5 + 5 * 4) / 110)


def test_purity_is_unknown_where_every_group_has_one_member() -> None:
    assert math.isnan(purity(nearest(angles(0, 10, 20)), ["a", "b", "c"]))


def test_projections_are_the_same_on_every_run_and_part_what_is_apart() -> None:
    vectors = text_map().views[1].vectors
    for project in (pca, tsne):
        first = project(vectors)
        np.testing.assert_array_equal(first.positions, project(vectors).positions)
        groups = [point.group for point in text_map().points]
        assert purity(nearest_in_plane(first), groups) == 1
    assert 0.9 < pca(vectors).share <= 1


def nearest_in_plane(plane: Plane) -> Nearest:
    """Of positions by distance, in the form of neighbours by cosine: on a far-off sphere."""
    lifted = plane.positions / np.abs(plane.positions).max()
    return nearest(np.column_stack([lifted, np.full(len(lifted), 5)]).astype(np.float32), 7)


def test_alignment_turns_and_mirrors_but_does_not_bend() -> None:
    base = Plane(np.array([[0, 0], [4, 0], [0, 1]], np.float32), 0.5)
    turned = Plane(base.positions[:, ::-1] * np.array([1, -1], np.float32) + 7, 0.25)
    found = aligned(turned, base)
    np.testing.assert_allclose(
        found.positions, base.positions - base.positions.mean(axis=0), atol=1e-5
    )
    assert found.share == 0.25
