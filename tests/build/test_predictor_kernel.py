"""The kernel that stands in the Predictor's source is what its C source compiles to."""

import sys
from pathlib import Path

import pytest

pytest.importorskip("ziglang")
sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))
import predictor_kernel


def test_the_module_is_up_to_date_and_small():
    text = predictor_kernel.OUT.read_text(encoding="utf-8")
    compiled = [predictor_kernel.compiled(flags) for flags in predictor_kernel.BUILDS.values()]
    for module in compiled:
        assert module.hex() in text, "run scripts/predictor_kernel.py"
        assert len(module) < 4096  # more is not compiled at once in every page
