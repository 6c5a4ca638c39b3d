"""The kernels in one Chromium page against native NumPy on one thread: ratios.

Run: python benchmarks/kernels_page.py [--rounds 7]

AᵀA of 2000 × 1000 float64 (counted as 2 n h² operations), and a fit of 10,000 × 64 with 1,000
hidden units and 10 classes, from the page's call to its answer. Each round measures the page and
the native code one after the other, so that both see the same load of the machine; printed are
the medians over the rounds, of times and of the ratios within a round.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import median

for variable in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[variable] = "1"  # BLAS reads it while NumPy is imported
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from playwright.sync_api import Page, sync_playwright

from build_steps.browser import ensure_browser
from build_steps.paths import SCRATCH
from build_steps.server import SiteServer
from build_steps.site import build_site
from elm_core import ELMClassifier

ROWS, COLUMNS = 2000, 1000
N, D, HIDDEN, CLASSES = 10_000, 64, 1000, 10

SET_UP = f"""
import time
import numpy as np
from elm_core.maths import linalg

a = np.random.RandomState(0).standard_normal(({ROWS}, {COLUMNS}))

def seconds(call, times=1):
    start = time.perf_counter()
    for _ in range(times):
        call()
    return (time.perf_counter() - start) / times

linalg.use("wasm")
seconds(lambda: linalg.gram(a))
"""
KERNEL = "linalg.use('wasm'); seconds(lambda: linalg.gram(a), 3)"
TILED = "linalg.use('numpy'); seconds(lambda: linalg.gram(a))"
PLAIN = "seconds(lambda: a.T @ a)"

WORKER = b"""
let pyodide;
onmessage = async ({ data }) => {
  if (!pyodide) {
    const { runtime } = await (await fetch(data.manifest)).json();
    const indexURL = new URL(runtime.indexURL, data.manifest).href;
    const { loadPyodide } = await import(indexURL + 'pyodide.mjs');
    pyodide = await loadPyodide({ indexURL });
    await pyodide.loadPackage(runtime.packages);
  }
  postMessage(pyodide.runPython(data.code));
};
onunhandledrejection = ({ reason }) => postMessage(String(reason));
"""
PYTHON = """({ manifest, code }) => new Promise((resolve, reject) => {
  window.python ??= new Worker('/bench.js', { type: 'module' });
  window.python.onmessage = ({ data }) => resolve(data);
  window.python.onerror = (event) => reject(new Error(event.message));
  window.python.postMessage({ manifest: new URL(manifest, location.href).href, code });
})"""
BOOT = """async ({ n, d, classes }) => {
  const { ElmToolkit } = await import('/client/index.js');
  window.elm = await ElmToolkit.start();
  let s = 1;
  const random = () => (s = (Math.imul(s, 1103515245) + 12345) >>> 0) / 2 ** 32 - 0.5;
  const data = Float64Array.from({ length: n * d }, random);
  const signal = (i) => Math.abs(4 * data[i * d] * data[i * d + 1] + data[i * d + 2]);
  const y = Int32Array.from({ length: n }, (_, i) => Math.floor(2 * classes * signal(i)) % classes);
  window.sample = { X: { data, shape: [n, d] }, y };
}"""
FIT = """async ([alpha, n_hidden]) => {
  const model = await window.elm.create('ELMClassifier', { n_hidden, alpha, random_state: 0 });
  const start = performance.now();
  await model.fit(window.sample.X, window.sample.y);
  const taken = (performance.now() - start) / 1000;
  await model.dispose();
  return taken;
}"""


class Native:
    """The same work without a browser."""

    def __init__(self) -> None:
        random = np.random.RandomState(0)
        a = random.standard_normal((ROWS, COLUMNS))
        b = a.copy()  # another array, or NumPy would see AᵀA and do half of the work
        self.gemm = lambda: a.T @ b
        x = random.uniform(-0.5, 0.5, (N, D))
        y = (np.abs(4 * x[:, 0] * x[:, 1] + x[:, 2]) * 2 * CLASSES).astype(int) % CLASSES
        weights, bias = random.standard_normal((D, HIDDEN)), random.standard_normal(HIDDEN)
        targets = np.eye(CLASSES)[y]

        def fit(alpha: float | str) -> object:
            return ELMClassifier(n_hidden=HIDDEN, alpha=alpha, random_state=0).fit(x, y)

        def textbook() -> object:
            """β = (HᵀH + I)⁻¹ HᵀT: no scaling, no leave-one-out, no calibration."""
            h = np.tanh(x @ weights + bias)
            return np.linalg.solve(h.T @ h + np.eye(HIDDEN), h.T @ targets)

        self.fit, self.textbook = fit, textbook


def seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def measure(page: Page, manifest: str, rounds: int) -> tuple[dict[str, list[float]], float]:
    """Times by name, one for each round, and that of plain NumPy in the page (once: it is slow)."""
    native = Native()
    taken = defaultdict(list)

    def python(code: str) -> float:
        answer = page.evaluate(PYTHON, {"manifest": manifest, "code": code})
        if isinstance(answer, str):
            raise RuntimeError(answer)
        return answer

    python(SET_UP)
    page.evaluate(BOOT, {"n": N, "d": D, "classes": CLASSES})
    for _ in range(rounds + 1):
        taken["dgemm"].append(seconds(native.gemm))
        taken["kernel"].append(python(KERNEL))
        taken["tiled"].append(python(TILED))
        taken["textbook"].append(seconds(native.textbook))
        for alpha in (1.0, "loo"):
            taken[f"native {alpha}"].append(seconds(lambda alpha=alpha: native.fit(alpha)))
            taken[f"page {alpha}"].append(page.evaluate(FIT, [alpha, HIDDEN]))
    return {name: times[1:] for name, times in taken.items()}, python(PLAIN)  # one to warm up


def report(taken: dict[str, list[float]], plain: float) -> None:
    def ratio(above: str, below: str) -> float:
        return median(a / b for a, b in zip(taken[above], taken[below], strict=True))

    work = 2e-9 * ROWS * COLUMNS**2
    print(f"AᵀA {ROWS} × {COLUMNS}, f64: medians of {len(taken['dgemm'])} rounds")
    for name, where in (("dgemm", "native"), ("kernel", "page"), ("tiled", "page, NumPy in tiles")):
        time_of = median(taken[name])
        print(f"  {where:22}{time_of:8.3f} s {work / time_of:6.1f} GFLOP/s")
    print(f"  {'page, NumPy a.T @ a':22}{plain:8.3f} s {work / plain:6.1f} GFLOP/s")
    print(f"  kernel: {ratio('dgemm', 'kernel'):.2f} of native dgemm, ", end="")
    print(f"{plain / median(taken['kernel']):.0f} × NumPy in the page")
    print(f"fit {N} × {D}, {HIDDEN} hidden, {CLASSES} classes")
    print(f"  native, the textbook formula only {median(taken['textbook']):6.3f} s")
    for alpha in (1.0, "loo"):
        page, native = f"page {alpha}", f"native {alpha}"
        print(f"  alpha={alpha}: page {median(taken[page]):.3f} s, ", end="")
        print(
            f"native {median(taken[native]):.3f} s; page = {ratio(page, native):.2f} × native, ",
            end="",
        )
        print(f"{ratio(page, 'textbook'):.2f} × the textbook")
    print(f"  loo / fixed: page {ratio('page loo', 'page 1.0'):.2f}, ", end="")
    print(f"native {ratio('native loo', 'native 1.0'):.2f}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    site = build_site(SCRATCH / "bench-site")  # not the one that a server may be showing
    [assets] = site.glob("assets-*")
    extra = {"/bench.js": WORKER, "/bench.html": b"<!doctype html><title>bench</title>"}
    with SiteServer(site, extra=extra) as server, sync_playwright() as playwright:
        program = ensure_browser()
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        try:
            page = browser.new_page()
            page.goto(f"{server.url}/bench.html")
            results = measure(page, f"/{assets.name}/manifest.json", rounds)
        finally:
            browser.close()
    report(*results)


if __name__ == "__main__":
    main()
