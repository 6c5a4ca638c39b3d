"""Symmetric matrices as files hold them."""

import numpy as np
import pytest

from elm_core.maths import symmetric


def test_the_upper_triangle_row_by_row():
    square = np.array([[1.0, 2.0, 3.0], [2.0, 4.0, 5.0], [3.0, 5.0, 6.0]])
    assert symmetric.pack(square).tolist() == [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]


@pytest.mark.parametrize("n", [1, 2, 255, 256, 257, 600])
def test_what_was_packed_comes_back_bit_for_bit(n):
    square = np.random.RandomState(n).standard_normal((n, n))
    square += square.T.copy()
    found = symmetric.unpack(symmetric.pack(square), n)
    assert (found == square).all()
    assert found.flags.c_contiguous
