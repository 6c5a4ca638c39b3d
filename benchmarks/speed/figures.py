"""The figures that were promised, beside what was measured."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.speed.record import Record
from benchmarks.speed.work import GRAM


@dataclass(frozen=True)
class Figure:
    what: str
    value: float | None
    #: How the value is written: "{:.2f} × native".
    form: str
    #: "≤" or "≥" and the number; nothing promised where it is empty.
    bound: str = ""
    limit: float = 0.0

    @property
    def measured(self) -> str:
        return "not measured" if self.value is None else self.form.format(self.value)

    @property
    def promised(self) -> str:
        return f"{self.bound} {self.limit:g}" if self.bound else ""

    @property
    def holds(self) -> str:
        if self.value is None or not self.bound:
            return ""
        kept = self.value <= self.limit if self.bound == "≤" else self.value >= self.limit
        return "yes" if kept else "NO"


def figures(record: Record) -> list[Figure]:
    return [
        *_products(record),
        *_fits(record),
        *_predictions(record),
        *_online(record),
        *_large(record),
        *_huge(record),
        *_starts(record),
        *_growth(record),
    ]


def _products(record: Record) -> list[Figure]:
    shape = f"AᵀA {GRAM[0]} × {GRAM[1]}"
    native = record.ratio("gram native", "gram page")
    plain = record.ratio("gram page NumPy", "gram page")
    return [
        Figure(shape, native, "{:.2f} of native dgemm's rate", "≥", 0.4),
        Figure(shape, plain, "{:.0f} × NumPy in the page", "≥", 12),
    ]


def _fits(record: Record) -> list[Figure]:
    rows = []
    for peer, text in (("tfjs", "TF.js wasm, 20 epochs"), ("forest", "100 trees of scikit-learn")):
        speedup = record.ratio(f"c4 {peer}", "c4 page 1")
        rows.append(Figure("fit c4", speedup, "{:.1f} × as fast as " + text))
    for name, limit in (("c4", 3), ("c3", 3), ("c2", 4)):
        ratio = record.ratio(f"{name} page 1", f"{name} textbook")
        rows.append(Figure(f"fit {name}", ratio, "{:.2f} × the textbook fit, native", "≤", limit))
    for name in ("c4", "c3", "c2"):
        ratio = record.ratio(f"{name} page 1 cold", f"{name} textbook cold")
        rows.append(Figure(f"fit {name}", ratio, "{:.2f} × the textbook fit, both cold"))
    for name in ("c4", "c3", "c2"):
        ratio = record.ratio(f"{name} page 1", f"{name} native 1")
        rows.append(Figure(f"fit {name}", ratio, "{:.2f} × elm_core, native"))
    plain = record.ratio("c4 plain textbook", "c4 page 1")
    rows.append(Figure("fit c4", plain, "{:.0f} × textbook NumPy in the page", "≥", 70))
    for name in ("c4", "c3", "c2", "c1"):
        tiled = record.ratio(f"{name} plain", f"{name} worker 1")
        rows.append(Figure(f"fit {name}", tiled, "{:.1f} × elm_core on NumPy in the page"))
    inside = record.time("c1 worker 1")
    rows.append(Figure("fit c1, in the worker", _ms(inside), "{:.1f} ms", "≤", 3))
    for name in ("c4", "c3", "c2", "c1"):
        ratio = record.ratio(f"{name} page loo", f"{name} page 1")
        rows.append(Figure(f'alpha="loo", {name}', ratio, "{:.2f} × the fit", "≤", 2))
    for name, limit in (("c4", 1.6), ("c3", 0), ("c2", 0)):
        for alpha, text in (("1", ""), ("loo", ', alpha="loo"')):
            ratio = record.ratio(f"{name} double {alpha}", f"{name} single {alpha}")
            bound = "≥" if limit else ""
            what = f"fit {name}{text}"
            rows.append(Figure(what, ratio, "{:.2f} × as fast in single precision", bound, limit))
    f32 = record.ratio("c4 page f32", "c4 page 1")
    rows.append(Figure("fit c4 from float32 rows", f32, "{:.2f} × the fit from float64"))
    return rows


def _predictions(record: Record) -> list[Figure]:
    many, one = record.time("c4 page predict 1000"), record.time("c1 page predict 1")
    return [
        Figure("predict 1,000 rows c4, round trip", _ms(many), "{:.1f} ms", "≤", 17),
        Figure("predict one row c1, round trip", _ms(one), "{:.2f} ms", "≤", 1),
    ]


def _online(record: Record) -> list[Figure]:
    rows = []
    for hidden, limit in ((256, 2000), (1000, 200)):
        for who, how in (("worker", "in the worker"), ("page", "a request each")):
            seconds = record.time(f"online {hidden} {who}")
            rate = 1 / seconds if seconds else None
            what = f"online update, {hidden} hidden, {how}"
            rows.append(Figure(what, rate, "{:,.0f} rows/s", "≥", limit))
    return rows


def _large(record: Record) -> list[Figure]:
    names = {
        "stream": "100,000 × 64 streamed, 1,000 hidden",
        "hidden 4000": "8,000 × 64, 4,000 hidden",
        "wide": "1,000 × 5,000, 1,000 hidden",
        "rbf": "RBF kernel, 2,000 rows",
    }
    rows = []
    for name, what in names.items():
        seconds, ratio = record.time(f"{name} page"), record.ratio(f"{name} page", f"{name} native")
        rows.append(Figure(what, seconds, "{:.2f} s"))
        rows.append(Figure(what, ratio, "{:.2f} × elm_core, native"))
    return rows


def _huge(record: Record) -> list[Figure]:
    what = "50,000 × 64 streamed, 10,000 hidden"
    heap, numbers = record.numbers.get("huge heap"), record.numbers
    return [
        Figure(what, record.time("huge page"), "{:.0f} s"),
        Figure(f"{what}, heap", None if heap is None else heap / 1e9, "{:.2f} GB", "≤", 1.8),
        Figure(f"{what}, progress", numbers.get("huge progress events"), "{:.0f} events"),
        Figure(f"{what}, no answer for", numbers.get("huge longest silence"), "{:.1f} s at most"),
        Figure(f"{what}, cancel", numbers.get("huge cancel seconds"), "within {:.2f} s"),
    ]


def _starts(record: Record) -> list[Figure]:
    warm = record.ratio("start warm", "start plain")
    first = record.ratio("first visit", "first visit plain")
    return [
        Figure("warm start to first fit", warm, "{:.2f} × the plain start", "≤", 0.25),
        Figure("warm start to first fit", record.time("start warm"), "{:.2f} s", "≤", 0.8),
        Figure("plain start to first fit", record.time("start plain"), "{:.2f} s"),
        Figure("first visit to first fit", first, "{:.2f} × a plain start", "≤", 1.05),
    ]


def _growth(record: Record) -> list[Figure]:
    n, h = record.numbers.get("exponent n page"), record.numbers.get("exponent h page")
    return [
        Figure("time grows with n", n, "to the power {:.2f}", "≤", 1.1),
        Figure("time grows with n_hidden", h, "to the power {:.2f}", "≤", 2.2),
    ]


def _ms(seconds: float | None) -> float | None:
    return None if seconds is None else 1000 * seconds
