"""The data that everybody is measured on: made here, served to the page as flat binary files."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

#: Rows of each case that are kept out of the fit: accuracy is of them.
TEST_ROWS = 1000


@dataclass(frozen=True)
class Case:
    name: str
    n: int
    d: int
    hidden: int
    classes: int
    #: Fits in one round, after one that is cold; the round counts their median.
    repeats: int = 3
    #: Whether NumPy without the kernels takes too long for every run.
    slow: bool = False

    def __str__(self) -> str:
        return f"{self.name} {self.n:,} × {self.d}, {self.hidden:,} hidden, {self.classes} classes"


FITS = (
    Case("c1", 200, 16, 64, 4, repeats=25),
    Case("c2", 1000, 64, 256, 10, repeats=9),
    Case("c3", 5000, 64, 512, 10, slow=True),
    Case("c4", 10_000, 64, 1000, 10, slow=True),
)
LONG = Case("long", 100_000, 64, 1000, 10)
WIDE = Case("wide", 1000, 5000, 1000, 10)
ALL = {case.name: case for case in (*FITS, LONG, WIDE)}

Sample = tuple[npt.NDArray[np.float64], npt.NDArray[np.int32]]


def draw(case: Case) -> Sample:
    """Rows and labels, the last `TEST_ROWS` of them for the test: a random tanh net's choice."""
    random = np.random.RandomState(0)
    x = random.standard_normal((case.n + TEST_ROWS, case.d))
    inner = np.tanh(x @ random.standard_normal((case.d, 20)) / np.sqrt(case.d))
    y = np.argmax(inner @ random.standard_normal((20, case.classes)), axis=1)
    return x, y.astype(np.int32)
