"""The models have not changed: vectors of the canonical texts are those committed beside this file.

Run ``python tests/encoder/test_canonical_vectors.py [MODEL]`` to make the pins anew, of both models
or of one, after a change of model or quantisation that is meant; indexes must then be built anew.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from skillsearch.encoder import SHIPPED, Encoder, load_encoder
from skillsearch.encoder.fidelity import CANONICAL_TEXTS, MIN_COSINE, cosines
from skillsearch.settings import load_settings

PINNED = (SHIPPED, "all-MiniLM-L6-v2")


def pins(model: str) -> Path:
    return Path(__file__).parent / "pins" / f"{model}.npy"


def committed(model: str) -> NDArray[np.float32]:
    vectors: NDArray[np.float32] = np.load(pins(model)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def is_pinned(encoder: Encoder) -> bool:
    # Processors round float sums differently, which can flip an int8 step here and there.
    expected = committed(encoder.fingerprint.model)
    return bool(cosines(encoder.encode(CANONICAL_TEXTS), expected).min() >= 0.999)


def test_the_shipped_model_gives_the_committed_vectors(encoder: Encoder) -> None:
    assert encoder.fingerprint.model == SHIPPED
    assert is_pinned(encoder)


def test_an_export_of_the_stock_model_gives_the_committed_vectors(stock: Encoder) -> None:
    assert is_pinned(stock)


@pytest.mark.parametrize("model", PINNED)
def test_the_committed_vectors_tell_every_text_apart(model: str) -> None:
    vectors = committed(model)
    assert vectors.shape == (len(CANONICAL_TEXTS), 384)
    others = vectors @ vectors.T - 2 * np.eye(len(vectors))
    assert others.max() < 0.9


def test_int8_stays_near_the_float32_of_sentence_transformers(stock: Encoder) -> None:
    from skillsearch.encoder.registry import locate
    from skillsearch.encoder.torch_encoder import TorchEncoder

    source = locate("all-MiniLM-L6-v2")
    exact = TorchEncoder(source.name, source.fetch(), device="cpu")
    near = cosines(stock.encode(CANONICAL_TEXTS), exact.encode(CANONICAL_TEXTS))
    assert near.min() >= MIN_COSINE
    assert near.min() >= 0.998, "measured: 0.9987"
    assert near.mean() >= 0.999, "measured: 0.9993"
    assert exact.fingerprint == stock.fingerprint


if __name__ == "__main__":
    for name in sys.argv[1:] or PINNED:
        pins(name).parent.mkdir(exist_ok=True)
        encoder_of_name = load_encoder(load_settings(encoder="onnx", model=name))
        np.save(pins(name), encoder_of_name.encode(CANONICAL_TEXTS).astype(np.float16))
