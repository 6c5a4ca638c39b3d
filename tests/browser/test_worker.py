"""The seam: page, client, worker, Pyodide, elm_core and back, with nothing in place of anything."""

from __future__ import annotations

import base64
import json

import numpy as np
import pytest
from playwright.sync_api import Page

import elm_core
from elm_core.tasks import TextClassifier
from tests.browser.watch import assert_no_leaks

HELPERS = """
window.moons = (n, seed = 1) => {
  let s = seed;
  const random = () => ((s = (s * 1103515245 + 12345) % 2147483648) / 2147483648);
  const data = new Float64Array(2 * n);
  const y = [];
  for (let i = 0; i < n; i++) {
    const angle = random() * Math.PI;
    const up = random() < 0.5;
    data[2 * i] = (up ? Math.cos(angle) : 1 - Math.cos(angle)) + 0.2 * (random() - 0.5);
    data[2 * i + 1] = (up ? Math.sin(angle) : 0.5 - Math.sin(angle)) + 0.2 * (random() - 0.5);
    y.push(up ? 'up' : 'down');
  }
  return { X: { data, shape: [n, 2] }, y };
};
window.caught = async (promise) => {
  try {
    await promise;
    return null;
  } catch (error) {
    return { name: error.name, code: error.code, message: error.message, details: error.details };
  }
};
"""


@pytest.fixture
def elm(toolkit: Page) -> Page:
    toolkit.evaluate(HELPERS)
    return toolkit


def run(page: Page, body: str, argument: object = None):
    return page.evaluate(f"async (argument) => {{ const elm = window.elm; {body} }}", argument)


def test_a_model_is_trained_and_asked(elm: Page) -> None:
    got = run(
        elm,
        """
        const { X, y } = moons(400);
        const model = await elm.create('ELMClassifier', { n_hidden: 60, random_state: 0 });
        const shares = [];
        const { summary } = await model.fit(X, y, { onProgress: (share) => shares.push(share) });
        const proba = await model.predictProba(X);
        const labels = await model.predict(X);
        const scores = await model.decisionFunction(X);
        const score = await model.score(X, y);
        await model.dispose();
        return { summary, shares, labels, score, rows: proba.shape[0], classes: proba.classes,
          sums: Array.from({ length: 400 }, (_, i) => proba.data[2 * i] + proba.data[2 * i + 1]),
          kind: proba.data.constructor.name, scores: scores.shape };
        """,
    )
    assert got["classes"] == ["down", "up"]
    assert got["score"] > 0.95
    assert len(got["labels"]) == got["rows"] == 400
    np.testing.assert_allclose(got["sums"], 1.0, atol=1e-12)
    assert got["kind"] == "Float64Array"
    assert got["scores"] == [400]
    assert got["shares"] == sorted(got["shares"])
    assert got["summary"]["loo"]["value"] > 0.9
    assert got["summary"]["n_samples"] == 400
    assert_no_leaks(elm)


def test_cpython_and_the_browser_agree(elm: Page) -> None:
    random = np.random.RandomState(0)
    x = random.standard_normal((700, 6))
    y = np.sin(x[:, 0]) + x[:, 1] * x[:, 2]
    labels = np.digitize(y, [-0.5, 0.5])
    argument = {"x": x.ravel().tolist(), "y": y.tolist(), "labels": labels.tolist()}
    for options in (
        {},
        {"alpha": 0.1, "activation": "tanh"},
        {"n_hidden": 900, "hidden": "sparse"},
    ):
        params = {"n_hidden": 150, "random_state": 7, **options}
        got = run(
            elm,
            """
            const X = { data: Float64Array.from(argument.x), shape: [700, 6] };
            const r = await elm.create('ELMRegressor', argument.params);
            await r.fit(X, Float64Array.from(argument.y));
            const c = await elm.create('ELMClassifier', argument.params);
            await c.fit(X, Int32Array.from(argument.labels));
            const out = { predicted: [...await r.predict(X)], proba: [...(await c.predictProba(X)).data],
              labels: await c.predict(X) };
            await r.dispose();
            await c.dispose();
            return out;
            """,
            argument | {"params": params},
        )
        here = elm_core.ELMRegressor(**params).fit(x, y).predict(x)
        assert np.abs(np.array(got["predicted"]) - here).max() / np.abs(here).max() <= 1e-9
        model = elm_core.ELMClassifier(**params).fit(x, labels)
        assert got["labels"] == model.predict(x).tolist()
        np.testing.assert_allclose(got["proba"], model.predict_proba(x).ravel(), atol=1e-9)


