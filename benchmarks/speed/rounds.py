"""The rounds: page and native in turn, so that both see the same load of the machine."""

from __future__ import annotations

from benchmarks.speed import work
from benchmarks.speed.cases import FITS, LONG, WIDE, Case
from benchmarks.speed.page import Bench, about
from benchmarks.speed.record import Record
from build_steps.say import detail

ALPHAS = {"1": 1.0, "loo": "loo"}
BLOCK = 5000
KERNEL_ROWS = 2000
ONLINE_ROWS = 500
ONLINE_HIDDEN = (256, 1000)


def run_rounds(bench: Bench, record: Record, rounds: int) -> None:
    for number in range(rounds + 1):
        detail(f"round {number} of {rounds}" + (" (to warm up)" if number == 0 else ""))
        into = record if number else Record()
        _gram(bench, into)
        for case in FITS:
            _fits(bench, into, case)
            _predictions(bench, into, case)
    for case in FITS:
        record.numbers[f"{case.name} accuracy"] = bench.call("accuracy", {"sample": about(case)})


def _gram(bench: Bench, record: Record) -> None:
    record.add("gram native", work.gram(plain=True))
    record.add("gram page", bench.python("gram", backend="wasm", times=3))
    record.add("gram page tiled", bench.python("gram", backend="numpy"))


def _fits(bench: Bench, record: Record, case: Case) -> None:
    times = case.repeats + 1  # the first is cold
    textbook = work.textbooks(case.name, case.hidden, times=times)
    record.add_fits(f"{case.name} textbook", textbook)
    for name, alpha in ALPHAS.items():
        native = work.fits(case.name, case.hidden, alpha, times=times)
        record.add_fits(f"{case.name} native {name}", native)
        taken = bench.call("fit", _fit_args(case, alpha, times=times))
        record.add_fits(f"{case.name} page {name}", taken["each"])
        record.add(f"{case.name} worker {name}", taken["worker"])
        for precision in ("double", "single"):  # of one core: these workers have no others
            options = {"times": times, "precision": precision, "backend": "wasm"}
            seconds = bench.python("fit", case.name, case.hidden, alpha, **options)
            record.add(f"{case.name} {precision} {name}", seconds)
    taken = bench.call("fit", _fit_args(case, 1.0, times=times, f32=True))
    record.add(f"{case.name} page f32", taken["page"])
    if not case.slow:
        _without_kernels(bench, record, case)


def _fit_args(case: Case, alpha: float | str, **options: object) -> dict[str, object]:
    params = {"n_hidden": case.hidden, "alpha": alpha, "random_state": 0}
    return {"sample": about(case), "params": params, **options}


def _without_kernels(bench: Bench, record: Record, case: Case) -> None:
    plain = bench.python("textbook", case.name, case.hidden, times=1 if case.slow else 3)
    record.add(f"{case.name} plain textbook", plain)
    tiled = bench.python(
        "fit", case.name, case.hidden, backend="numpy", times=1 if case.slow else 3
    )
    record.add(f"{case.name} plain", tiled)


def _predictions(bench: Bench, record: Record, case: Case) -> None:
    for rows, times in ((1, 200), (1000, 11)):
        args = {"sample": about(case), "rows": rows, "times": times}
        record.add(f"{case.name} page predict {rows}", bench.call("predict", args))
    native = work.predict(case.name, case.hidden, rows=1000, times=5)
    record.add(f"{case.name} native predict 1000", native)


def run_slow(bench: Bench, record: Record) -> None:
    """NumPy in the page without the kernels, where it takes up to two minutes: once."""
    for case in FITS:
        if case.slow:
            detail(f"NumPy without the kernels: {case}")
            _without_kernels(bench, record, case)


def run_large(bench: Bench, record: Record, rounds: int = 1) -> None:
    """What takes seconds each: once after the rounds, page and native in turn."""
    record.add("gram page NumPy", bench.python("gram", plain=True))
    hidden = LONG.hidden
    params = {"n_hidden": hidden, "alpha": 1.0, "random_state": 0}
    for _ in range(rounds):
        detail(f"{LONG.n:,} rows streamed")
        record.add("stream native", work.stream(LONG.name, hidden, block=BLOCK))
        args = {"sample": about(LONG), "params": params, "block": BLOCK}
        record.add("stream page", bench.call("stream", args))
        record.numbers["heap after the stream"] = bench.call("heap")
        detail("wide data")
        record.add("wide native", work.fit(WIDE.name, WIDE.hidden))
        taken = bench.call("fit", _fit_args(WIDE, 1.0))
        record.add("wide page", taken["page"])
        detail("RBF kernel")
        record.add("rbf native", work.kernel(LONG.name, rows=KERNEL_ROWS))
        args = {"sample": about(LONG), "className": "KernelELMClassifier", "rows": KERNEL_ROWS}
        record.add("rbf page", bench.call("fit", {**args, "params": {"kernel": "rbf"}})["page"])
        detail("4,000 hidden units")
        record.add("hidden 4000 native", work.fit(LONG.name, 4000, rows=8000))
        args = {"sample": about(LONG), "rows": 8000, "params": {**params, "n_hidden": 4000}}
        record.add("hidden 4000 page", bench.call("fit", args)["page"])


def run_online(bench: Bench, record: Record) -> None:
    """Rows learnt one by one: in one Python loop in the worker, and by a request each."""
    if "OnlineELMClassifier" not in bench.call("classes"):
        detail("no OnlineELMClassifier in this checkout: online updates are not measured")
        return
    for hidden in ONLINE_HIDDEN:
        detail(f"online updates, {hidden} hidden")
        native = work.online(LONG.name, hidden, rows=ONLINE_ROWS)
        inside = bench.python("online", LONG.name, hidden, rows=ONLINE_ROWS, backend="wasm")
        params = {"n_hidden": hidden, "random_state": 0}
        args = {"sample": about(LONG), "params": params, "rows": ONLINE_ROWS}
        trips = bench.call("online", args)
        for who, seconds in (("native", native), ("worker", inside), ("page", trips)):
            record.add(f"online {hidden} {who}", seconds / ONLINE_ROWS)
