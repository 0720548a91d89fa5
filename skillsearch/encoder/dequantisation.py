"""A shipped int8 model → a sentence-transformers folder, for CUDA and for further training.

Its float32 weights are exactly those that the int8 products stand for (``W₈ · w``, with the
smoothing taken back), so the two differ by the rounding of activations alone.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import numpy as np

from skillsearch.encoder.base import Vectors
from skillsearch.encoder.exported_model import ExportDamaged, ExportedModel

__all__ = ["DESCRIPTION", "float_weights", "write_float_folder"]

DESCRIPTION = "sentence-transformers"
"""Folder, inside a shipped one, of the small files that sentence-transformers needs besides."""

_PARAMETER = re.compile(r"modules_in_order\.0\.(?:auto_)?model\.(.+)")
_PRODUCT = re.compile(r"/modules_in_order\.0/(.+)/MatMul_output_0(?:/unscaled)?")
_ATTENTION_INPUTS = 3


def float_weights(model: Path) -> dict[str, Vectors]:
    """Parameter name → float32 values, from a ``model.onnx`` that was made from a BERT model."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(model).graph
    constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    found: dict[str, Vectors] = {}
    for name, value in constants.items():
        if parameter := _PARAMETER.fullmatch(name.removesuffix("/int8")):
            if name.endswith("/int8"):
                scale = constants[name.removesuffix("int8") + "scale"]
                found[parameter[1]] = (value * scale).astype(np.float32)
            elif "/" not in name:
                found[parameter[1]] = value
    for node in graph.node:
        product = _PRODUCT.fullmatch(node.output[0])
        if product and node.op_type in ("MatMul", "MatMulIntegerToFloat"):
            weight = node.input[1].rsplit("/", 1)[0]
            table = constants[f"{weight}/int8"] * constants[f"{weight}/scale"]
            factors = constants.get(f"{node.input[0]}/smoothing")
            if factors is not None:
                table = table / factors[:, None]
            found[f"{_dotted(product[1])}.weight"] = np.ascontiguousarray(table.T, np.float32)
        if node.op_type == "MultiHeadAttention":
            names = [_PRODUCT.fullmatch(name) for name in node.input[:_ATTENTION_INPUTS]]
            biases = np.split(constants[node.input[_ATTENTION_INPUTS]], _ATTENTION_INPUTS)
            for matched, bias in zip(names, biases, strict=True):
                if matched:
                    found[f"{_dotted(matched[1])}.bias"] = np.ascontiguousarray(bias)
    return found


def write_float_folder(shipped: Path, folder: Path) -> None:
    """Fill ``folder`` with the sentence-transformers form of the model in ``shipped``.

    Raises :class:`~skillsearch.encoder.exported_model.ExportDamaged` for a folder that is not whole
    or holds an export that was made for serving alone.
    """
    from safetensors.numpy import save_file

    ExportedModel.read(shipped)
    if not (shipped / DESCRIPTION / "modules.json").is_file():
        raise ExportDamaged(f"{shipped} has no folder {DESCRIPTION}")
    shutil.copytree(shipped / DESCRIPTION, folder, dirs_exist_ok=True)
    for name in ("tokenizer.json", "README.md"):
        if (shipped / name).is_file():
            shutil.copyfile(shipped / name, folder / name)
    weights = float_weights(shipped / "model.onnx")
    width = len(weights["embeddings.LayerNorm.weight"])
    # Mean pooling never asks BERT's pooler; without weights it would be filled at random.
    weights.setdefault("pooler.dense.weight", np.zeros((width, width), np.float32))
    weights.setdefault("pooler.dense.bias", np.zeros(width, np.float32))
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})


def _dotted(path: str) -> str:
    return path.replace("/", ".")