def test_save_and_load_in_both_worlds(elm: Page) -> None:
    got = run(
        elm,
        """
        const { X, y } = moons(300);
        const model = await elm.create('ELMClassifier', { n_hidden: 40, random_state: 0 });
        await model.fit(X, y);
        const json = await model.save({ metadata: { name: 'moons', note: null } });
        const again = await elm.load(json);
        const a = (await model.predictProba(X)).data;
        const b = (await again.predictProba(X)).data;
        const more = await elm.load(await model.save({ statistics: true }));
        await more.partialFit(X, y);
        const refused = await caught(again.partialFit(X, y));
        const metadata = again.metadata;
        for (const m of [model, again, more]) await m.dispose();
        return { json, same: a.every((p, i) => p === b[i]), proba: [...a], data: [...X.data],
          metadata, refused, grown: more.summary.n_samples };
        """,
    )
    assert got["same"]
    assert got["metadata"]["name"] == "moons"
    assert got["grown"] == 600
    assert got["refused"]["code"] == "invalid-input"
    here = elm_core.loads(got["json"])
    x = np.array(got["data"]).reshape(-1, 2)
    np.testing.assert_allclose(here.predict_proba(x).ravel(), got["proba"], atol=1e-12)
    assert elm_core.dumps(here, metadata=json.loads(got["json"])["metadata"]) == got["json"]


def test_a_file_that_stands_for_a_large_layer_is_refused_unless_that_is_allowed(elm: Page) -> None:
    side = 2900  # 67 MB of weights, of a file of 0.1 MB
    rows = np.random.RandomState(0).standard_normal((3, side))
    wide = elm_core.ELMRegressor(side, random_state=0).fit(rows, [0.0, 1.0, 2.0])
    said = run(
        elm,
        """
const { json, rows } = argument;
const codes = [];
const failed = (error) => codes.push([error.code, error.details]);
await elm.load(json).catch(failed);
const stop = new AbortController();
const onProgress = () => stop.abort();
await elm.load(json, { maxBytes: Infinity, signal: stop.signal, onProgress }).catch(failed);
const shares = [];
const model = await elm.load(json, { maxBytes: Infinity, onProgress: (share) => shares.push(share) });
const { data, shape } = rows;
return { codes, shares, predicted: [...await model.predict({ data: Float64Array.from(data), shape })] };
""",
        {"json": elm_core.dumps(wide), "rows": {"data": rows.ravel().tolist(), "shape": [3, side]}},
    )
    (first, cost), (second, _) = said["codes"]
    assert (first, second) == ("costly-model", "cancelled")
    assert cost["needs"] >= 8 * side**2 > cost["limit"] > 60e6
    assert said["shares"] == sorted(said["shares"])
    assert 0 <= said["shares"][0] < said["shares"][-1] <= 1
    np.testing.assert_allclose(said["predicted"], wide.predict(rows), atol=1e-9)


def test_labels_come_back_as_they_went_in(elm: Page) -> None:
    got = run(
        elm,
        """
        const { X, y } = moons(100);
        const out = {};
        const kinds = { booleans: y.map((l) => l === 'up'), numbers: y.map((l) => (l === 'up' ? 3 : -1)),
          texts: y.map((l) => l + ' <b>ü</b> 😀') };
        for (const [kind, labels] of Object.entries(kinds)) {
          const model = await elm.create('ELMClassifier', { n_hidden: 30, random_state: 0 });
          await model.fit(X, labels);
          const predicted = await model.predict(X);
          out[kind] = predicted.filter((label, i) => label === labels[i]).length;
          await model.dispose();
        }
        return out;
        """,
    )
    assert all(right > 90 for right in got.values())


