"""The kernels in one Chromium page against native NumPy on one thread: ratios.

Run: python benchmarks/kernels_page.py

AᵀA of 2000 × 1000 float64 (counted as 2 n h² operations), and a fit of 10,000 × 64 with 1,000
hidden units and 10 classes, from the page's call to its answer; medians, in seconds.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

for variable in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[variable] = "1"  # BLAS reads it while NumPy is imported
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from playwright.sync_api import Page, sync_playwright

from build_steps.browser import ensure_browser
from build_steps.server import SiteServer
from build_steps.site import build_site
from elm_core import ELMClassifier

ROWS, COLUMNS = 2000, 1000
N, D, HIDDEN, CLASSES = 10_000, 64, 1000, 10
ALPHAS: tuple[float | str, ...] = (1.0, "loo")

GRAM = f"""
import json, time
import numpy as np
from elm_core.maths import linalg

a = np.random.RandomState(0).standard_normal(({ROWS}, {COLUMNS}))

def median(call, times):
    call()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return sorted(taken)[times // 2]

linalg.use("wasm")
kernel = median(lambda: linalg.gram(a), 9)
linalg.use("numpy")
tiled = median(lambda: linalg.gram(a), 1)
json.dumps({{"kernel": kernel, "tiled": tiled, "numpy": median(lambda: a.T @ a, 1)}})
"""

WORKER = b"""
onmessage = async ({ data }) => {
  const { runtime } = await (await fetch(data.manifest)).json();
  const indexURL = new URL(runtime.indexURL, data.manifest).href;
  const { loadPyodide } = await import(indexURL + 'pyodide.mjs');
  const pyodide = await loadPyodide({ indexURL });
  await pyodide.loadPackage(runtime.packages);
  postMessage(JSON.parse(pyodide.runPython(data.code)));
};
"""
RUN_GRAM = """({ manifest, code }) => new Promise((resolve, reject) => {
  const worker = new Worker('/bench.js', { type: 'module' });
  worker.onmessage = ({ data }) => { worker.terminate(); resolve(data); };
  worker.onerror = (event) => reject(new Error(event.message));
  worker.postMessage({ manifest: new URL(manifest, location.href).href, code });
})"""
RUN_FIT = """async ({ alphas, n, d, hidden, classes, times }) => {
  const { ElmToolkit } = await import('/client/index.js');
  const elm = await ElmToolkit.start();
  let s = 1;
  const random = () => (s = (Math.imul(s, 1103515245) + 12345) >>> 0) / 2 ** 32 - 0.5;
  const data = Float64Array.from({ length: n * d }, random);
  const signal = (i) => Math.abs(4 * data[i * d] * data[i * d + 1] + data[i * d + 2]);
  const y = Int32Array.from({ length: n }, (_, i) => Math.floor(2 * classes * signal(i)) % classes);
  const out = {};
  for (const alpha of alphas) {
    const taken = [];
    for (let i = 0; i <= times; i++) {
      const options = { n_hidden: hidden, alpha, random_state: 0 };
      const model = await elm.create('ELMClassifier', options);
      const start = performance.now();
      await model.fit({ data, shape: [n, d] }, y);
      taken.push((performance.now() - start) / 1000);
      await model.dispose();
    }
    out[alpha] = taken.slice(1).sort((a, b) => a - b)[times >> 1]; // the first one warms up
  }
  return out;
}"""


def median(call: Callable[[], object], times: int) -> float:
    call()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def textbook(x: np.ndarray, targets: np.ndarray, weights: np.ndarray, bias: np.ndarray) -> object:
    """β = (HᵀH + I)⁻¹ HᵀT and nothing else: no scaling, no leave-one-out, no calibration."""
    h = np.tanh(x @ weights + bias)
    return np.linalg.solve(h.T @ h + np.eye(len(bias)), h.T @ targets)


def native() -> dict[str, float]:
    random = np.random.RandomState(0)
    a = random.standard_normal((ROWS, COLUMNS))
    b = a.copy()  # another array, or NumPy would see AᵀA and do half of the work
    out = {"gemm": median(lambda: a.T @ b, 9), "syrk": median(lambda: a.T @ a, 9)}
    x = random.uniform(-0.5, 0.5, (N, D))
    y = (np.abs(4 * x[:, 0] * x[:, 1] + x[:, 2]) * 2 * CLASSES).astype(int) % CLASSES
    for alpha in ALPHAS:
        model = ELMClassifier(n_hidden=HIDDEN, alpha=alpha, random_state=0)
        out[str(alpha)] = median(lambda model=model: model.fit(x, y), 3)
    weights, bias = random.standard_normal((D, HIDDEN)), random.standard_normal(HIDDEN)
    out["textbook"] = median(lambda: textbook(x, np.eye(CLASSES)[y], weights, bias), 3)
    return out


def in_the_page() -> tuple[dict[str, float], dict[str, float]]:
    site = build_site()
    [assets] = site.glob("assets-*")
    extra = {"/bench.js": WORKER, "/bench.html": b"<!doctype html><title>bench</title>"}
    with SiteServer(site, extra=extra) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=ensure_browser(), args=["--no-sandbox"]
        )
        try:
            page: Page = browser.new_page()
            page.goto(f"{server.url}/bench.html")
            asked = {"manifest": f"/{assets.name}/manifest.json", "code": GRAM}
            gram = page.evaluate(RUN_GRAM, asked)
            case = {"n": N, "d": D, "hidden": HIDDEN, "classes": CLASSES, "times": 3}
            fit = page.evaluate(RUN_FIT, {**case, "alphas": list(ALPHAS)})
        finally:
            browser.close()
    return gram, {str(alpha): fit[key] for alpha, key in zip(ALPHAS, fit, strict=True)}


def main() -> None:
    here = native()
    gram, fit = in_the_page()
    rate = 2e-9 * ROWS * COLUMNS**2
    print(f"AᵀA {ROWS} × {COLUMNS}, f64")
    for name, seconds in (
        ("native dgemm", here["gemm"]),
        ("native dsyrk", here["syrk"]),
        ("page, kernel", gram["kernel"]),
        ("page, NumPy in tiles", gram["tiled"]),
        ("page, NumPy a.T @ a", gram["numpy"]),
    ):
        share = here["gemm"] / seconds
        print(f"  {name:22}{seconds:9.4f} s {rate / seconds:7.1f} GFLOP/s {share:6.2f} of dgemm")
    print(f"  kernel / NumPy in the page: {gram['numpy'] / gram['kernel']:.1f} ×")
    print(f"fit {N} × {D}, {HIDDEN} hidden, {CLASSES} classes")
    print(f"  native, textbook formula only   {here['textbook']:7.3f} s")
    for alpha in map(str, ALPHAS):
        line = f"  alpha={alpha:4}  native {here[alpha]:7.3f} s, page {fit[alpha]:7.3f} s"
        ratios = f"{fit[alpha] / here[alpha]:.2f} × native, {fit[alpha] / here['textbook']:.2f} ×"
        print(f"{line}: {ratios} textbook")
    fixed, chosen = map(str, ALPHAS)
    print(f"  loo / fixed in the page: {fit[chosen] / fit[fixed]:.2f} ×")


if __name__ == "__main__":
    main()
