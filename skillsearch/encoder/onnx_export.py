"""A sentence-transformers folder → an ONNX folder, once; run as a process of its own.

``python -m skillsearch.encoder.onnx_export NAME SOURCE TARGET`` keeps torch, its memory and its
chatter out of the process that serves. See :mod:`skillsearch.encoder.exports` for the caller.
"""

from __future__ import annotations

import json
import sys
import warnings
from dataclasses import replace
from pathlib import Path

import numpy as np

from skillsearch.encoder.base import Fingerprint
from skillsearch.encoder.exported_model import ExportedModel, digest_of, is_whole
from skillsearch.encoder.fidelity import CANONICAL_TEXTS, MIN_COSINE, PRECISION, PROBE, cosines
from skillsearch.encoder.made_once import make_once
from skillsearch.encoder.onnx_encoder import OnnxEncoder
from skillsearch.encoder.registry import weights_digest
from skillsearch.encoder.row_quantisation import quantise_rows
from skillsearch.encoder.smoothing import smoothing_factors
from skillsearch.encoder.tracing import ExportRefused, float_graph
from skillsearch.errors import SettingError

__all__ = ["ExportRefused", "export_model", "fill"]

_MAX_MOVEMENT = 1e-5
"""Largest change of a vector's component that other texts in the batch may cause."""


def export_model(name: str, source: Path, target: Path) -> None:
    """Make the folder ``target`` from the model in ``source``, unless it is there and whole.

    It appears by one rename, after the check against float32. Raises :class:`ExportRefused`.
    """
    make_once(target, lambda folder: fill(folder, name, source), is_whole)


def fill(folder: Path, name: str, source: Path, *, as_shipped: bool = False) -> ExportedModel:
    """Export, quantise and check: the three files of an exported model, in ``folder``.

    The fingerprint has the hash of the weights in ``source``, or, ``as_shipped``, that of
    ``model.onnx``, which is then the only form of the weights there is. Raises
    :class:`ExportRefused`, and :class:`~skillsearch.errors.SettingError` for a folder that is no
    model.
    """
    import onnx

    from skillsearch.encoder.torch_encoder import max_length_of, open_model, pooling_of

    model = open_model(str(source), device="cpu", attention="eager")
    exact = np.asarray(model.encode(list(CANONICAL_TEXTS), normalize_embeddings=True))
    file, tokenizer = folder / "model.onnx", folder / "tokenizer.json"
    model.tokenizer.backend_tokenizer.save(str(tokenizer), pretty=False)
    graph = float_graph(model, scratch=folder)
    max_length = max_length_of(model)
    quantise_rows(graph, smoothing_factors(graph, tokenizer, max_length, CANONICAL_TEXTS))
    onnx.save_model(graph, str(file))
    files = {path.name: digest_of(path) for path in (file, tokenizer)}
    fingerprint = Fingerprint(
        model=name,
        weights=files[file.name] if as_shipped else weights_digest(source),
        dimension=exact.shape[1],
        pooling=pooling_of(model),
        max_length=max_length,
        precision=PRECISION,
    )
    made = ExportedModel(fingerprint, files, int(model.tokenizer.pad_token_id or 0), 0.0, 0.0)
    made.write(folder)
    encoder = OnnxEncoder(folder)
    together = encoder.encode(CANONICAL_TEXTS)
    alone = np.concatenate([encoder.encode([text]) for text in CANONICAL_TEXTS])
    worst = float(cosines(together, exact).min())
    movement = float(np.abs(together - alone).max())
    if worst < MIN_COSINE or movement > _MAX_MOVEMENT:
        raise ExportRefused(
            f"in int8 its vectors are too far from the original ones (cosine {worst:.4f}, at least "
            f"{MIN_COSINE} is asked; they move by {movement:.1e} with the batch)"
        )
    probe = " ".join(str(round(10_000 * value)) for value in encoder.encode([PROBE])[0])
    made = replace(made, min_cosine=worst, movement=movement, probe=probe)
    made.write(folder)
    return made


def _main(name: str, source: str, target: str) -> int:
    """Exit code 0, or 3 with one line of JSON on stdout: what was refused and why."""
    warnings.simplefilter("ignore")
    try:
        export_model(name, Path(source), Path(target))
    except (ExportRefused, SettingError) as refusal:
        print(json.dumps({"refused": str(refusal).rstrip(".")}))
        return 3
    except OSError as error:
        print(json.dumps({"disk": f"{error.strerror}: {error.filename or target}"}))
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
