"""The toolkit in a thread of Node's beside a page: start, fit c2, predict. Ratios, in turn.

Run: python benchmarks/node_and_page.py [--rounds 7]
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.on_site import on_site
from build_steps.node import node
from build_steps.package import stage_package
from build_steps.site import build_site
from tests.browser.conftest import BLANK

#: 1,000 rows of 64 numbers, 10 classes, 256 hidden units: fit and 1,000 predictions, ms, the least
#: of twelve, as what else the machine does only adds to it.
WORK = """async (ElmToolkit) => {
  let last = performance.now();
  const lap = () => { const from = last; last = performance.now(); return last - from; };
  const elm = await ElmToolkit.start({ snapshot: false });
  const times = { start: lap() };
  const data = Float64Array.from({ length: 64000 }, (_, i) => Math.sin(i * i * 0.37 + i));
  const X = { data, shape: [1000, 64] };
  const y = Array.from({ length: 1000 }, (_, i) => `class ${(7 * i) % 10}`);
  const runs = { fit: [], predict: [] };
  for (let i = 0; i < 12; i++) {
    const model = await elm.create('ELMClassifier', { n_hidden: 256, random_state: i });
    lap();
    await model.fit(X, y);
    runs.fit.push(lap());
    await model.predict(X);
    runs.predict.push(lap());
    await model.dispose();
  }
  const least = (all) => Math.min(...all);
  await elm.dispose();
  return { ...times, fit: least(runs.fit), predict: least(runs.predict) };
}"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder, on_site() as (browser, url):
        installed = Path(folder, "node_modules", "elm-toolkit")
        installed.parent.mkdir()
        stage_package(build_site(), installed)
        program = f"""import {{ ElmToolkit }} from 'elm-toolkit/node';
        console.log(JSON.stringify(await ({WORK})(ElmToolkit)));"""
        Path(folder, "program.mjs").write_text(program, encoding="utf-8")
        command = [node(), "program.mjs"]
        page = browser.new_page(base_url=url, service_workers="block")
        page.goto(BLANK)
        in_page = f"async () => ({WORK})((await import('/client/index.js')).ElmToolkit)"
        ratios: dict[str, list[float]] = {}
        for _ in range(rounds):
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
            node_ms, page_ms = json.loads(done.stdout), page.evaluate(in_page)
            for name, milliseconds in node_ms.items():
                ratios.setdefault(name, []).append(milliseconds / page_ms[name])
            print(f"Node {node_ms}, page {page_ms}")
    for name, found in ratios.items():
        print(f"{name}: {statistics.median(found):.2f} times the page ({len(found)} rounds)")


if __name__ == "__main__":
    main()
