"""The one-screen ELM of the examples is the real one without its extras."""

import runpy
from pathlib import Path

import numpy as np
import pytest
from sklearn.datasets import load_iris, load_wine

from elm_core import ELMClassifier

PATH = Path(__file__).parents[2] / "examples" / "textbook_elm.py"


@pytest.mark.parametrize("load", [load_iris, load_wine])
@pytest.mark.parametrize("seed", [0, 7])
def test_it_predicts_what_the_real_one_predicts(load, seed):
    X, y = load(return_X_y=True)
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    names = np.array(["a", "b", "c"])[y]
    textbook = runpy.run_path(str(PATH))["TextbookELM"](100, 1e-2, seed).fit(X[::2], names[::2])
    real = ELMClassifier(
        100, activation="relu", alpha=1e-2, hidden="uniform", standardize=False, random_state=seed
    ).fit(X[::2], names[::2])
    scores = (textbook.hidden(X) - textbook.H_mean) @ textbook.beta + textbook.T_mean
    assert real.scores(X) == pytest.approx(scores, abs=1e-9)
    best = real.classes_[real.scores(X).argmax(axis=1)]  # predict adds the offsets of calibration
    assert best.tolist() == textbook.predict(X).tolist()


def test_it_runs_and_says_how_good_it_is(capsys):
    runpy.run_path(str(PATH), run_name="__main__")
    said = capsys.readouterr().out
    assert said.endswith(" of 100 new points are right\n")
    assert int(said.split("%")[0]) > 85
