"""Which code does the arithmetic, and that it can be told and seen."""

import subprocess
import sys
import types

import numpy as np
import pytest

import elm_core
from elm_core.maths import backends, linalg


@pytest.fixture(autouse=True)
def chosen_anew():
    backends.use(None)
    yield
    backends.use(None)


def test_numpy_is_used_where_it_has_a_blas(capsys):
    assert elm_core.show_config(mode="dicts")["backend"] == "numpy"
    assert elm_core.show_config() is None
    said = capsys.readouterr().out
    assert np.__version__ in said and elm_core.__version__ in said and "BLAS" in said


def test_unknown_names_are_refused():
    with pytest.raises(ValueError, match="cuda"):
        linalg.use("cuda")
    with pytest.raises(ValueError, match="yaml"):
        elm_core.show_config(mode="yaml")
    assert backends.current().name == "numpy"


def test_kernels_that_do_not_run_here_are_refused():
    with pytest.raises(ImportError):
        linalg.use("wasm")
    assert backends.current().name == "numpy"


@pytest.mark.parametrize("name", ["numpy", ""])
def test_the_environment_names_a_backend(name):
    program = "import elm_core; print(elm_core.show_config(mode='dicts')['backend'])"
    env = {backends.VARIABLE: name}
    done = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True)
    assert done.stdout.strip() == "numpy", done.stderr


def test_absent_kernels_are_nothing_to_warn_of(monkeypatch, recwarn):
    monkeypatch.setattr(sys, "platform", "emscripten")
    assert backends.current().name == "numpy"
    assert not recwarn


def test_broken_kernels_give_way_with_one_warning(monkeypatch, recwarn):
    monkeypatch.setattr(sys, "platform", "emscripten")
    monkeypatch.setitem(sys.modules, "elm_kernels", types.ModuleType("elm_kernels"))
    assert backends.current().name == "numpy"
    assert linalg.matmul(np.eye(2), np.eye(2)).tolist() == np.eye(2).tolist()
    [warning] = recwarn
    assert "elm_kernels" in str(warning.message)
