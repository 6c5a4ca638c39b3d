"""Model files of earlier days are read, and the models say what they said then.

`scripts/write_golden.py` adds files; one that is here is never written anew. Where a test fails,
the format broke: mend the reader, not the file (docs/model-file.md, "Versions").
"""

from pathlib import Path

import numpy as np
import pytest

from elm_core.persistence import loads_with_metadata

FILES = sorted((Path(__file__).parent / "golden").glob("*.json"))


def test_the_main_classes_are_here():
    names = {path.stem for path in FILES}
    assert len(names) >= 25
    assert names >= {
        "ELMClassifier",
        "ELMClassifier-diagonal",
        "ELMClassifier-float16",
        "ELMClassifier-full",
        "ELMClassifier-learned",
        "ELMClassifier-statistics",
        "ELMRegressor",
        "KernelELMClassifier",
        "OnlineELMClassifier",
        "Chain",
        "TableClassifier",
        "TableClassifier-readings",
        "TableClassifier-words",
        "TableRegressor",
        "TableRegressor-learned",
        "TableRegressor-readings",
        "TextClassifier",
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_old_file_says_what_it_said(path):
    model, metadata = loads_with_metadata(path.read_text(encoding="utf-8"))
    assert type(model).__name__ == path.stem.partition("-")[0]
    assert "predict" in metadata["says"]
    for method, said in metadata["says"].items():
        says = getattr(model, method)(metadata["asked"])
        if says.dtype.kind == "f":
            np.testing.assert_allclose(says, said, rtol=1e-9, atol=1e-9, err_msg=method)
        else:
            assert says.tolist() == said, method


@pytest.mark.parametrize(
    "name", ["ELMClassifier-statistics", "ELMClassifier-learned", "OnlineELMClassifier"]
)
def test_an_old_file_with_statistics_learns_on(name):
    path = Path(__file__).parent / "golden" / f"{name}.json"
    model, metadata = loads_with_metadata(path.read_text(encoding="utf-8"))
    seen = model.n_samples_seen_
    model.partial_fit(metadata["asked"], metadata["says"]["predict"])
    assert model.n_samples_seen_ == seen + len(metadata["asked"])
