"""What holds for any text: a unit vector, always the same one, whatever stands beside it."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skillsearch.encoder import Encoder
from skillsearch.encoder.fidelity import CANONICAL_TEXTS

ANY_TEXT = st.one_of(
    st.sampled_from(CANONICAL_TEXTS), st.text(st.characters(codec=None), max_size=120)
)
FEW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@FEW
@given(texts=st.lists(ANY_TEXT, min_size=1, max_size=24), data=st.data())
def test_a_text_gets_the_same_vector_whatever_its_neighbours(
    encoder: Encoder, texts: list[str], data: st.DataObject
) -> None:
    together = encoder.encode(texts)
    order = data.draw(st.permutations(range(len(texts))))
    cut = data.draw(st.integers(0, len(texts)))
    parts = [encoder.encode([texts[i] for i in part]) for part in (order[:cut], order[cut:])]
    apart = np.concatenate(parts)
    np.testing.assert_allclose(apart, together[list(order)], rtol=0, atol=1e-6)


@FEW
@given(texts=st.lists(ANY_TEXT, max_size=12))
def test_every_vector_is_finite_and_of_unit_length(encoder: Encoder, texts: list[str]) -> None:
    vectors = encoder.encode(texts)
    assert vectors.shape == (len(texts), encoder.fingerprint.dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_padding_next_to_a_full_window_leaves_a_short_text_alone(encoder: Encoder) -> None:
    alone = encoder.encode(["weld pipes"])
    beside = encoder.encode(["weld pipes", "a long sentence about the work of a welder " * 60])
    np.testing.assert_allclose(beside[0], alone[0], rtol=0, atol=1e-6)


@pytest.mark.parametrize(
    "text",
    ["", " ", "\ud800", "a\x00b\x1b[0m", "焊接不锈钢管", "x" * 100_000, "plan menus " * 10_000],
    ids=["empty", "blank", "lone surrogate", "control", "Chinese", "one long word", "long text"],
)
def test_a_strange_text_gets_a_vector_like_any_other(encoder: Encoder, text: str) -> None:
    assert np.linalg.norm(encoder.encode([text])[0]) == pytest.approx(1, abs=1e-5)


def test_what_lies_beyond_the_window_changes_nothing(encoder: Encoder) -> None:
    window = "plan " * (encoder.fingerprint.max_length - 2)
    assert np.array_equal(*encoder.encode([window + "menus", window + "welding of pipes"]))


def test_meaning_is_in_the_vectors(encoder: Encoder) -> None:
    nurse, ward, weld = encoder.encode(
        ["care for patients", "nursing on a hospital ward", "weld steel pipes"]
    )
    assert nurse @ ward > nurse @ weld + 0.2


def test_no_texts_give_an_empty_matrix(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, 384)


def test_progress_adds_up_to_all_texts_repeated_ones_included(encoder: Encoder) -> None:
    texts = [f"skill {i % 70}" for i in range(200)]
    steps: list[int] = []
    vectors = encoder.encode(texts, progress=steps.append)
    assert sum(steps) == 200
    assert len(steps) > 1
    assert np.array_equal(vectors[:70], vectors[70:140])


def test_several_threads_may_use_one_encoder(encoder: Encoder) -> None:
    texts = [[f"{text} {i}" for text in CANONICAL_TEXTS[:10]] for i in range(8)]
    expected = [encoder.encode(some) for some in texts]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(encoder.encode, texts))
    np.testing.assert_allclose(np.stack(found), np.stack(expected), rtol=0, atol=1e-6)


def test_an_export_that_is_there_is_served_without_torch(exported_models: Path) -> None:
    script = (
        "import sys\n"
        "import skillsearch.encoder\n"
        "assert not {'torch', 'onnxruntime', 'transformers'} & set(sys.modules)\n"
        "from skillsearch.settings import load_settings\n"
        f"home = {str(exported_models)!r}\n"
        "settings = load_settings(data_dir=home, encoder='onnx', model='all-MiniLM-L6-v2')\n"
        "skillsearch.encoder.load_encoder(settings).encode(['Python'])\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'onnx', 'huggingface_hub'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
