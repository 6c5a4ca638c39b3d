"""Sparse rows without SciPy: what text needs of a CSR matrix, in whole-array NumPy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from elm_core.maths import linalg

Array = npt.NDArray[np.float64]
Index = npt.NDArray[np.int64]

#: Products that `dot_t` expands at a time: 2²⁰ of them take 24 MB.
_CHUNK = 2**20
#: So few right-hand rows are multiplied one by one, without an inverted index.
_FEW = 8
#: A column is multiplied as a dense one where that many sparse products would be dearer.
_DENSE_GAIN = 16


@dataclass(frozen=True)
class CSR:
    """Compressed sparse rows.

    Row i holds ``data[indptr[i]:indptr[i + 1]]`` in the columns ``indices[…]``, which differ
    from each other within a row.

    Parameters
    ----------
    indptr : int64 (n_rows + 1,)
    indices : int64 (nnz,)
    data : float64 (nnz,)
    n_columns : int

    Examples
    --------
    >>> rows = CSR.from_dicts([{0: 3.0, 2: 4.0}, {}, {2: 1.0}], 3)
    >>> rows.to_dense().tolist()
    [[3.0, 0.0, 4.0], [0.0, 0.0, 0.0], [0.0, 0.0, 1.0]]
    >>> dot_t(rows, rows).tolist()
    [[25.0, 0.0, 4.0], [0.0, 0.0, 0.0], [4.0, 0.0, 1.0]]
    """

    indptr: Index
    indices: Index
    data: Array
    n_columns: int

    @classmethod
    def from_dicts(cls, rows: Sequence[Mapping[int, float]], n_columns: int) -> CSR:
        """Return rows given as ``{column: value}``."""
        indptr = np.cumsum([0, *(len(row) for row in rows)])
        indices = np.array([c for row in rows for c in row], dtype=np.int64)
        data = np.array([v for row in rows for v in row.values()], dtype=np.float64)
        return cls(indptr, indices, data, n_columns)

    @classmethod
    def from_dense(cls, dense: Any) -> CSR:
        """Return the rows of an array (n × columns) without its zeros."""
        dense = np.asarray(dense, dtype=np.float64)
        row, indices = np.nonzero(dense)
        indptr = np.zeros(len(dense) + 1, dtype=np.int64)
        np.cumsum(np.bincount(row, minlength=len(dense)), out=indptr[1:])
        return cls(indptr, indices, dense[row, indices], dense.shape[1])

    @classmethod
    def from_counts(cls, row: Index, column: Index, n_rows: int, n_columns: int) -> CSR:
        """Return how often each (row, column) occurs in two arrays of equal length."""
        wide = row.astype(np.int64) * n_columns + column  # beyond 2³¹, where wasm's intp ends
        keys, counts = np.unique(wide, return_counts=True)
        rows, indices = np.divmod(keys, max(n_columns, 1))
        indptr = np.zeros(n_rows + 1, dtype=np.int64)
        np.cumsum(np.bincount(rows, minlength=n_rows), out=indptr[1:])
        return cls(indptr, indices, counts.astype(np.float64), n_columns)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.n_rows, self.n_columns

    @property
    def n_rows(self) -> int:
        """Number of rows."""
        return len(self.indptr) - 1

    def row_of(self) -> Index:
        """Return the row of every stored value."""
        return np.repeat(np.arange(self.n_rows), _places(np.diff(self.indptr)))

    def row_sums(self, values: Array) -> Array:
        """Return, for each row, the sum of `values` (nnz,), which stand beside ``data``."""
        return np.asarray(np.bincount(self.row_of(), values, self.n_rows), dtype=np.float64)

    def with_data(self, data: Array) -> CSR:
        """Return rows with the same columns and other values."""
        return CSR(self.indptr, self.indices, data, self.n_columns)

    def normalized(self) -> CSR:
        """Return rows of Euclidean length 1; rows of zeros stay zero."""
        length = np.sqrt(self.row_sums(self.data * self.data))
        length[length == 0] = 1.0
        return self.with_data(self.data / length[self.row_of()])

    def below(self, n_columns: int) -> CSR:
        """Return the rows cut to the first `n_columns` columns, or widened to as many."""
        kept = self.indices < n_columns
        if kept.all():
            return CSR(self.indptr, self.indices, self.data, n_columns)
        return self._only(kept, self.indices, n_columns)

    def in_columns(self, columns: Index) -> CSR:
        """Return the rows in some columns, in the order given."""
        place = np.full(self.n_columns, -1)
        place[columns] = np.arange(len(columns))
        at = place[self.indices]
        return self._only(at >= 0, at, len(columns))

    def _only(self, kept: npt.NDArray[np.bool_], indices: Index, n_columns: int) -> CSR:
        indptr = np.concatenate([[0], np.cumsum(kept)])[self.indptr]
        return CSR(indptr, indices[kept], self.data[kept], n_columns)

    def rows(self, start: int, stop: int) -> CSR:
        """Return rows `start` to `stop`, sharing memory."""
        part = slice(int(self.indptr[start]), int(self.indptr[stop]))
        indptr = self.indptr[start : stop + 1] - self.indptr[start]
        return CSR(indptr, self.indices[part], self.data[part], self.n_columns)

    def take(self, places: Index) -> CSR:
        """Return some rows, in the order given."""
        length = np.diff(self.indptr)[places]
        indptr = np.concatenate([[0], np.cumsum(length)])
        first = self.indptr[:-1][places] - indptr[:-1]
        at = np.arange(int(indptr[-1])) + np.repeat(first, _places(length))
        return CSR(indptr, self.indices[at], self.data[at], self.n_columns)

    def append(self, other: CSR) -> CSR:
        """Return these rows followed by those of `other`, as wide as the wider of them."""
        return CSR(
            np.concatenate([self.indptr, other.indptr[1:] + self.indptr[-1]]),
            np.concatenate([self.indices, other.indices]),
            np.concatenate([self.data, other.data]),
            max(self.n_columns, other.n_columns),
        )

    def to_dense(self) -> Array:
        """Return the rows as an array (n_rows × n_columns)."""
        out = np.zeros((self.n_rows, self.n_columns))
        out[self.row_of(), self.indices] = self.data
        return out

    toarray = to_dense  # SciPy's name
    ndim = 2

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> npt.NDArray[Any]:
        """Return the rows as an array, for libraries that do not know them."""
        return np.asarray(self.to_dense(), dtype=dtype)

    def to_scipy(self) -> Any:
        """Return the rows as a ``scipy.sparse.csr_matrix``, which takes no more room."""
        from scipy.sparse import csr_matrix

        return csr_matrix((self.data, self.indices, self.indptr), shape=self.shape)

    def check(self) -> None:
        """Raise ValueError if the arrays do not describe a matrix (of a file, say)."""
        nnz = len(self.indices)
        fits = (
            self.indptr.ndim == self.indices.ndim == self.data.ndim == 1
            and len(self.indptr) > 0
            and self.indptr.dtype.kind == self.indices.dtype.kind == "i"
            and self.indptr[0] == 0
            and self.indptr[-1] == nnz == len(self.data)
            and bool((np.diff(self.indptr) >= 0).all())
            and (nnz == 0 or (self.indices.min() >= 0 and self.indices.max() < self.n_columns))
        )
        if not fits:
            raise ValueError("sparse rows whose arrays do not fit together")


def dot_t(a: CSR, b: CSR) -> Array:
    """A Bᵀ, dense (rows of A × rows of B); missing columns of the narrower one are zeros.

    A few rows of B: each is spread over the columns and gathered at A's values. Many: the
    columns that most rows have are multiplied as dense ones; for the others, every value of B
    meets the values of A in its column (the postings of an inverted index), and the products
    are summed by `numpy.bincount`, a bounded number at a time.
    """
    width = max(a.n_columns, b.n_columns)
    if b.n_rows <= _FEW:
        return _by_row(a, b, width)
    if a.n_rows <= _FEW:
        return np.ascontiguousarray(_by_row(b, a, width).T)
    in_a = np.bincount(a.indices, minlength=width)
    in_b = np.bincount(b.indices, minlength=width)
    dense = in_a * in_b * _DENSE_GAIN > a.n_rows * b.n_rows
    out = np.zeros((a.n_rows, b.n_rows))
    common = np.flatnonzero(dense)
    for start in range(0, len(common), 4096):
        some = common[start : start + 4096]
        dense_a, dense_b = (m.below(width).in_columns(some).to_dense() for m in (a, b))
        out += linalg.matmul_t(dense_a, dense_b)
    _add_sparse(out, a, in_a, b, ~dense)
    return out


def _by_row(a: CSR, b: CSR, width: int) -> Array:
    out = np.empty((a.n_rows, b.n_rows))
    row = a.row_of()
    spread = np.zeros(width)
    for j in range(b.n_rows):
        own = slice(b.indptr[j], b.indptr[j + 1])
        spread[b.indices[own]] = b.data[own]
        out[:, j] = np.bincount(row, weights=a.data * spread[a.indices], minlength=a.n_rows)
        spread[b.indices[own]] = 0.0
    return out


def _add_sparse(out: Array, a: CSR, in_a: Index, b: CSR, wanted: npt.NDArray[np.bool_]) -> None:
    """Add the products of the `wanted` columns to `out`, row block by row block of B."""
    by_column = np.argsort(a.indices, kind="stable")
    posting_row, posting_value = a.row_of()[by_column], a.data[by_column]
    first = np.concatenate([[0], np.cumsum(in_a)])
    kept = wanted[b.indices] & (in_a[b.indices] > 0)
    column, value, row = b.indices[kept], b.data[kept], b.row_of()[kept]
    length = _places(in_a[column])
    done = np.concatenate([[0], np.cumsum(length)])
    # cut where rows of B begin, so that each block of B's rows is one bincount
    begin = np.searchsorted(row, np.arange(b.n_rows + 1))
    start = 0
    while start < b.n_rows:
        limit = done[begin[start]] + _CHUNK
        stop = max(int(np.searchsorted(done[begin], limit, side="right")) - 1, start + 1)
        stop = min(stop, b.n_rows, start + max(1, _CHUNK // max(a.n_rows, 1)))
        part = slice(begin[start], begin[stop])
        n = length[part]
        offset = np.arange(int(n.sum())) - np.repeat(np.cumsum(n) - n, n)
        at = np.repeat(first[column[part]], n) + offset
        key = posting_row[at] + a.n_rows * np.repeat(row[part] - start, n)
        products = posting_value[at] * np.repeat(value[part], n)
        block = np.bincount(key, weights=products, minlength=a.n_rows * (stop - start))
        out[:, start:stop] += block.reshape(stop - start, a.n_rows).T
        start = stop


def _places(counts: npt.NDArray[Any]) -> npt.NDArray[np.intp]:
    """Counts as `numpy.repeat` takes them: in wasm, 64 bits are too many."""
    return counts.astype(np.intp, copy=False)
