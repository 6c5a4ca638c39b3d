"""Ten million rows of 50 numbers, out of core on two worker processes: seconds, memory, equality.

Run: OPENBLAS_NUM_THREADS=1 python benchmarks/distributed_ten_million.py [--rows 10000000]

The rows are written as .npy blocks to a scratch folder first (4 GB for ten million) and read
from there twice. Memory is the peak of the resident sets of this process, the scheduler in it
and the workers, added up; pages that processes share are counted more than once. Then the same
blocks are streamed through `ELMRegressor` on this process alone, with the scaling that the
distributed fit learnt, and the coefficients are compared.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import threading
import time
from pathlib import Path

import dask
import numpy as np
import psutil
from distributed import Client, LocalCluster

from elm_core import ELMRegressor, distributed

COLUMNS, BLOCK = 50, 100_000


def write(folder: Path, number: int) -> Path:
    path = folder / f"{number}.npy"
    rows = np.random.default_rng(number).standard_normal((BLOCK, COLUMNS + 1), dtype=np.float32)
    rows[:, -1] = np.sin(rows[:, 0]) + rows[:, 1] * rows[:, 2] + 0.1 * rows[:, -1]
    np.save(path, rows.astype(np.float64))
    return path


def read(path: Path) -> tuple[np.ndarray, np.ndarray]:
    rows = np.load(path)
    return rows[:, :-1], rows[:, -1]


class Peak(threading.Thread):
    """Watches the memory of this process and its children."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.bytes = 0
        self._ended = threading.Event()

    def run(self) -> None:
        own = psutil.Process()
        while not self._ended.wait(0.2):
            total = 0
            for process in [own, *own.children(recursive=True)]:
                try:
                    total += process.memory_info().rss
                except psutil.NoSuchProcess:
                    continue
            self.bytes = max(self.bytes, total)

    def end(self) -> float:
        self._ended.set()
        self.join()
        return self.bytes / 2**30


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--hidden", type=int, default=512)
    parser.add_argument("--scratch", type=Path, default=None)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(dir=options.scratch))
    try:
        paths = [write(folder, i) for i in range(options.rows // BLOCK)]
        size = sum(p.stat().st_size for p in paths) / 2**30
        print(f"{len(paths) * BLOCK:,} rows × {COLUMNS}, {size:.2f} GiB in {len(paths)} files")
        peak = Peak()
        peak.start()
        with (
            LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
            Client(cluster),
        ):
            started = time.perf_counter()
            blocks = [dask.delayed(read)(path) for path in paths]
            model = distributed.fit(ELMRegressor(options.hidden, random_state=0), blocks)
            seconds = time.perf_counter() - started
        print(
            f"two workers: {seconds:.1f} s, peak {peak.end():.2f} GiB in all, LOO R² {model.loo_score_:.4f}"
        )
        started = time.perf_counter()
        single = ELMRegressor(
            options.hidden, standardize=(model.mean_, model.scale_), random_state=0
        ).fit(read(path) for path in paths)
        print(f"one pass on one process: {time.perf_counter() - started:.1f} s")
        apart = np.abs(model.coef_ - single.coef_).max() / np.abs(single.coef_).max()
        print(f"alpha {model.alpha_!r} and {single.alpha_!r}; coefficients differ by {apart:.1e}")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
