"""A sentence-transformers folder → an ONNX folder, once; run as a process of its own.

``python -m skillsearch.encoder.onnx_export NAME SOURCE TARGET`` keeps torch, its memory and its
chatter out of the process that serves. See :mod:`skillsearch.encoder.exports` for the caller.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import filelock
import numpy as np

from skillsearch.encoder.base import Fingerprint
from skillsearch.encoder.exported_model import ExportDamaged, ExportedModel, digest_of
from skillsearch.encoder.fidelity import CANONICAL_TEXTS, MIN_COSINE, PRECISION, cosines
from skillsearch.encoder.onnx_encoder import OnnxEncoder
from skillsearch.encoder.registry import weights_digest
from skillsearch.encoder.row_quantisation import quantise_rows
from skillsearch.errors import SettingError

if TYPE_CHECKING:
    import onnx
    from sentence_transformers import SentenceTransformer

__all__ = ["ExportRefused", "export_model"]

_OPSET = 17
"""The newest opset of the exporter whose graphs onnxruntime's fusions recognise."""

_MAX_MOVEMENT = 1e-5
"""Largest change of a vector's component that other texts in the batch may cause."""

_HALF_MADE = "half-made-"


class ExportRefused(Exception):
    """The model cannot be run by the ONNX encoder; the text says why."""


def export_model(name: str, source: Path, target: Path) -> None:
    """Make the folder ``target`` from the model in ``source``, unless it is there and whole.

    It appears by one rename, after the check against float32. One process exports at a time; what
    a killed one left is removed. Raises :class:`ExportRefused`.
    """
    models = target.parent
    models.mkdir(parents=True, exist_ok=True)
    with filelock.FileLock(models / "export.lock"):
        try:
            ExportedModel.read(target)
            return
        except ExportDamaged:
            shutil.rmtree(target, ignore_errors=True)
        for left in models.glob(f"{_HALF_MADE}*"):
            shutil.rmtree(left, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix=_HALF_MADE, dir=models))
        try:
            _fill(folder, name, source)
            folder.chmod(0o755)
            folder.rename(target)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _fill(folder: Path, name: str, source: Path) -> None:
    """Export, quantise and check; with 7-bit weights if 8 are not near enough on this machine.

    (Without VNNI instructions the sums of 8-bit products can saturate in int16.)
    """
    import onnx

    from skillsearch.encoder.torch_encoder import max_length_of, open_model, pooling_of

    model = open_model(str(source), device="cpu", attention="eager")
    exact = np.asarray(model.encode(list(CANONICAL_TEXTS), normalize_embeddings=True))
    model.tokenizer.backend_tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    graph = _fused(_traced(model, folder), model)
    fingerprint = Fingerprint(
        model=name,
        weights=weights_digest(source),
        dimension=exact.shape[1],
        pooling=pooling_of(model),
        max_length=max_length_of(model),
        precision=PRECISION,
    )
    worst = -1.0
    for bits in (8, 7):
        small = onnx.ModelProto()
        small.CopyFrom(graph)
        quantise_rows(small, weight_bits=bits)
        onnx.save_model(small, str(folder / "model.onnx"))
        files = {file: digest_of(folder / file) for file in ("model.onnx", "tokenizer.json")}
        pad = int(model.tokenizer.pad_token_id or 0)
        ExportedModel(fingerprint, files, pad, bits, 0.0, 0.0).write(folder)
        encoder = OnnxEncoder(folder)
        together = encoder.encode(CANONICAL_TEXTS)
        alone = np.concatenate([encoder.encode([text]) for text in CANONICAL_TEXTS])
        worst = float(cosines(together, exact).min())
        movement = float(np.abs(together - alone).max())
        if worst >= MIN_COSINE and movement <= _MAX_MOVEMENT:
            ExportedModel(fingerprint, files, pad, bits, worst, movement).write(folder)
            _flush(folder)
            return
    raise ExportRefused(
        f"in int8 its vectors are too far from the original ones (cosine {worst:.4f}, at least "
        f"{MIN_COSINE} is asked; they move by {movement:.1e} with the batch)"
    )


def _traced(model: SentenceTransformer, folder: Path) -> Path:
    """The whole of ``model`` as ONNX: token ids → what its last module makes, pooling included."""
    import torch

    class Pipeline(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.modules_in_order = model

        def forward(self, *tensors: torch.Tensor) -> torch.Tensor:
            features = dict(zip(names, tensors, strict=True))
            for module in self.modules_in_order:
                features = module(features)
            vectors: torch.Tensor = features["sentence_embedding"]
            return vectors

    example = model.tokenizer(
        ["plan the work", "plan the work of a team of musicians"], padding=True, return_tensors="pt"
    )
    names = list(example)
    axes = {name: {0: "texts", 1: "tokens"} for name in names}
    file = folder / "float32.onnx"
    try:
        torch.onnx.export(
            Pipeline().eval(),
            tuple(example[name] for name in names),
            str(file),
            input_names=names,
            output_names=["vectors"],
            dynamic_axes={**axes, "vectors": {0: "texts"}},
            opset_version=_OPSET,
            dynamo=False,  # the fusions below know the graphs of this exporter, not of the other
        )
    except Exception as error:  # the exporter raises whatever the model's code meets
        raise ExportRefused(f"torch cannot export it ({type(error).__name__})") from error
    return file


def _fused(file: Path, model: SentenceTransformer) -> onnx.ModelProto:
    """The graph with attention and GELU as one node each, where onnxruntime recognises them.

    LayerNormalization is left apart: fused with the sum before it, it ran four times slower.
    """
    from onnxruntime.transformers import optimizer
    from onnxruntime.transformers.fusion_options import FusionOptions

    config = getattr(getattr(model[0], "auto_model", None), "config", None)
    options = FusionOptions("bert")
    options.use_multi_head_attention = True
    options.enable_embed_layer_norm = False
    options.enable_skip_layer_norm = False
    fused = optimizer.optimize_model(
        str(file),
        model_type="bert",
        num_heads=int(getattr(config, "num_attention_heads", 0)),
        hidden_size=int(getattr(config, "hidden_size", 0)),
        optimization_options=options,
        opt_level=0,
    )
    file.unlink()
    graph: onnx.ModelProto = fused.model
    return graph


def _flush(folder: Path) -> None:
    """Bring the files to the disk, so that the rename never outlives what it names."""
    for file in folder.iterdir():
        descriptor = os.open(file, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


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
