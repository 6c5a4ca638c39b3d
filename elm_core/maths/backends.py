"""Which code does the heavy arithmetic: the WebAssembly kernels where they run, else NumPy.

Chosen at the first use and not at import: an interpreter snapshot may be taken in between, and
what was loaded before it is not there after it.
"""

from __future__ import annotations

import os
import sys
import warnings
from typing import Protocol

from elm_core.maths import backend_numpy
from elm_core.maths.arrays import Array, Reals, Work
from elm_core.maths.spectral import Spectral

#: Environment variable that names a backend.
VARIABLE = "ELM_CORE_BACKEND"

NAMES = ("numpy", "wasm")


class Backend(Protocol):
    """What a backend can do; shapes as in `elm_core.maths.linalg`, and so is what is float32."""

    name: str
    #: Activations that `hidden` applies while it multiplies, with their numbers in the kernels.
    FUSED: dict[str, int]

    def describe(self) -> str: ...
    def matmul(self, a: Reals, b: Reals) -> Reals: ...
    def matmul_t(self, a: Reals, b: Reals) -> Reals: ...
    def cross(self, a: Reals, b: Reals) -> Array: ...
    def gram(self, a: Reals) -> Array: ...
    def add_gram(self, total: Array, a: Reals) -> None: ...
    def mirror(self, a: Array) -> None: ...
    def symmetric_times_vector(self, a: Array, x: Array) -> Array: ...
    def symmetric_update(self, a: Array, x: Array, factor: float, scale: float) -> None: ...
    def hidden(self, x: Reals, weights: Reals, bias: Reals, activation: str) -> Reals: ...
    def exp(self, z: Reals) -> Reals: ...
    def sq_distances(self, a: Array, b: Array, gamma: float | None) -> Array: ...
    def l1_distances(self, a: Array, b: Array, gamma: float | None) -> Array: ...
    def cholesky(self, a: Array) -> Array: ...
    def solve_triangular(self, lower: Reals, b: Reals, transposed: bool) -> Reals: ...
    def reduce(self, a: Array) -> Work[Spectral]: ...


_chosen: Backend | None = None


def current() -> Backend:
    """Return the backend in use; choose it now if that has not been done."""
    global _chosen
    if _chosen is None:
        _chosen = _named(os.environ.get(VARIABLE)) or _best()
    return _chosen


def use(name: str | None) -> None:
    """Use the backend "numpy" or "wasm" from now on; None: choose anew at the next use.

    Raises
    ------
    ImportError, OSError
        If the kernels are asked for and do not run here.
    """
    global _chosen
    _chosen = _named(name)


def _named(name: str | None) -> Backend | None:
    if not name:
        return None
    if name not in NAMES:
        raise ValueError(f"backend must be one of {NAMES}, got {name!r}")
    return _kernels() if name == "wasm" else backend_numpy


def _best() -> Backend:
    if sys.platform != "emscripten":
        return backend_numpy
    try:
        return _kernels()
    except ModuleNotFoundError:
        pass  # elm_core was installed without them, which is nothing to warn of
    except Exception as error:  # whatever is wrong with them, NumPy is right, only slower
        warnings.warn(
            f"elm_kernels does not run here ({error!r}): using NumPy, which is slower",
            RuntimeWarning,
            stacklevel=2,
        )
    return backend_numpy


def _kernels() -> Backend:
    from elm_core.maths import backend_wasm

    backend_wasm.open_module()
    return backend_wasm
