"""Vectors of 29,000 English word pieces for elm_core; see word_vectors.md."""

from importlib.resources import files

__version__ = "1.0.0"


def read() -> bytes:
    """Return the file: an .npz with vectors (int8), scale and pieces (UTF-8, one a line)."""
    return files(__name__).joinpath("word_vectors.npz").read_bytes()
