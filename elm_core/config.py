"""What this Python runs on: versions, and the code behind the linear algebra."""

from __future__ import annotations

import platform
import sys

import numpy as np

from elm_core.maths import backends


def show_config(*, mode: str = "stdout") -> dict[str, str] | None:
    """Print versions and the linear algebra in use, or return them with ``mode="dicts"``.

    Examples
    --------
    >>> import elm_core
    >>> elm_core.show_config(mode="dicts")["backend"]
    'numpy'
    """
    from elm_core import __version__

    backend = backends.current()
    about = {
        "elm_core": __version__,
        "numpy": np.__version__,
        "python": platform.python_version(),
        "platform": sys.platform,
        "backend": backend.name,
        "linear algebra": backend.describe(),
        "word vectors": _word_vectors(),
    }
    if mode == "dicts":
        return about
    if mode != "stdout":
        raise ValueError(f'mode must be "stdout" or "dicts", got {mode!r}')
    for name, value in about.items():
        print(f"{name:<16}{value}")
    return None


def _word_vectors() -> str:
    from elm_core.features.word_vectors import installed

    found = installed()
    if found is None:
        return "none: text models do without; the package elm_vectors has some"
    return f"{found.name['package']} {found.name['version']}, {found.n_features} numbers each"