def test_several_models_at_once_and_a_prediction_during_a_long_fit(elm: Page) -> None:
    got = run(
        elm,
        """
        const { X, y } = moons(300);
        const quick = await elm.create('ELMClassifier', { n_hidden: 30, random_state: 0 });
        await quick.fit(X, y);
        const slow = await elm.create('ELMClassifier', { n_hidden: 300, alpha: 1, random_state: 0 });
        const big = moons(20000, 3);
        const order = [];
        const fit = slow.fit(big.X, big.y).then(() => order.push('fit'));
        const predict = quick.predict(X).then(() => order.push('predict'));
        await Promise.all([fit, predict]);
        const info = await elm.info();
        await quick.dispose();
        await slow.dispose();
        return { order, models: info.models, after: (await elm.info()).models };
        """,
    )
    assert got["order"] == ["predict", "fit"]
    assert got["models"] - got["after"] == 2


def test_holdout_reports_of_rows_never_seen(elm: Page) -> None:
    got = run(
        elm,
        """
        const { X, y } = moons(500);
        const model = await elm.create('ELMClassifier', { n_hidden: 60, random_state: 0 });
        const { summary, holdout } = await model.fit(X, y, { holdout: 0.2, seed: 1 });
        const whole = await model.evaluate(X, y);
        await model.dispose();
        return { summary, holdout: { ...holdout, rows: [...holdout.rows],
          confusion: [...holdout.confusion.data] }, n: whole.n };
        """,
    )
    report = got["holdout"]
    assert report["n"] == len(set(report["rows"])) == 100
    assert report["n_train"] == 400
    assert sum(report["confusion"]) == 100
    assert got["summary"]["n_samples"] == got["n"] == 500
    assert all(entry["row"] in report["rows"] for entry in report["worst"])


def test_a_stream_is_learnt_and_thrown_away(elm: Page) -> None:
    got = run(
        elm,
        """
        let alive = 0, most = 0;
        async function* blocks() {
          for (let i = 0; i < 40; i++) {
            alive++;
            most = Math.max(most, alive);
            yield moons(500, i + 1);
          }
        }
        const model = await elm.create('ELMClassifier', { n_hidden: 40, random_state: 0 });
        const { summary } = await model.fitStream(blocks(), { onProgress: () => { alive--; } });
        const test = moons(300, 99);
        const score = await model.score(test.X, test.y);
        const failed = await caught(model.fitStream((async function* () {
          yield moons(100);
          throw new Error('the source broke');
        })()));
        const bad = await caught(model.fitStream([moons(100), { X: [[1, NaN]], y: ['up'] }]));
        const same = (await model.score(test.X, test.y)) === score;
        await model.dispose();
        return { summary, score, most, failed, bad, same };
        """,
    )
    assert got["summary"]["n_samples"] == 20_000
    assert got["score"] > 0.95
    assert got["most"] <= 5
    assert got["failed"]["message"] == "the source broke"
    assert got["bad"]["details"] == {"parameter": "X", "row": 0, "column": 1}
    assert got["same"]


