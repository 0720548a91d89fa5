"""The encoder on sentence-transformers: float16 on CUDA, float32 on a CPU."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from skillsearch.encoder.base import Fingerprint, Progress, Vectors
from skillsearch.encoder.batching import batches_by_tokens, encode_distinct
from skillsearch.encoder.fidelity import PRECISION
from skillsearch.encoder.registry import weights_digest
from skillsearch.errors import SettingError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

__all__ = ["TorchEncoder", "max_length_of", "open_model", "pooling_of"]

_BATCH_TOKENS = {"cuda": 65_536, "cpu": 2048}
_BATCH_TEXTS = {"cuda": 4096, "cpu": 64}


class TorchEncoder:
    """Any sentence-transformers model. Vectors as :class:`~skillsearch.encoder.base.Encoder` says.

    A text's vector moves by rounding alone with its neighbours: about 1e-7 a component in float32,
    2e-4 in float16. ``device`` is ``cuda`` or ``cpu``; None takes CUDA where it can be used.
    ``weights`` is the hash for the fingerprint where the folder was made from another form of the
    weights. Raises :class:`~skillsearch.errors.SettingError` for a folder that is not such a model.
    """

    def __init__(
        self, name: str, folder: Path, device: str | None = None, *, weights: str = ""
    ) -> None:
        import torch

        self._device = device or ("cuda" if torch.cuda.is_available() else "cpu")
        self._model = open_model(str(folder), self._device)
        if self._device.startswith("cuda"):
            self._model.half()
        self._kind = "cuda" if self._device.startswith("cuda") else "cpu"
        self._lock = Lock()
        first = self._model.encode([""])
        self._fingerprint = Fingerprint(
            model=name,
            weights=weights or weights_digest(folder),
            dimension=int(first.shape[1]),
            pooling=pooling_of(self._model),
            max_length=max_length_of(self._model),
            precision=PRECISION,
        )

    @property
    def fingerprint(self) -> Fingerprint:
        """What makes the vectors of this encoder."""
        return self._fingerprint

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        """Unit vectors of ``texts``: float32, shape (len(texts), dimension), same order."""
        with self._lock:
            return encode_distinct(texts, self._fingerprint.dimension, self._window, progress)

    def _window(self, texts: list[str]) -> Iterator[tuple[Sequence[int], Vectors]]:
        limit = self._fingerprint.max_length
        counted = self._model.tokenizer(texts, truncation=True, max_length=limit)["input_ids"]
        lengths = [len(ids) for ids in counted]
        for batch in batches_by_tokens(
            lengths, _BATCH_TOKENS[self._kind], _BATCH_TEXTS[self._kind]
        ):
            vectors = self._model.encode(
                [texts[index] for index in batch],
                batch_size=len(batch),
                show_progress_bar=False,
                convert_to_numpy=True,
            )
            yield batch, np.asarray(vectors, dtype=np.float32)


def open_model(folder: str, device: str, attention: str = "sdpa") -> SentenceTransformer:
    """The model in ``folder`` in float32, without progress bars and load reports.

    ``attention`` is transformers' name of an implementation; the ONNX exporter needs ``eager``.

    Raises :class:`~skillsearch.errors.SettingError` when it is not a sentence-transformers model.
    """
    import torch
    import transformers
    from sentence_transformers import SentenceTransformer

    transformers.utils.logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    transformers.utils.logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    logging.getLogger("sentence_transformers").setLevel(logging.ERROR)
    try:
        model = SentenceTransformer(
            folder,
            device=device,
            local_files_only=True,
            model_kwargs={"attn_implementation": attention, "dtype": torch.float32},
        )
    except Exception as error:  # a damaged or foreign folder fails in many ways inside
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise SettingError(
            f"The folder {folder} cannot be opened as a sentence-transformers model: {reason}",
            remedy="Point --model or SKILLSEARCH_MODEL at a folder made by "
            "SentenceTransformer.save().",
        ) from None
    return model.eval()


def pooling_of(model: SentenceTransformer) -> str:
    """How ``model`` makes one vector of many: ``mean``, ``cls`` …, or ``own``."""
    modes = (getattr(module, "pooling_mode", None) for module in model)
    return next((str(mode) for mode in modes if mode), "own")


def max_length_of(model: SentenceTransformer) -> int:
    """How many tokens of a text ``model`` reads."""
    return int(model.max_seq_length or model.tokenizer.model_max_length)
