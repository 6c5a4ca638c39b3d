"""How a figure over seeds is printed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def report(name: str, values: Sequence[float], more: str = "") -> None:
    """Print the mean and the standard deviation."""
    print(f"{name:56s} {np.mean(values):.4f} ± {np.std(values):.4f}  {more}".rstrip(), flush=True)