BAD = {
    "NaN": ("[[NaN, 1], ...rows.slice(1)]", "y", ("X", 0, 0)),
    "infinity": ("[...rows.slice(0, 3), [1, Infinity], ...rows.slice(4)]", "y", ("X", 3, 1)),
    "1e308": ("[[1, 1e308], ...rows.slice(1)]", "y", ("X", 0, 1)),
    "ragged": ("[...rows.slice(0, 2), [1], ...rows.slice(3)]", "y", ("X", 2, None)),
    "text": ("[[1, 'a'], ...rows.slice(1)]", "y", ("X", 0, 1)),
    "null": ("[[1, null], ...rows.slice(1)]", "y", ("X", 0, 1)),
    "empty": ("[]", "[]", ("X", None, None)),
    "one class": ("rows", "y.map(() => 'up')", ("y", None, None)),
    "short y": ("rows", "y.slice(1)", ("y", None, None)),
    "no label": ("rows", "[null, ...y.slice(1)]", ("y", 0, None)),
    "no X": ("undefined", "y", ("X", None, None)),
    "false shape": ("{ data: new Float64Array(5), shape: [2, 3] }", "y", ("X", None, None)),
    "negative shape": ("{ data: new Float64Array(6), shape: [-2, -3] }", "y", ("X", None, None)),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_is_named_and_loses_nothing(elm: Page, kind: str) -> None:
    x, y, (parameter, row, column) = BAD[kind]
    got = run(
        elm,
        f"""
        const {{ X, y }} = moons(60);
        const rows = Array.from({{ length: 60 }}, (_, i) => [X.data[2 * i], X.data[2 * i + 1]]);
        const model = await elm.create('ELMClassifier', {{ n_hidden: 20, random_state: 0 }});
        await model.fit(X, y);
        const before = await model.save({{ statistics: true }});
        const error = await caught(model.fit({x}, {y}));
        const same = before === (await model.save({{ statistics: true }}));
        await model.dispose();
        return {{ error, same }};
        """,
    )
    assert got["same"]
    assert got["error"]["name"] == "ElmError"
    assert got["error"]["code"] == "invalid-input"
    details = got["error"]["details"]
    assert details.get("parameter") == parameter
    assert details.get("row") == row
    assert details.get("column") == column
    assert_no_leaks(elm)


def test_other_errors_have_their_codes(elm: Page) -> None:
    got = run(
        elm,
        """
        const { X, y } = moons(60);
        const model = await elm.create('ELMClassifier', { n_hidden: 20 });
        const out = {
          unfitted: await caught(model.predict(X)),
          unknown: await caught(elm.create('os.system')),
          parameter: await caught(elm.create('ELMClassifier', { hiden: 3 })),
          uncloneable: await caught(elm.create('ELMClassifier', { activation: () => 1 })),
          format: await caught(elm.load('{"format": "other"}')),
          huge: await caught(elm.create('ELMClassifier', { n_hidden: 1e6 }).then((m) => m.fit(X, y))),
        };
        await model.fit(X, y);
        out.width = await caught(model.predict([[1, 2, 3]]));
        await model.dispose();
        out.disposed = await caught(model.predict(X));
        return Object.fromEntries(Object.entries(out).map(([name, error]) => [name, error.code]));
        """,
    )
    assert got == {
        "unfitted": "not-fitted",
        "unknown": "unsupported",
        "parameter": "invalid-input",
        "uncloneable": "invalid-input",
        "format": "model-format",
        "huge": "memory",
        "width": "invalid-input",
        "disposed": "disposed",
    }


def test_fifty_cycles_leak_nothing(elm: Page) -> None:
    heaps = run(
        elm,
        """
        const { X, y } = moons(200);
        const heaps = [];
        for (let i = 0; i < 50; i++) {
          const model = await elm.create('ELMClassifier', { n_hidden: 30 });
          await model.fit(X, y);
          await model.predictProba(X);
          await caught(model.predict([[NaN, 0]]));
          const again = await elm.load(await model.save());
          await model.dispose();
          await again.dispose();
          heaps.push((await elm.info()).heap);
        }
        return heaps;
        """,
    )
    assert_no_leaks(elm)
    assert heaps[-1] - heaps[5] <= 65536


def test_a_million_streamed_rows_stay_within_the_heap(elm: Page) -> None:
    got = run(
        elm,
        """
        const start = (await elm.info()).heap;
        const model = await elm.create('ELMRegressor', { n_hidden: 64, random_state: 0, alpha: 1 });
        function* blocks() {
          for (let b = 0; b < 100; b++) {
            const data = Float64Array.from({ length: 10000 * 20 }, (_, i) => Math.sin(i * 0.7 + b));
            yield { X: { data, shape: [10000, 20] }, y: data.filter((_, i) => i % 20 === 0) };
          }
        }
        const { summary } = await model.fitStream(blocks());
        await model.dispose();
        return { n: summary.n_samples, grown: (await elm.info()).heap - start };
        """,
    )
    assert got["n"] == 1_000_000
    assert got["grown"] <= 256 * 2**20


def test_a_table_is_inspected_and_learnt(elm: Page) -> None:
    got = run(
        elm,
        """
        const n = 200;
        const colour = Array.from({ length: n }, (_, i) => ['red', 'green', '', '<img src=x>'][i % 4]);
        const size = Float64Array.from({ length: n }, (_, i) => (i % 11 === 0 ? NaN : Math.sin(i)));
        const table = { columns: [{ name: '__proto__', values: colour }, { name: 'size', data: size }] };
        const y = colour.map((c) => (c === 'red' || c === '' ? 'yes' : 'no'));
        const columns = await elm.inspectTable(table);
        const model = await elm.create('TableClassifier', { random_state: 0 });
        const { summary, holdout } = await model.fit(table, y, { holdout: 0.25 });
        const again = await elm.load(await model.save());
        const same = (await again.predict(table)).every((l, i) => l === y[i]);
        const error = await caught(again.predict({ columns: [table.columns[0]] }));
        await model.dispose();
        await again.dispose();
        return { columns, summary, accuracy: holdout.accuracy, same, error };
        """,
    )
    assert [c["name"] for c in got["columns"]] == ["__proto__", "size"]
    assert got["accuracy"] == 1.0
    assert got["same"]
    assert got["error"]["code"] == "invalid-input"
    assert "size" in got["error"]["message"]


def test_rows_are_judged_drawn_and_compared_in_the_worker(elm: Page) -> None:
    got = run(
        elm,
        """
        const n = 90;
        const data = Float64Array.from({ length: 2 * n }, (_, i) => Math.sin(i) + 3 * (i % 3));
        const X = { data, shape: [n, 2] };
        const y = Array.from({ length: n }, (_, i) => (Math.sin(2 * i) > 0 ? 'up' : 'down'));
        const groups = Int32Array.from({ length: n }, (_, i) => i >> 1);
        const model = await elm.create('ELMClassifier', { n_hidden: 20, random_state: 0 });
        const shares = [];
        const onProgress = (share) => shares.push(share);
        const found = await model.crossValidate(X, y, { cv: 3, groups, onProgress });
        const aborted = new AbortController();
        const onFirst = () => aborted.abort();
        const cancelled = await model
          .crossValidate(X, y, { signal: aborted.signal, onProgress: onFirst })
          .catch(({ code }) => code);
        const points = await elm.embed(X, { maxRows: 50 });
        const table = { columns: [{ name: 'a', data: data.slice(0, n) }, { name: 'b', values: y }] };
        const steps = [{ class: 'TableEncoder' }, { class: 'ELMClusterer', params: { n_clusters: 2 } }];
        const chain = await elm.create('Chain', { steps });
        const labels = await chain.fitPredict(table);
        const wrong = await elm.embed(X, { model: 3 }).catch(({ code }) => code);
        return {
          n: found.n, folds: new Set(found.folds).size, scores: found.scores, shares, cancelled,
          together: groups.every((g, i) => found.folds[i] === found.folds[2 * g]),
          said: found.predictions.length, shape: found.probabilities.shape, wrong,
          fitted: model.summary.fitted, points: points.shape, rows: points.rows.length,
          map: (await elm.embed(table, { model: chain })).shape,
          apart: await elm.silhouette(table, labels, { model: chain, standardize: true }),
        };
        """,
    )
    assert (got["n"], got["folds"], got["said"], got["shape"]) == (90, 3, 90, [90, 2])
    assert got["together"] and not got["fitted"]
    assert len(got["scores"]) == 3 and min(got["scores"]) > 0.5
    assert got["shares"] == sorted(got["shares"]) and got["shares"]
    assert (got["cancelled"], got["wrong"]) == ("cancelled", "invalid-input")
    assert (got["points"], got["rows"], got["map"]) == ([45, 2], 45, [90, 2])
    assert -1 <= got["apart"] <= 1


def test_a_table_is_read_as_it_is_said_and_cells_are_told_of(elm: Page) -> None:
    got = run(
        elm,
        """
        const names = ['__proto__', 'constructor', '', 'class'];
        const columns = names.map((name, i) => ({
          name, values: Array.from({ length: 40 }, (_, row) => `${(row * (i + 3)) % 7},250`),
        }));
        const kinds = Object.fromEntries(names.map((name) => [name, { decimal: ',', unit: null }]));
        const about = await elm.inspectTable({ columns }, { kinds, units: { '': 'kg' } });
        const long = Array.from({ length: 5000 }, (_, row) => `${row} 😀 ü \ud800`);
        const [texts] = await elm.inspectTable({ columns: [{ name: 'a', values: long }] });
        const rent = Array.from({ length: 40 }, (_, row) => (row === 3 ? 'free' : `${row + 1}.000,50 €`));
        const said = [];
        const options = { task: 'regression', onWarnings: (told) => said.push(...told) };
        const { y, rows, reading } = await elm.readTargets(
          { columns: [{ name: 'rent', values: rent }] }, options);
        const some = (column) => ({ ...column, values: [...rows].map((row) => column.values[row]) });
        const model = await elm.create('TableRegressor', { kinds, random_state: 0 });
        await model.fit({ columns: columns.map(some) }, y);
        const asked = columns.map((column) => ({ ...column, values: ['1,250', 'many'] }));
        await model.predict({ columns: asked }, { onWarnings: (told) => said.push(...told) });
        await model.dispose();
        return { about, y: [...y], rows: [...rows], reading, said, texts };
        """,
    )
    assert [c["name"] for c in got["about"]] == ["__proto__", "constructor", "", "class"]
    assert [c["max"] for c in got["about"]] == [6.25] * 4
    assert got["about"][2]["unit"] == "kg"
    assert got["y"] == [1000 * (i + 1) + 0.5 for i in range(40) if i != 3]
    assert got["rows"] == [i for i in range(40) if i != 3]
    assert got["texts"]["unique"] == 5000
    assert got["texts"]["examples"][1].startswith("1 😀 ü")
    assert (got["reading"]["decimal"], got["reading"]["unit"]) == (",", "€")
    told = [(s["code"], s["details"]["column"], s["details"]["text"]) for s in got["said"]]
    assert told[0] == ("unreadable-cells", "rent", "free")
    cells = [("unreadable-cells", c["name"], "many") for c in got["about"]]
    assert told[1:] == cells


def test_the_predictor_says_of_a_table_what_the_worker_says(elm: Page) -> None:
    got = run(
        elm,
        """
        const { load } = await import('/client/predictor/load.js');
        const prices = Array.from({ length: 40 }, (_, row) => `${row}.250,50 €`);
        const days = Array.from({ length: 40 }, (_, row) => `${1 + row % 28}/${1 + row % 12}/2024`);
        const model = await elm.create('TableRegressor', { random_state: 0 });
        await model.fit(
          { columns: [{ name: 'price', values: prices }, { name: 'day', values: days }] },
          Float64Array.from(prices, (_, row) => row));
        const asked = { columns: [
          { name: 'price', values: ['3.250,50', 3250.5, 1.25, '1.25 €', null] },
          { name: 'day', values: ['13/5/2024', '2024-05-13', '13 May 2024', '5/13/2024', ''] },
        ] };
        const told = [];
        const said = await model.predict(asked, { onWarnings: (some) => told.push(...some) });
        const predictor = await load(await model.save());
        const again = predictor.predict(asked);
        await model.dispose();
        const { unread } = predictor;
        return { said: [...said], again: [...again], unread, told: told.map((t) => t.details) };
        """,
    )
    assert got["again"] == pytest.approx(got["said"], rel=1e-9)
    first, number, *_ = got["said"]
    assert first == pytest.approx(number, rel=1e-9)  # 3250.5 is 3.250,50
    assert [(c["column"], c["row"], c["text"]) for c in got["unread"]] == [
        ("price", 3, "1.25 €"),
        ("day", 3, "5/13/2024"),
    ]
    assert [(t["column"], t["row"], t["text"]) for t in got["told"]] == [
        (c["column"], c["row"], c["text"]) for c in got["unread"]
    ]


def test_texts_are_learnt_live(elm: Page) -> None:
    got = run(
        elm,
        """
        const texts = ['the team won the match', 'a goal in the last minute', 'the striker scored',
          'shares fell on the market', 'the bank raised its rates', 'profits of the company rose'];
        const y = ['sport', 'sport', 'sport', 'money', 'money', 'money'];
        const model = await elm.create('TextClassifier');
        await model.fit(texts, y);
        const [label] = await model.predict(['the team scored a goal']);
        await model.partialFit(['rain and wind tomorrow'], ['weather']);
        const [added] = await model.predict(['wind and rain']);
        const far = await model.predictProba(['zzz qqq']);
        const error = await caught(model.fit(['a'], ['x', 'y']));
        await model.dispose();
        return { label, added, far: [...far.data], error };
        """,
    )
    assert got["label"] == "sport"
    assert got["added"] == "weather"
    assert max(got["far"]) < 0.6
    assert got["error"]["code"] == "invalid-input"


def test_unicode_survives_the_border(elm: Page) -> None:
    text = base64.b64encode("naïve 😀 𝔘 \u202e".encode()).decode()
    got = run(
        elm,
        """
        const label = new TextDecoder().decode(Uint8Array.from(atob(argument), (c) => c.charCodeAt(0)));
        const model = await elm.create('ELMClassifier', { n_hidden: 5 });
        await model.fit([[0], [1], [0], [1]], [label, 'b', label, 'b']);
        const [back] = await model.predict([[0]]);
        await model.dispose();
        return back === label;
        """,
        text,
    )
    assert got


UNSEEN = """
const texts = ['a striker scored twice', 'the goalkeeper saved it', 'shares fell again', 'banks cut rates'];
const model = await elm.create('TextClassifier', argument);
await model.fit(texts, ['sport', 'sport', 'business', 'business']);
const labels = await model.predict(['football match tonight', 'stock market investors']);
return { labels, json: await model.save() };
"""


def test_a_model_of_texts_knows_words_it_was_not_trained_on(elm: Page) -> None:
    fetched: list[str] = []
    elm.on("request", lambda request: fetched.append(request.url))
    got = run(elm, UNSEEN)
    assert got["labels"] == ["sport", "business"]
    assert sum("elm_vectors" in url for url in fetched) <= 1
    there = elm_core.loads(got["json"])
    assert there.predict(["football match tonight"]).tolist() == ["sport"]


@pytest.mark.expect_console("Failed to load resource")
def test_text_works_where_word_vectors_cannot_be_had(blank: Page) -> None:
    blank.context.route("**/vectors-*/*", lambda route: route.abort())
    blank.evaluate(
        "async () => { const { ElmToolkit } = await import('/client/index.js');"
        " window.elm = await ElmToolkit.start({ snapshot: false }); }"
    )
    assert elm_core.loads(run(blank, UNSEEN)["json"]).vectors_ is None
    file = elm_core.dumps(TextClassifier().fit(["up", "down"], ["a", "b"]))
    got = blank.evaluate(
        "async (file) => window.elm.load(file).then(() => '', (error) => error.message)", file
    )
    assert "needs the word vectors of elm_vectors" in got
    blank.context.unroute("**/vectors-*/*")
    assert run(blank, "return (await elm.load(argument)).summary.fitted", file)
