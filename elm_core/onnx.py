"""Models as ONNX graphs, for any runtime that reads them (onnxruntime, Windows ML, mobile).

The graph does what the model does: input scaling, then a product, the activation and another
product for each layer, then the calibrated softmax. Needs ``pip install "elm_core[onnx]"``.
Operators: https://onnx.ai/onnx/operators, opset 17. What runtimes do with the graphs:
docs/interoperability.md.
"""

from __future__ import annotations

import warnings
from math import pi, sqrt
from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core import validation
from elm_core.base import Estimator
from elm_core.exceptions import InvalidInput, not_fitted
from elm_core.maths.hidden import HiddenLayer
from elm_core.maths.linalg import Array
from elm_core.models.automatic.auto import AutoELMClassifier, AutoELMRegressor
from elm_core.models.chains.chain import Chain
from elm_core.models.chains.combine import Combine
from elm_core.models.chains.frozen import Frozen
from elm_core.models.deep import DeepELMClassifier, DeepELMRegressor
from elm_core.models.deep.autoencoder import ELMAutoencoder
from elm_core.models.elm import ELMClassifier, ELMRegressor
from elm_core.models.ensembles.voting import VotingELMClassifier, VotingELMRegressor
from elm_core.models.scored import log_odds, shifted

#: Read by onnxruntime since 2022; ours and later ones can read it, too.
OPSET = 17
_IR_VERSION = 8


class PortabilityWarning(UserWarning):
    """A runtime is known that gives other answers than the exported model."""


def export(model: Any, *, dtype: str = "float32") -> Any:
    """Return a trained feed-forward model as an ONNX model.

    The input ``X`` is (n, n_features). A classifier has the outputs ``label`` (n,) and
    ``probabilities`` (n, n_classes), in the order of `classes_`; a regressor ``prediction``; an
    encoder ``embedding``.

    Parameters
    ----------
    model : ELMClassifier, ELMRegressor, DeepELM…, ELMAutoencoder; Chain, Combine, VotingELM… or
        AutoELM… of these
        Fitted.
    dtype : {"float32", "float64"}, default "float32"
        Of input, weights and arithmetic. float32 is what all runtimes have; OpenVINO computes
        float64, too, in 32 bits, and in 16 where the processor can, unless it is compiled with
        ``INFERENCE_PRECISION_HINT="f32"``.

    Returns
    -------
    onnx.ModelProto
        ``.SerializeToString()`` gives the bytes of the file.

    Raises
    ------
    InvalidInput
        For models that are no feed-forward graph (kernels, text) and labels without an ONNX type.

    Warns
    -----
    PortabilityWarning
        For float64, and for labels that are numbers which 32 bits do not hold: OpenVINO gives the
        nearest number that they do.

    Examples
    --------
    >>> from elm_core import ELMClassifier
    >>> from elm_core.onnx import export
    >>> model = ELMClassifier(8, random_state=0).fit([[0.0], [1.0]] * 4, ["a", "b"] * 4)
    >>> [output.name for output in export(model).graph.output]
    ['label', 'probabilities']
    """
    validation.check_choice("dtype", dtype, ("float32", "float64"))
    if not isinstance(model, Estimator) or not model.is_fitted:
        raise not_fitted(type(model).__name__)
    graph = _Graph(dtype)
    learned: Any = model
    result = graph.model(model, "X")
    _warn(dtype, getattr(learned, "classes_", None))
    outputs: list[tuple[str, int, list[Any]]]
    if hasattr(model, "predict_proba"):
        graph.name(result, "probabilities")
        graph.label(learned, "probabilities", "label")
        outputs = [
            ("label", graph.label_type(learned.classes_), ["n"]),
            ("probabilities", graph.type, ["n", len(learned.classes_)]),
        ]
    elif hasattr(model, "predict"):
        flat = _target_ndim(model) == 1
        graph.name(graph.node("Squeeze", result, graph.ints([1])) if flat else result, "prediction")
        outputs = [("prediction", graph.type, ["n"] if flat else ["n", "outputs"])]
    else:
        graph.name(result, "embedding")
        outputs = [("embedding", graph.type, ["n", "units"])]
    return graph.proto(type(model).__name__, learned.n_features_in_, outputs)


def dump(model: Any, path: Any, *, dtype: str = "float32") -> None:
    """Write `export` of a model to a file."""
    from pathlib import Path

    Path(path).write_bytes(export(model, dtype=dtype).SerializeToString())


