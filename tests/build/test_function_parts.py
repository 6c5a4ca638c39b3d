"""The texts that functions of table models are made of are the Predictor's own sources."""

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))
import function_parts

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(
    shutil.which("node") is None or not function_parts.TOOLS.exists(), reason="needs esbuild"
)
def test_the_parts_are_up_to_date():
    text = function_parts.OUT.read_text(encoding="utf-8")
    assert text == function_parts.text(), "run scripts/function_parts.py"
    assert all(c.isascii() or c.isalpha() for c in text)  # no blank that an editor may change
