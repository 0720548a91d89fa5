"""The field of work that a document speaks of, as a distribution over a few fields.

Two documents of one field need share no word: what the fields are was learned from resumes sorted
by people (:mod:`training.matching.fields`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from skillsearch.documents import DocumentKind
from skillsearch.encoder.base import Vectors
from skillsearch.errors import SettingError
from skillsearch.store.models import Vector

__all__ = ["SEEN", "FieldModel", "alike", "load_field_model", "shipped_field_model", "views"]

SEEN: Mapping[DocumentKind, tuple[str, ...]] = {
    "resume": ("dense", "title", "beginning"),
    "posting": ("dense", "title"),
}
"""The vectors of a document that :func:`views` looks at."""


@dataclass(frozen=True, eq=False)
class FieldModel:
    """A multinomial logistic regression on the vectors of an encoder.

    ``weights`` (f, 3d) act on :func:`views`, ``bias`` (f,); ``fields`` are the f names.
    ``encoder`` is the SHA-256 of the weights whose vectors it reads.
    """

    fields: tuple[str, ...]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    encoder: str

    def of(self, seen: Vectors) -> NDArray[np.float32]:
        """The probabilities (n, f) of documents, each seen as :func:`views`, (n, 3d)."""
        logits = seen @ self.weights.T + self.bias
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares: NDArray[np.float32] = powers / powers.sum(axis=1, keepdims=True)
        return shares

    def save(self, path: Path) -> None:
        """Write it; floats of half precision, which move a probability by less than .001."""
        np.savez_compressed(
            path,
            fields=np.array(self.fields),
            weights=self.weights.astype(np.float16),
            bias=self.bias,
            encoder=np.array(self.encoder),
        )


def alike(one: NDArray[np.float32], others: NDArray[np.float32]) -> NDArray[np.float32]:
    """How far distributions over fields agree, 0–1: (n,) of (f,) and (n, f).

    The coefficient of Bhattacharyya, "On a measure of divergence between two statistical
    populations" (1943): 1 where they are the same, however sure they are.
    """
    agreement: NDArray[np.float32] = np.sqrt(others) @ np.sqrt(one)
    return agreement


def views(vectors: Mapping[str, Vector]) -> Vectors | None:
    """A document as it is looked at, (3d,): its whole, its titles, and its beginning.

    ``vectors`` are the named ones of a point. What has no beginning of its own, a posting or a
    sentence, begins with its titles. Zeros where there is no title; None where there is no whole.
    """
    whole = vectors.get("dense")
    if not isinstance(whole, np.ndarray):
        return None
    title = vectors.get("title")
    titles = title if isinstance(title, np.ndarray) else np.zeros_like(whole)
    begins = vectors.get("beginning")
    seen: Vectors = np.concatenate(
        [whole, titles, begins if isinstance(begins, np.ndarray) else titles]
    )
    return seen


def load_field_model(path: Path) -> FieldModel:
    """What :meth:`FieldModel.save` wrote.

    Raises :class:`~skillsearch.errors.SettingError` where the file is not one.
    """
    try:
        with np.load(path, allow_pickle=False) as held:
            return FieldModel(
                tuple(held["fields"].tolist()),
                held["weights"].astype(np.float32),
                held["bias"],
                str(held["encoder"]),
            )
    except (OSError, ValueError, KeyError) as error:
        raise SettingError(
            f"{path} holds no fields of work: {error}.",
            remedy="Give the fields.npz that `skillsearch train ats` writes.",
        ) from None


@cache
def shipped_field_model() -> FieldModel:
    """The model that comes with skillsearch."""
    with as_file(files("models") / "match-fit-v1" / "fields.npz") as path:
        return load_field_model(path)
