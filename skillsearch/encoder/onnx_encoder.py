"""The CPU encoder: onnxruntime and tokenizers, never torch."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Lock

import numpy as np
import onnxruntime
import psutil
from numpy.typing import NDArray
from tokenizers import Tokenizer

from skillsearch.encoder.base import Fingerprint, Progress, Vectors
from skillsearch.encoder.batching import batches_by_tokens, encode_distinct
from skillsearch.encoder.exported_model import ExportDamaged, ExportedModel
from skillsearch.encoder.fidelity import PROBE

__all__ = ["OnnxEncoder", "physical_cores"]

_BATCH_TOKENS = 1024
"""A few megabytes of activations; 512, 1024 and 2048 were equally fast within the noise."""

_BATCH_TEXTS = 64


class OnnxEncoder:
    """An exported model, ready to encode.

    One vector stands for at most ``fingerprint.max_length`` tokens of a text; callers split longer
    documents. A text's vector does not depend on the other texts of the call: products are
    quantised token by token, and padding is masked. Calls from several threads wait for each other.
    Where the processor's fast 8-bit sums saturate (x86 without VNNI), exact ones are taken.

    Raises :class:`~skillsearch.encoder.exported_model.ExportDamaged` for a folder that is not
    whole. ``threads`` 0 means one for each physical core that this process may use.
    """

    def __init__(self, folder: Path, threads: int = 0) -> None:
        exported = ExportedModel.read(folder)
        try:
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._session = _session(folder, threads, exact=not exported.probe)
        except Exception as error:  # both libraries raise bare Exceptions of their own
            raise ExportDamaged(f"{folder} cannot be loaded: {error}") from None
        self._tokenizer.enable_truncation(exported.fingerprint.max_length)
        self._tokenizer.no_padding()
        self._pad = exported.pad_token_id
        self._inputs = frozenset(node.name for node in self._session.get_inputs())
        self._fingerprint = exported.fingerprint
        self._lock = Lock()
        if exported.probe and not exported.agrees(next(self._window([PROBE]))[1][0]):
            self._session = _session(folder, threads, exact=True)

    @property
    def fingerprint(self) -> Fingerprint:
        """What makes the vectors of this encoder."""
        return self._fingerprint

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        """Unit vectors of ``texts``: float32, shape (len(texts), dimension), same order."""
        with self._lock:
            return encode_distinct(texts, self._fingerprint.dimension, self._window, progress)

    def _window(self, texts: list[str]) -> Iterator[tuple[Sequence[int], Vectors]]:
        ids = [encoding.ids for encoding in self._tokenizer.encode_batch_fast(texts)]
        lengths = [len(row) for row in ids]
        for batch in batches_by_tokens(lengths, _BATCH_TOKENS, _BATCH_TEXTS):
            yield batch, self._run([ids[index] for index in batch])

    def _run(self, rows: list[list[int]]) -> Vectors:
        shape = (len(rows), max(len(row) for row in rows))
        tokens: NDArray[np.int64] = np.full(shape, self._pad, dtype=np.int64)
        mask: NDArray[np.int64] = np.zeros(shape, dtype=np.int64)
        for target, mask_row, row in zip(tokens, mask, rows, strict=True):
            target[: len(row)] = row
            mask_row[: len(row)] = 1
        feeds = {"input_ids": tokens, "attention_mask": mask}
        if "token_type_ids" in self._inputs:
            feeds["token_type_ids"] = np.zeros_like(tokens)
        vectors: Vectors = self._session.run(None, feeds)[0]
        return vectors


def _session(folder: Path, threads: int, *, exact: bool) -> onnxruntime.InferenceSession:
    """The graph, loaded; ``exact`` costs a third of the speed where it is not needed."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or physical_cores()
    options.inter_op_num_threads = 1
    options.log_severity_level = 3  # errors; they are raised too
    if exact:
        options.add_session_config_entry("session.x64quantprecision", "1")
    return onnxruntime.InferenceSession(
        str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
    )


def physical_cores() -> int:
    """Physical cores that this process may run on, at least 1."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(allowed or 1, psutil.cpu_count(logical=False) or allowed or 1))
