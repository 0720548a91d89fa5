"""Texts encoded per second: the ONNX int8 encoder against sentence-transformers in float32.

Both sides run on the CPU with the same threads, take turns, and get the same texts; a figure is the
median of the repetitions. The folder of datasets holds ``esco/*1.1.1*en*csv.zip`` (preferred
labels) and ``sentences/esco_1.1.0.tsv``; without it the canonical texts are repeated with numbers.
"""

from __future__ import annotations

import csv
import io
import statistics
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import console, table
from skillsearch.encoder import Vectors, load_encoder
from skillsearch.encoder.fidelity import CANONICAL_TEXTS, cosines
from skillsearch.encoder.onnx_encoder import physical_cores
from skillsearch.settings import load_settings

__all__ = ["Comparison", "measure_encoding"]

REPETITIONS = 5

_LABELS = 1500
_SENTENCES = 600


@dataclass(frozen=True, slots=True)
class Comparison:
    """Texts per second of both sides on one kind of text, and how near the vectors are."""

    kind: str
    texts: int
    onnx_int8: float
    torch_float32: float
    mean_cosine: float
    min_cosine: float

    @property
    def ratio(self) -> float:
        """How many times as fast the ONNX encoder is."""
        return self.onnx_int8 / self.torch_float32


def compare(
    kind: str,
    texts: Sequence[str],
    fast: Callable[[Sequence[str]], Vectors],
    exact: Callable[[Sequence[str]], Vectors],
    repetitions: int,
) -> Comparison:
    """Time both on ``texts``, taking turns; the first turn of each warms up and is not counted."""
    near = cosines(fast(texts), exact(texts))
    seconds: dict[str, list[float]] = {"fast": [], "exact": []}
    for _ in range(repetitions):
        for name, encode in (("fast", fast), ("exact", exact)):
            started = time.perf_counter()
            encode(texts)
            seconds[name].append(time.perf_counter() - started)
    return Comparison(
        kind,
        len(texts),
        onnx_int8=len(texts) / statistics.median(seconds["fast"]),
        torch_float32=len(texts) / statistics.median(seconds["exact"]),
        mean_cosine=float(near.mean()),
        min_cosine=float(near.min()),
    )


def labels(datasets: Path | None) -> list[str]:
    """Distinct short labels: ESCO's preferred labels, else the shortest canonical texts."""
    archives = sorted((datasets / "esco").glob("*1.1.1*- en -*.zip")) if datasets else []
    if not archives:
        short = [text for text in CANONICAL_TEXTS if len(text.split()) <= 6]
        return [f"{short[i % len(short)]} {i}" for i in range(_LABELS)]
    with zipfile.ZipFile(archives[0]) as archive, archive.open("skills_en.csv") as stream:
        rows = csv.DictReader(io.TextIOWrapper(stream, "utf-8"))
        found = list(dict.fromkeys(row["preferredLabel"] for row in rows))
    return found[:: max(1, len(found) // _LABELS)][:_LABELS]


def sentences(datasets: Path | None) -> list[str]:
    """Distinct sentences of about 21 tokens, else the longer canonical texts."""
    file = datasets / "sentences" / "esco_1.1.0.tsv" if datasets else None
    if file is None or not file.is_file():
        longer = [text for text in CANONICAL_TEXTS if 10 <= len(text.split()) <= 20]
        return [f"{longer[i % len(longer)]} {i}" for i in range(_SENTENCES)]
    lines = file.read_text(encoding="utf-8").splitlines()[1:]
    found = list(dict.fromkeys(line.split("\t")[0] for line in lines))
    return found[:: max(1, len(found) // _SENTENCES)][:_SENTENCES]


def _sentence_transformers(threads: int) -> Callable[[Sequence[str]], Vectors]:
    """What a user would write: ``SentenceTransformer(folder).encode(texts)`` as it comes."""
    import torch

    from skillsearch.encoder.registry import locate
    from skillsearch.encoder.torch_encoder import open_model

    torch.set_num_threads(threads)
    model = open_model(str(locate("all-MiniLM-L6-v2").fetch()), device="cpu")

    def encode(texts: Sequence[str]) -> Vectors:
        vectors: Vectors = model.encode(list(texts), show_progress_bar=False)
        return vectors

    return encode


def measure_encoding(datasets: Path | None, data_dir: Path) -> None:
    """Compare the ONNX int8 encoder with sentence-transformers in float32 on this CPU."""
    threads = physical_cores()
    fast = load_encoder(
        load_settings(model="all-MiniLM-L6-v2", encoder="onnx", data_dir=data_dir)
    ).encode
    exact = _sentence_transformers(threads)
    shown = table(
        f"Encoding, all-MiniLM-L6-v2, {threads} threads, texts a second (median of {REPETITIONS})",
        "texts",
        "number",
        "ONNX int8",
        "sentence-transformers float32",
        "times faster",
        "cosine, mean",
        "least",
    )
    for kind, texts in (("labels", labels(datasets)), ("sentences", sentences(datasets))):
        row = compare(kind, texts, fast, exact, REPETITIONS)
        shown.add_row(
            row.kind,
            f"{row.texts:,}",
            f"{row.onnx_int8:,.0f}",
            f"{row.torch_float32:,.0f}",
            f"{row.ratio:.1f} ×",
            f"{row.mean_cosine:.4f}",
            f"{row.min_cosine:.4f}",
        )
    console.print(shown)
