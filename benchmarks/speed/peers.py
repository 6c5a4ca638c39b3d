"""Others in the page, on the same data: TF.js, brain.js, an ELM in plain JavaScript, scikit-learn."""

from __future__ import annotations

from pathlib import Path

from benchmarks.speed.cases import FITS, Case
from benchmarks.speed.page import Bench, Place, about
from benchmarks.speed.record import Record
from build_steps.environment import ensure_python
from build_steps.node import ensure_node_modules
from build_steps.paths import ROOT, SCRATCH
from build_steps.runtime import fetch_pyodide_package, package_folder
from build_steps.say import BuildError, detail

_WASM = "@tensorflow/tfjs-backend-wasm/dist"
_FILES = {
    "tf.min.js": "@tensorflow/tfjs/dist/tf.min.js",
    "tf-backend-wasm.min.js": f"{_WASM}/tf-backend-wasm.min.js",
    "tfjs-backend-wasm.wasm": f"{_WASM}/tfjs-backend-wasm.wasm",
    "tfjs-backend-wasm-simd.wasm": f"{_WASM}/tfjs-backend-wasm-simd.wasm",
    "tfjs-backend-wasm-threaded-simd.wasm": f"{_WASM}/tfjs-backend-wasm-threaded-simd.wasm",
    "brain.js": "brain.js/dist/browser.js",
}
# With Pyodide and NumPy as they are published: the site's lack parts that SciPy asks for.
_SKLEARN = ("numpy", "joblib", "threadpoolctl", "scipy", "scikit-learn")


#: Our side: all that a fit does, as it is, and with features that are learnt.
OURS: dict[str, dict[str, object]] = {"usual": {}, "learned": {"features": "learned"}}
REPEATS = 3


def run_peers(place: Place, record: Record, *, slow: bool) -> None:
    """Each library once a case; brain.js and `Ridge` take too long for c3 and c4 unless `slow`."""
    _ours(place, record)
    where = (ROOT / "benchmarks", SCRATCH / "bench-npm")
    modules = ensure_node_modules(*where, "--legacy-peer-deps")  # brain.js bundles its GPU peer
    for name, source in _FILES.items():
        place.serve(name, (modules / source).read_bytes())
    with place.page(_scikit_learn(place)) as bench:
        if bench.wheels:
            bench.load(*(case.name for case in FITS))
        for case in FITS:
            detail(f"peers: {case}")
            _javascript(bench, record, case, "tfjs")
            _javascript(bench, record, case, "elm")
            if slow or not case.slow:
                _javascript(bench, record, case, "brain")
            if bench.wheels:
                _python(bench, record, case, "forest")
                if slow or not case.slow:
                    _python(bench, record, case, "ridge")


def _ours(place: Place, record: Record) -> None:
    with place.page() as bench:
        bench.call("boot")
        for case in FITS:
            for name, options in OURS.items():
                params = {"n_hidden": case.hidden, "random_state": 0, **options}
                args = {"sample": about(case), "params": params}
                if case is FITS[0]:
                    bench.call("fit", args)  # to warm up
                taken = bench.call("fit", {**args, "times": REPEATS})
                record.add(f"{case.name} {name}", taken["page"])
                record.numbers[f"{case.name} {name} accuracy"] = bench.call("accuracy", args)


def _javascript(bench: Bench, record: Record, case: Case, peer: str) -> None:
    request = {"peer": peer, "sample": about(case)}
    if case is FITS[0]:
        bench.call("train", request, "peers")  # to warm up
    got = bench.call("train", request, "peers")
    record.add(f"{case.name} {peer}", got["seconds"])
    record.numbers[f"{case.name} {peer} accuracy"] = got["accuracy"]
    if "predict" in got:
        record.add(f"{case.name} {peer} predict 1000", got["predict"])


def _python(bench: Bench, record: Record, case: Case, call: str) -> None:
    seconds, accuracy = bench.python(call, case.name, case.hidden, module="sklearn_work")
    record.add(f"{case.name} {call}", seconds)
    record.numbers[f"{case.name} {call} accuracy"] = accuracy


def _scikit_learn(place: Place) -> tuple[str, ...]:
    """Addresses of its wheels; none where they cannot be had."""
    try:
        python = ensure_python()
        wheels: list[Path] = [fetch_pyodide_package(name, python) for name in _SKLEARN]
    except BuildError as error:
        detail(f"scikit-learn is left out: {error}")
        return ()
    wheels += sorted((place.site / "wheels").glob("*.whl"))
    for path in package_folder().iterdir():
        place.serve(path.name, path.read_bytes())  # Pyodide itself, whole
    return tuple(place.serve(wheel.name, wheel.read_bytes()) for wheel in wheels)