class _Graph:
    """The nodes and constants of a graph under construction. Values are known by name."""

    def __init__(self, dtype: str) -> None:
        from onnx import TensorProto

        self._dtype = np.dtype(dtype)
        self.type = int(TensorProto.FLOAT if dtype == "float32" else TensorProto.DOUBLE)
        self._nodes: list[Any] = []
        self._constants: list[Any] = []

    # -- parts

    def node(self, operator: str, *inputs: str, **attributes: Any) -> str:
        """Add a node and return the name of its one output."""
        from onnx import helper

        output = f"v{len(self._nodes)}"
        self._nodes.append(helper.make_node(operator, list(inputs), [output], **attributes))
        return output

    def name(self, value: str, name: str) -> None:
        """Give a value a name."""
        from onnx import helper

        self._nodes.append(helper.make_node("Identity", [value], [name]))

    def constant(self, array: npt.NDArray[Any]) -> str:
        """Add a constant array and return its name."""
        from onnx import numpy_helper

        name = f"c{len(self._constants)}"
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def numbers(self, values: Any) -> str:
        """Add a constant of the graph's own type."""
        return self.constant(np.asarray(values, dtype=self._dtype))

    def ints(self, values: Any) -> str:
        """Add a constant of whole numbers."""
        return self.constant(np.asarray(values, dtype=np.int64))

    def proto(self, name: str, n_features: int, outputs: list[tuple[str, int, list[Any]]]) -> Any:
        """Return the graph as a checked model."""
        from onnx import checker, helper

        graph = helper.make_graph(
            self._nodes,
            name,
            [helper.make_tensor_value_info("X", self.type, ["n", n_features])],
            [helper.make_tensor_value_info(*output) for output in outputs],
            self._constants,
        )
        model = helper.make_model(
            graph,
            opset_imports=[helper.make_opsetid("", OPSET)],
            ir_version=_IR_VERSION,
            producer_name="elm_core",
        )
        checker.check_model(model)
        return model

    # -- models

    def model(self, model: Any, x: str) -> str:
        """Add a model: its probabilities, predictions (n × outputs) or embedding."""
        if isinstance(model, Frozen):
            return self.model(model.estimator, x)
        if isinstance(model, AutoELMClassifier):
            return self.model(model.model_, x)
        if isinstance(model, AutoELMRegressor):
            return self._in_range(model, self.model(model.model_, x))
        if isinstance(model, Chain):
            for _, step in model.steps_:
                x = self.model(step, x)
            return x
        if isinstance(model, Combine):
            return self.node("Concat", *(self.model(e, x) for e in model.encoders_), axis=1)
        if isinstance(model, (VotingELMClassifier, VotingELMRegressor)):
            return self._voting(model, x)
        if isinstance(model, (DeepELMClassifier, DeepELMRegressor)):
            for encoder in model.encoders_:
                x = self._encoder(encoder["offset"], encoder["scale"], encoder["beta"], x)
            return self.model(model.head_, x)
        if isinstance(model, ELMAutoencoder):
            embedding = self._encoder(model.mean_, model.scale_, model.beta_, x)
            return self._activation(model.output_activation, embedding)
        if isinstance(model, (ELMClassifier, ELMRegressor)):
            return self._elm(model, x)
        raise InvalidInput(
            f"{type(model).__name__} is no feed-forward model that ONNX could hold",
            parameter="model",
        )

    def _elm(self, model: Any, x: str) -> str:
        scaled = self._scaled(model.mean_, model.scale_, x)
        hidden = self._hidden(model.map_.layer, scaled)
        if model.map_.layer.direct_links:
            hidden = self.node("Concat", hidden, scaled, axis=1)
        scores = self._affine(hidden, model.coef_, model.intercept_)
        if not isinstance(model, ELMClassifier):
            return scores
        offset = shifted(model, np.zeros((1, len(model.classes_))))
        scores = self.node("Add", scores, self.numbers(offset))
        logits = self.node("Mul", scores, self.numbers(model.inverse_temperature_))
        return self.node("Softmax", logits, axis=1)

    def _in_range(self, model: AutoELMRegressor, predicted: str) -> str:
        known = model.target_range_
        if model.log_target_:
            predicted = self.node("Exp", predicted)
        if known is None or not model.clip:
            return predicted
        return self.node("Clip", predicted, self.numbers(known[0]), self.numbers(known[1]))

    def _voting(self, model: Any, x: str) -> str:
        parts = []
        for member, weight in zip(model.members_, model.weights_, strict=True):
            if hasattr(model, "classes_") and len(member.classes_) != len(model.classes_):
                raise InvalidInput(
                    "members of a vote must know the same classes", parameter="model"
                )
            parts.append(self.node("Mul", self.model(member, x), self.numbers(weight)))
        return self.node("Sum", *parts)

    def _encoder(self, offset: Array, scale: Array, beta: Array, x: str) -> str:
        return self.node("MatMul", self._scaled(offset, scale, x), self.numbers(beta.T))

    def _scaled(self, mean: Array, scale: Array, x: str) -> str:
        return self.node("Div", self.node("Sub", x, self.numbers(mean)), self.numbers(scale))

    def _affine(self, x: str, weights: Array, bias: Array) -> str:
        return self.node("Gemm", x, self.numbers(weights), self.numbers(bias))

    def _hidden(self, layer: HiddenLayer, x: str) -> str:
        if callable(layer.activation):
            raise InvalidInput("a function as activation has no ONNX form", parameter="activation")
        if layer.activation != "rbf":
            return self._activation(layer.activation, self._affine(x, layer.weights, layer.bias))
        # exp(−bⱼ ‖x − wⱼ‖²), with ‖x − w‖² = ‖x‖² − 2xw + ‖w‖²
        squares = np.einsum("ij,ij->j", layer.weights, layer.weights)
        own = self.node("ReduceSumSquare", x, axes=[1])
        apart = self.node("Add", own, self._affine(x, -2.0 * layer.weights, squares))
        near = self.node("Max", apart, self.numbers(0.0))
        return self.node("Exp", self.node("Mul", near, self.numbers(-layer.bias)))

    def _activation(self, name: str, z: str) -> str:
        simple = {"tanh": "Tanh", "sigmoid": "Sigmoid", "relu": "Relu", "sine": "Sin"}
        if name in simple:
            return self.node(simple[name], z)
        if name == "linear":
            return z
        if name == "leaky_relu":
            return self.node("Max", z, self.node("Mul", z, self.numbers(0.01)))
        if name == "gelu":  # in the tanh form of `maths.activations`
            cube = self.node("Mul", self.node("Mul", z, z), z)
            inner = self.node("Add", z, self.node("Mul", cube, self.numbers(0.044715)))
            bent = self.node("Tanh", self.node("Mul", inner, self.numbers(sqrt(2.0 / pi))))
            half = self.node("Mul", z, self.numbers(0.5))
            return self.node("Mul", half, self.node("Add", bent, self.numbers(1.0)))
        if name == "rbf":  # of an embedding: e⁻ᶻ
            return self.node("Exp", self.node("Neg", z))
        raise InvalidInput(f"activation {name!r} has no ONNX form", parameter="activation")

    # -- labels

    def label(self, model: Any, probabilities: str, name: str) -> None:
        """Add the label that a classifier decides for by its probabilities."""
        odds = log_odds(model)
        if odds is not None:
            probabilities = self.node("Mul", probabilities, self.numbers(np.exp(odds)))
        best = self.node("ArgMax", probabilities, axis=1, keepdims=0)
        self.name(self.node("Gather", self.constant(_labels(model.classes_)), best), name)

    def label_type(self, classes: npt.NDArray[Any]) -> int:
        """Return the ONNX type of the labels."""
        from onnx import helper

        return int(helper.np_dtype_to_tensor_dtype(_labels(classes).dtype))


