"""Int8 matrix products whose result for one token depends on that token alone.

onnxruntime's dynamic quantisation takes one scale from the whole batch, so a text's vector moves
with its neighbours (cosine down to 0.984 between batch 1 and batch 32 for all-MiniLM-L6-v2). Here
every token (row of the activations) has its own scale, symmetric around 128 in uint8:

    scale = max|x| / 127        q = round(x / scale) + 128        y = scale · (q - 128) · W₈ · w

with ``W₈`` int8 and ``w`` one scale for each output column. The integer sums are exact, so
neighbours and padding change nothing (largest movement measured: 6e-8), and less is lost.

What a GELU gives is never below -0.17, so it is raised by that much and takes all 255 steps, not
the upper half of them; the product of the constant is taken off again by a bias.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from skillsearch.encoder.base import Vectors

__all__ = ["quantise_rows"]

_MIN_EMBEDDINGS = 1000
"""Tables of fewer rows (positions, token types) stay float: they are small, and exact is free."""

_GELUS = frozenset({"BiasGelu", "Gelu", "FastGelu"})

_GELU_SHIFT = 0.1701
"""The least value of GELU is -0.16997, of its approximation by tanh -0.17004."""


def quantise_rows(model: onnx.ModelProto, smoothing: Mapping[str, Vectors]) -> None:
    """Rewrite ``model`` in place: weights of 2-D matrix products and embedding tables as int8.

    The value projections of fused attention are stored in int8 but computed in float32, which is a
    twelfth of the arithmetic; quantising their activations too would add a quarter to the loss.
    ``smoothing`` has the factors of :mod:`~skillsearch.encoder.smoothing`, for the inputs that have
    any. What was ``<name>`` is then ``<name>/int8`` · ``<name>/scale``, the latter by output column
    (of embeddings: by row); rows of a product's weights are ``<input>/rows/smoothing`` as large.
    """
    rewriter = _Rewriter(model.graph, smoothing)
    nodes = [new for node in model.graph.node for new in rewriter.rewrite(node)]
    kept = [tensor for tensor in model.graph.initializer if tensor.name not in rewriter.replaced]
    del model.graph.node[:], model.graph.initializer[:]
    model.graph.node.extend(nodes)
    model.graph.initializer.extend([*kept, *rewriter.constants.values()])
    if not any(opset.domain == "com.microsoft" for opset in model.opset_import):
        model.opset_import.append(helper.make_opsetid("com.microsoft", 1))


class _Rewriter:
    def __init__(self, graph: onnx.GraphProto, smoothing: Mapping[str, Vectors]) -> None:
        self.constants: dict[str, onnx.TensorProto] = {}
        self._smoothing = smoothing
        self._rows_done: set[str] = set()
        self._values = {
            node.input[2] for node in graph.node if node.op_type == "MultiHeadAttention"
        }
        self._raised = {node.output[0] for node in graph.node if node.op_type in _GELUS}
        consumers: dict[str, list[onnx.NodeProto]] = {}
        for node in graph.node:
            for name in node.input:
                consumers.setdefault(name, []).append(node)
        tables = {t.name: t for t in graph.initializer if len(t.dims) == 2}
        self._tables = {
            name: tensor
            for name, tensor in tables.items()
            if tensor.data_type == TensorProto.FLOAT
            and all(self._can(node, name, tensor) for node in consumers.get(name, []))
        }
        self.replaced = set(self._tables) & set(consumers)

    def rewrite(self, node: onnx.NodeProto) -> Iterator[onnx.NodeProto]:
        if node.op_type == "MatMul" and node.input[1] in self._tables:
            yield from self._exact(node) if node.output[0] in self._values else self._product(node)
        elif node.op_type == "Gather" and node.input[0] in self._tables:
            yield from self._lookup(node)
        else:
            yield node

    def _can(self, node: onnx.NodeProto, name: str, tensor: onnx.TensorProto) -> bool:
        if node.op_type == "MatMul":
            return str(node.input[1]) == name
        return node.op_type == "Gather" and int(tensor.dims[0]) >= _MIN_EMBEDDINGS

    def _exact(self, node: onnx.NodeProto) -> Iterator[onnx.NodeProto]:
        """Int8 in the file, float32 in memory: onnxruntime folds the first two nodes at loading."""
        weight = node.input[1]
        table = numpy_helper.to_array(self._tables[weight])
        table8, scale = self._int8(weight, table)
        make = helper.make_node
        yield make("Cast", [table8], [f"{weight}/cast"], to=TensorProto.FLOAT)
        yield make("Mul", [f"{weight}/cast", scale], [f"{weight}/float"])
        yield make("MatMul", [node.input[0], f"{weight}/float"], [node.output[0]])

    def _product(self, node: onnx.NodeProto) -> Iterator[onnx.NodeProto]:
        x, weight, out = node.input[0], node.input[1], node.output[0]
        table = numpy_helper.to_array(self._tables[weight])
        if x in self._smoothing:
            table = table * self._smoothing[x][:, None]
        raised = x in self._raised
        table8, scale = self._int8(weight, table)
        yield from self._quantised_rows(x, width=table.shape[0])
        zero = self._constant("rows/zero", np.uint8(0))
        middle = self._constant("rows/middle", np.uint8(128))
        one = self._constant("rows/one", np.float32(1.0))
        # Of its own: onnxruntime replaces it where it makes the weights unsigned (without VNNI).
        centre = self._constant(f"{weight}/centre", np.int8(0))
        inputs = [f"{x}/rows", table8, one, scale, zero if raised else middle, centre]
        scaled = f"{out}/raised" if raised else out
        yield helper.make_node(
            "MatMulIntegerToFloat", inputs, [f"{out}/unscaled"], domain="com.microsoft"
        )
        yield helper.make_node("Mul", [f"{out}/unscaled", f"{x}/rows/scale"], [scaled])
        if raised:
            columns = numpy_helper.to_array(self.constants[table8]).sum(axis=0, dtype=np.int64)
            lost = -_GELU_SHIFT * columns * numpy_helper.to_array(self.constants[scale])
            lowering = self._constant(f"{weight}/lowering", lost.astype(np.float32))
            yield helper.make_node("Add", [scaled, lowering], [out])

    def _int8(self, weight: str, table: Vectors) -> tuple[str, str]:
        """Names of the constants: the table (in, out) in int8, and its scales (out)."""
        scale = np.maximum(np.abs(table).max(axis=0), 1e-12) / 127
        table8 = self._constant(f"{weight}/int8", np.rint(table / scale).astype(np.int8))
        return table8, self._constant(f"{weight}/scale", scale.astype(np.float32))

    def _quantised_rows(self, x: str, width: int) -> Iterator[onnx.NodeProto]:
        """``x`` (…, width) → ``x/rows`` uint8 of the same shape and ``x/rows/scale`` (…, 1).

        QuantizeLinear takes one scale an index of one axis, hence the way through two dimensions.
        """
        if x in self._rows_done:
            return
        self._rows_done.add(x)
        rows, even = f"{x}/rows", x
        flat = self._constant(f"rows/flat{width}", np.array([-1, width], np.int64))
        line = self._constant("rows/line", np.array([-1], np.int64))
        tiny = self._constant("rows/tiny", np.float32(1e-12))
        make = helper.make_node
        if x in self._smoothing:
            factors = self._constant(f"{rows}/smoothing", self._smoothing[x])
            even = f"{rows}/even"
            yield make("Div", [x, factors], [even])
        if x in self._raised:
            step = self._constant("rows/step255", np.float32(1 / 255))
            middle = self._constant("rows/zero", np.uint8(0))
            shift = self._constant("rows/shift", np.float32(_GELU_SHIFT))
            even = size = f"{rows}/raised"
            yield make("Add", [x, shift], [even])
        else:
            step = self._constant("rows/step", np.float32(1 / 127))
            middle = self._constant("rows/middle", np.uint8(128))
            size = f"{rows}/abs"
            yield make("Abs", [even], [size])
        yield make("ReduceMax", [size], [f"{rows}/max"], axes=[-1], keepdims=1)
        yield make("Mul", [f"{rows}/max", step], [f"{rows}/step"])
        yield make("Max", [f"{rows}/step", tiny], [f"{rows}/scale"])
        yield make("Reshape", [f"{rows}/scale", line], [f"{rows}/scales"])
        yield make("Shape", [f"{rows}/scales"], [f"{rows}/count"])
        yield make("Expand", [middle, f"{rows}/count"], [f"{rows}/middles"])
        yield make("Reshape", [even, flat], [f"{rows}/flat"])
        quantise = [f"{rows}/flat", f"{rows}/scales", f"{rows}/middles"]
        yield make("QuantizeLinear", quantise, [f"{rows}/flat8"], axis=0)
        yield make("Shape", [x], [f"{rows}/shape"])
        yield make("Reshape", [f"{rows}/flat8", f"{rows}/shape"], [rows])

    def _lookup(self, node: onnx.NodeProto) -> Iterator[onnx.NodeProto]:
        name, ids, out = node.input[0], node.input[1], node.output[0]
        table = numpy_helper.to_array(self._tables[name])
        scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-12) / 127
        table8 = self._constant(f"{name}/int8", np.rint(table / scale).astype(np.int8))
        scales = self._constant(f"{name}/scale", scale.astype(np.float32))
        make = helper.make_node
        yield make("Gather", [table8, ids], [f"{out}/int8"], axis=0)
        yield make("Gather", [scales, ids], [f"{out}/scale"], axis=0)
        yield make("Cast", [f"{out}/int8"], [f"{out}/float"], to=TensorProto.FLOAT)
        yield make("Mul", [f"{out}/float", f"{out}/scale"], [out])

    def _constant(self, name: str, value: NDArray[np.generic] | np.generic) -> str:
        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(np.asarray(value), name)
        return name
