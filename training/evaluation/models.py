"""A model to evaluate: its name or folder, and the arithmetic that it runs in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, get_args

import numpy as np

from skillsearch.encoder import load_encoder
from skillsearch.encoder.base import Encoder, Fingerprint, Progress, Vectors
from skillsearch.encoder.registry import ModelSource, locate
from skillsearch.errors import SettingError
from skillsearch.settings import Settings

__all__ = ["STOCK", "Arithmetic", "EvaluatedModel", "VectorCache", "with_stock"]

STOCK = "all-MiniLM-L6-v2"
"""The model that every table has, so that every row can be judged beside it."""

Arithmetic = Literal["float", "int8"]


@dataclass(frozen=True, slots=True)
class EvaluatedModel:
    """``name`` as ``--model`` takes it; ``float`` is float32 on sentence-transformers on the CPU,
    ``int8`` the exported ONNX form that the product serves.
    """

    name: str
    arithmetic: Arithmetic

    @classmethod
    def of(cls, text: str) -> EvaluatedModel:
        """``NAME``, ``NAME@float`` or ``NAME@int8``; NAME may be a folder.

        Without an arithmetic: float, or int8 where torch or the weights for it are missing.
        Raises :class:`~skillsearch.errors.SettingError` for another arithmetic and
        :class:`~skillsearch.errors.UnknownModel` for what can be neither a folder nor a name.
        """
        name, at, suffix = text.rpartition("@")
        if at and suffix in get_args(Arithmetic):
            locate(name)
            return cls(name.rstrip("/"), "int8" if suffix == "int8" else "float")
        if at and not Path(text).expanduser().is_dir():
            raise SettingError(
                f"{suffix!r} in {text!r} is no arithmetic that models are evaluated in.",
                remedy="Use NAME@float, NAME@int8, or NAME alone.",
            )
        runs_in_float = find_spec("sentence_transformers") and _has_weights(locate(text))
        return cls(text.rstrip("/"), "float" if runs_in_float else "int8")

    @property
    def label(self) -> str:
        """How rows name it: the name as given, with ``@int8`` if that is its arithmetic."""
        return self.name if self.arithmetic == "float" else f"{self.name}@int8"

    @property
    def is_stock(self) -> bool:
        """Whether it is the stock model, in any arithmetic."""
        return locate(self.name).key == locate(STOCK).key

    def open(self, settings: Settings) -> Encoder:
        """The encoder; ``settings`` say where exports are kept and how many threads are used.

        Raises what :func:`~skillsearch.encoder.load_encoder` raises.
        """
        if self.arithmetic == "int8":
            return load_encoder(settings.model_copy(update={"model": self.name, "encoder": "onnx"}))
        from skillsearch.encoder.torch_encoder import TorchEncoder

        source = locate(self.name)
        return TorchEncoder(source.name, source.fetch(), device="cpu")


def with_stock(texts: Sequence[str]) -> tuple[EvaluatedModel, ...]:
    """The models, each once, the stock model first: as listed, else in its usual arithmetic.

    Raises what :meth:`EvaluatedModel.of` raises.
    """
    models = tuple(dict.fromkeys(EvaluatedModel.of(text) for text in texts))
    stock = tuple(model for model in models if model.is_stock) or (EvaluatedModel.of(STOCK),)
    return (*stock, *(model for model in models if model not in stock))


class VectorCache:
    """An :class:`~skillsearch.encoder.base.Encoder` that encodes each distinct text once.

    Holds all vectors that it ever gave: 1.5 kB a text at 384 dimensions.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._row: dict[str, int] = {}
        self._vectors = np.empty((1024, encoder.fingerprint.dimension), dtype=np.float32)

    @property
    def fingerprint(self) -> Fingerprint:
        """That of the encoder."""
        return self._encoder.fingerprint

    @property
    def encoded(self) -> int:
        """How many texts were encoded so far."""
        return len(self._row)

    def missing(self, texts: Sequence[str]) -> list[str]:
        """The texts that are not encoded yet, each once."""
        return [text for text in dict.fromkeys(texts) if text not in self._row]

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        """Unit vectors of ``texts``: float32, shape (len(texts), dimension), same order.

        ``progress`` counts the texts that had to be encoded.
        """
        new = self.missing(texts)
        if new:
            start, stop = len(self._row), len(self._row) + len(new)
            vectors = self._encoder.encode(new, progress=progress)
            if stop > len(self._vectors):
                grown = np.empty((max(stop, 2 * start), vectors.shape[1]), dtype=np.float32)
                grown[:start] = self._vectors[:start]
                self._vectors = grown
            self._vectors[start:stop] = vectors
            self._row.update(zip(new, range(start, stop), strict=True))
        rows = np.fromiter((self._row[text] for text in texts), np.intp, len(texts))
        return self._vectors[rows]


def _has_weights(source: ModelSource) -> bool:
    """Whether there are weights that sentence-transformers reads; a hub is believed to have."""
    folder = source.folder
    patterns = ("*.safetensors", "pytorch_model*.bin")
    return folder is None or any(next(folder.rglob(p), None) for p in patterns)
