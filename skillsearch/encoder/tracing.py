"""A sentence-transformers model → one ONNX graph in float32, from token ids to vectors."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import onnx
    from sentence_transformers import SentenceTransformer

__all__ = ["ExportRefused", "float_graph"]

_OPSET = 17
"""The newest opset of the exporter whose graphs onnxruntime's fusions recognise."""


class ExportRefused(Exception):
    """The model cannot be run by the ONNX encoder; the text says why."""


def float_graph(model: SentenceTransformer, scratch: Path) -> onnx.ModelProto:
    """The whole of ``model``, opened with eager attention, pooling included.

    Attention and GELU are one node each, where onnxruntime recognises them. Parameters of the
    transformer keep their names after a prefix; weights of products lose theirs, but not the nodes.
    ``scratch`` is a folder for a file of the model's size. Raises :class:`ExportRefused`.
    """
    with warnings.catch_warnings(action="ignore"):  # that a trace sees one example; it is meant
        return _fused(_traced(model, scratch), model)


def _traced(model: SentenceTransformer, folder: Path) -> Path:
    """Token ids → what the last module makes, as torch exports it."""
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
    """The graph with its fusions; reads and removes ``file``.

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