def _labels(classes: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return labels as text, whole numbers, numbers or booleans."""
    kind = classes.dtype.kind
    if kind == "U" or (kind == "O" and all(isinstance(c, str) for c in classes)):
        return classes.astype(object)
    if kind in "iu":
        return classes.astype(np.int64)
    if kind in "fb":
        return classes.astype(np.float64 if kind == "f" else np.bool_)
    raise InvalidInput(f"labels of type {classes.dtype} have no ONNX type", parameter="model")


def _warn(dtype: str, classes: npt.NDArray[Any] | None) -> None:
    """Tell what OpenVINO makes of the graph: it has 32 bits for numbers of 64."""
    if dtype == "float64":
        warnings.warn(
            "OpenVINO computes this float64 graph in 32 bits, other runtimes in 64: take their "
            "answers to differ by rounding to 32 bits",
            PortabilityWarning,
            stacklevel=3,
        )
    if classes is None or classes.dtype.kind not in "iuf":
        return
    labels = _labels(classes)
    if labels.dtype == np.int64:
        limits = np.iinfo(np.int32)
        held = np.clip(labels, limits.min, limits.max)
    else:
        with np.errstate(over="ignore"):
            held = labels.astype(np.float32).astype(np.float64)
    if (held != labels).any():
        first = int((held != labels).argmax())
        warnings.warn(
            f"label {classes[first]} needs 64 bits and is {held[first]} in OpenVINO, which has 32 "
            "for it: train with labels as texts where the model is to run there",
            PortabilityWarning,
            stacklevel=3,
        )


def _target_ndim(model: Any) -> int:
    if isinstance(model, Chain):
        return _target_ndim(model.steps_[-1][1])
    for inner in ("model_", "head_"):
        if hasattr(model, inner):
            return _target_ndim(getattr(model, inner))
    return int(model.target_ndim_)
