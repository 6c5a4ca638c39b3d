"""What the checks of elm_kernels share. Runs inside Pyodide, beside the checks."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

import numpy as np
from elm_kernels import activations, distances, library, products, reduction, triangular, updates

from elm_core.maths import linalg

#: Around the edges of the register tiles (4, 8), of the panels (64, 256) and of one lane.
SIZES = (0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 65, 100)
BIG = (63, 127, 129, 255, 256, 257, 300)
CANARY = 1234.5
MODULES = (products, activations, distances, reduction, triangular, updates)


class Guarded:
    """NumPy, but every array it makes lies between canaries."""

    def __init__(self) -> None:
        self.buffers: list[tuple[np.ndarray, int]] = []

    def __getattr__(self, name: str) -> object:
        return getattr(np, name)

    def empty(self, shape, dtype=np.float64) -> np.ndarray:
        size, margin = int(np.prod(shape)), 64
        whole = np.full(size + 2 * margin, CANARY, dtype=dtype)
        self.buffers.append((whole, margin))
        return whole[margin : margin + size].reshape(shape)

    def zeros(self, shape, dtype=np.float64) -> np.ndarray:
        out = self.empty(shape, dtype)
        out[...] = 0
        return out

    def array(self, a, dtype=np.float64, order="C") -> np.ndarray:
        out = self.empty(np.shape(a), dtype)
        out[...] = a
        return out

    def check(self) -> None:
        for whole, margin in self.buffers:
            assert (whole[:margin] == CANARY).all(), "written before an output"
            assert (whole[len(whole) - margin :] == CANARY).all(), "written behind an output"
        self.buffers.clear()


@contextlib.contextmanager
def guarded() -> Iterator[Guarded]:
    guard = Guarded()
    for module in MODULES:
        module.np = guard
    try:
        yield guard
    finally:
        for module in MODULES:
            module.np = np


def matrix(random, *shape, dtype=np.float64) -> np.ndarray:
    """Numbers inside a sea of NaN: whatever is read beside them shows."""
    size = int(np.prod(shape))
    whole = np.full(size + 32, np.nan, dtype=dtype)
    whole[16 : 16 + size] = random.standard_normal(size)
    return whole[16 : 16 + size].reshape(shape)


def layouts(a: np.ndarray) -> Iterator[np.ndarray]:
    """The same numbers, otherwise laid out in memory."""
    yield a
    yield np.asfortranarray(a)
    spread = np.full((2 * a.shape[0] + 1, 3 * a.shape[1] + 2), np.nan, dtype=a.dtype)
    spread[: 2 * a.shape[0] : 2, 1 : 3 * a.shape[1] + 1 : 3] = a
    yield spread[: 2 * a.shape[0] : 2, 1 : 3 * a.shape[1] + 1 : 3]
    yield a[::-1, ::-1].copy()[::-1, ::-1]
    fixed = a.copy()
    fixed.setflags(write=False)
    yield fixed
    yield a.astype(a.dtype.newbyteorder(">"))
    odd = np.frombuffer(b"\0" + a.tobytes(), dtype=np.uint8)[1:].view(a.dtype)
    yield odd.reshape(a.shape)


def close(got, want, scale, eps=1e-13) -> None:
    assert got.shape == want.shape, f"{got.shape} != {want.shape}"
    assert got.dtype == want.dtype
    wrong = np.abs(got - want) > eps * scale
    assert not wrong.any(), f"{got.shape}: off by {np.nanmax(np.abs(got - want))}"
    assert (np.isnan(got) == np.isnan(want)).all()


def raises(kind: type[Exception], call: Callable[[], object]) -> bool:
    try:
        call()
    except kind:
        return True
    return False


@contextlib.contextmanager
def engine(variant: str) -> Iterator[None]:
    """Take the module for engines with relaxed SIMD ("relaxed") or for those without ("simd")."""
    detected = library.variant
    library.variant = lambda: variant
    library.variant.cache_clear = lambda: None
    library.forget_library()
    linalg.use(None)
    try:
        yield
    finally:
        library.variant = detected
        library.forget_library()
        linalg.use(None)
