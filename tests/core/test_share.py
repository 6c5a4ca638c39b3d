"""docs/share.md tells the truth: its example runs, and links hold what it says they hold."""

import base64
import re
import shutil
import subprocess
import zlib
from pathlib import Path

import pytest

from elm_core import dumps, loads
from scripts.gallery_recipes import RECIPES

ROOT = Path(__file__).parents[2]
NODE = shutil.which("node")
PAGE = (ROOT / "docs/share.md").read_text(encoding="utf-8")


@pytest.mark.skipif(NODE is None, reason="needs Node")
def test_the_example(tmp_path):
    recipe = RECIPES["iris"]()
    model = recipe.train(recipe.X, recipe.y)
    (tmp_path / "model.json").write_text(dumps(model), encoding="utf-8")
    (code,) = re.findall(r"```js\n(.*?)```", PAGE, re.DOTALL)
    read = f"readFileSync({str(tmp_path / 'model.json')!r}, 'utf8')"
    code = code.replace("await (await fetch('model.json')).text()", read)
    code = code.replace("./client", (ROOT / "web/client").as_uri())
    script = tmp_path / "page.mjs"
    script.write_text(f"import {{ readFileSync }} from 'node:fs';\n{code}console.log(fragment);\n")
    done = subprocess.run([NODE, script], capture_output=True, timeout=60, check=True, text=True)
    *said, fragment = done.stdout.splitlines()
    assert said == re.findall(r"^console.*// (.*)$", code, re.MULTILINE)
    payload = fragment.removeprefix("#elm1.")
    packed = base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
    again = loads(zlib.decompress(packed, -15).decode())
    X = recipe.as_samples(recipe.X)
    assert again.predict(X).tolist() == model.predict(X).tolist()


def test_links_are_as_long_as_the_page_says():
    for name, options in (("iris", {}), ("rents", {}), ("digits", {"precision": "float16"})):
        (told,) = re.findall(rf"^\| {name}, .*\| ([\d,]+) \|$", PAGE, re.MULTILINE)
        recipe = RECIPES[name]()
        about = {"name": recipe.card["title"], **recipe.metadata}
        text = dumps(recipe.train(recipe.X, recipe.y), metadata=about, **options)
        squeeze = zlib.compressobj(6, zlib.DEFLATED, -15)
        packed = squeeze.compress(text.encode()) + squeeze.flush()
        assert 4 / 3 * len(packed) == pytest.approx(int(told.replace(",", "")), rel=0.05)
