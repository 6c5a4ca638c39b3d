"""The WebAssembly side module: found beside this file, opened at the first call.

It is opened lazily and not at import because an interpreter snapshot may hold this package, and
a function pointer made before a snapshot is no pointer after it.
"""

from __future__ import annotations

import ctypes
import functools
import sys
from ctypes import c_double, c_float, c_int, c_ssize_t, c_void_p
from pathlib import Path

import numpy as np
import numpy.typing as npt

# (module (func (result v128) v128.const 0 v128.const 0 v128.const 0 f64x2.relaxed_madd))
_CONSTANT = b"\xfd\x0c" + bytes(16)
_RELAXED_PROBE = (
    b"\0asm\1\0\0\0\1\5\1\x60\0\1\x7b\3\2\1\0\x0a\x3d\1\x3b\0" + 3 * _CONSTANT + b"\xfd\x87\2\x0b"
)

_GEMM = (*(c_ssize_t,) * 3, c_double, c_void_p, *(c_ssize_t,) * 2, c_void_p)
_GEMM = (*_GEMM, *(c_ssize_t,) * 2, c_void_p, c_ssize_t, c_int)
_HIDDEN = (
    c_int,
    *(c_ssize_t,) * 3,
    *(c_void_p, c_ssize_t, c_ssize_t) * 2,
    *(c_void_p,) * 2,
)
_SOLVE = (c_ssize_t, c_ssize_t, c_int, c_void_p, c_ssize_t, c_ssize_t, c_void_p, c_ssize_t)
_TRANSPOSE = (c_ssize_t, c_ssize_t, c_void_p, c_ssize_t, c_void_p)

_SIGNATURES = {
    "elm_workspace_bytes": (c_ssize_t, ()),
    "elm_lend_workspace": (None, (c_void_p,)),
    "elm_gemm_f64": (None, _GEMM),
    "elm_gemm_f32": (None, (*_GEMM[:3], c_float, *_GEMM[4:])),
    "elm_gemm_f32_to_f64": (None, (*_GEMM[:3], c_float, *_GEMM[4:])),
    "elm_activate_f64": (None, (c_int, c_ssize_t, c_void_p)),
    "elm_activate_f32": (None, (c_int, c_ssize_t, c_void_p)),
    "elm_hidden_f64": (None, _HIDDEN),
    "elm_hidden_f32": (None, _HIDDEN),
    "elm_sq_distances_f64": (
        None,
        (
            *(c_ssize_t,) * 3,
            *(c_void_p, c_ssize_t, c_ssize_t) * 2,
            *(c_void_p,) * 2,
            c_double,
            c_void_p,
        ),
    ),
    "elm_l1_distances_f64": (None, (*(c_ssize_t,) * 3, *(c_void_p,) * 2, c_double, c_void_p)),
    "elm_cholesky_f64": (c_ssize_t, (c_ssize_t, c_void_p, c_ssize_t)),
    "elm_solve_f64": (None, _SOLVE),
    "elm_solve_f32": (None, _SOLVE),
    "elm_tridiagonal_f64": (
        None,
        (c_ssize_t, c_void_p, c_ssize_t, *(c_void_p,) * 4, *(c_ssize_t,) * 2),
    ),
    "elm_sweep_f64": (None, (c_ssize_t, c_ssize_t, *(c_void_p,) * 4)),
    "elm_sweep_f32": (None, (c_ssize_t, c_ssize_t, *(c_void_p,) * 4)),
    "elm_tridiagonal_factor_f64": (
        c_ssize_t,
        (c_ssize_t, c_void_p, c_void_p, c_double, c_void_p, c_void_p),
    ),
    "elm_tridiagonal_upward_f64": (None, (c_ssize_t, c_void_p, c_void_p, c_double, c_void_p)),
    "elm_compact_f64": (None, (c_ssize_t, *(c_void_p,) * 3)),
    "elm_mirror_f64": (None, (c_ssize_t, c_void_p, c_ssize_t)),
    "elm_transpose_f64": (None, _TRANSPOSE),
    "elm_transpose_f32": (None, _TRANSPOSE),
    "elm_symv_f64": (None, (c_ssize_t, c_void_p, c_ssize_t, c_void_p, c_void_p)),
    "elm_syr_f64": (
        None,
        (c_ssize_t, c_double, c_double, c_void_p, c_void_p, c_ssize_t),
    ),
}


def available() -> bool:
    """Whether this Python runs in WebAssembly and the module can be opened."""
    if sys.platform != "emscripten":
        return False
    try:
        library()
    except OSError:
        return False
    return True


@functools.cache
def variant() -> str:
    """Return "relaxed" where the engine has fused multiply-add, else "simd"."""
    from js import Uint8Array, WebAssembly

    probe = Uint8Array.new(len(_RELAXED_PROBE))
    probe.assign(_RELAXED_PROBE)
    return "relaxed" if WebAssembly.validate(probe) else "simd"


def module_file() -> Path:
    """Return the module that this engine can run."""
    return Path(__file__).with_name(f"kernels_{variant()}.wasm")


@functools.cache
def library() -> ctypes.CDLL:
    """Open the module that this engine can run, with the types of its functions set."""
    opened = ctypes.CDLL(str(module_file()))
    for name, (result, arguments) in _SIGNATURES.items():
        function = getattr(opened, name)
        function.restype, function.argtypes = result, arguments
    workspace = np.zeros(opened.elm_workspace_bytes(), dtype=np.uint8)
    opened.elm_lend_workspace(workspace.ctypes.data)
    opened.workspace = workspace  # lives as long as the module that writes to it
    return opened


def forget_library() -> None:
    """Open the module anew at the next call: after a snapshot was restored."""
    library.cache_clear()
    variant.cache_clear()  # the engine may be another one


def operand(array: npt.ArrayLike, dtype: npt.DTypeLike = np.float64) -> npt.NDArray:
    """Return a native, aligned 2-D array of `dtype` whose strides count whole elements."""
    out = np.asarray(array, dtype=dtype)
    if out.ndim != 2:
        raise ValueError(f"expected a 2-D array, got shape {out.shape}")
    if not out.flags.aligned or any(s % out.itemsize for s in out.strides):
        out = np.ascontiguousarray(out)
    return out


def place(array: npt.NDArray) -> tuple[int, int, int]:
    """Return address, row step and column step (in elements) of a 2-D array."""
    rows, columns = array.strides
    return array.ctypes.data, rows // array.itemsize, columns // array.itemsize
