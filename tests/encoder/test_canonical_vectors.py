"""The model has not changed: vectors of the canonical texts are those committed beside this file.

Run ``python tests/encoder/test_canonical_vectors.py`` to make ``canonical_vectors.npy`` anew, after
a change of model or quantisation that is meant; every index must then be built anew too.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from skillsearch.encoder import Encoder, load_encoder
from skillsearch.encoder.fidelity import CANONICAL_TEXTS, MIN_COSINE, cosines
from skillsearch.settings import load_settings

FILE = Path(__file__).with_name("canonical_vectors.npy")


def test_the_canonical_vectors_are_the_committed_ones(encoder: Encoder) -> None:
    committed = np.load(FILE)
    assert committed.shape == (len(CANONICAL_TEXTS), 384)
    # Processors round float sums differently, which can flip an int8 step here and there.
    assert cosines(encoder.encode(CANONICAL_TEXTS), committed).min() >= 0.999


def test_the_committed_vectors_tell_every_text_apart() -> None:
    committed = np.load(FILE)
    others = committed @ committed.T - 2 * np.eye(len(committed))
    assert others.max() < 0.9


def test_int8_stays_near_the_float32_of_sentence_transformers(encoder: Encoder) -> None:
    from skillsearch.encoder.registry import locate
    from skillsearch.encoder.torch_encoder import TorchEncoder

    source = locate("all-MiniLM-L6-v2")
    exact = TorchEncoder(source.name, source.fetch(), device="cpu")
    near = cosines(encoder.encode(CANONICAL_TEXTS), exact.encode(CANONICAL_TEXTS))
    assert near.min() >= MIN_COSINE
    assert near.mean() >= 0.998
    assert exact.fingerprint == encoder.fingerprint


if __name__ == "__main__":
    np.save(FILE, load_encoder(load_settings(encoder="onnx")).encode(CANONICAL_TEXTS))
