"""What must work in every engine: the seams between page, worker, Python and storage."""

from __future__ import annotations

import numpy as np
import pytest

import elm_core
from tests.engines.conftest import BLANK, BOOT
from tests.engines.drivers import Engine

#: Engines that give pages no file system of their own; docs/engines.md says so.
WITHOUT_SNAPSHOTS = ["WebKit"]
SNAPSHOT_IS_KEPT = """async () => {
  if (!navigator.storage?.getDirectory) return false;
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle('elm-toolkit-snapshots', { create: true });
  for (let i = 0; i < 200; i++) {
    for await (const [name, handle] of folder.entries())
      if (name.endsWith('.snapshot') && (await handle.getFile()).size > 0) return true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return false;
}"""
STAGES = ["download", "runtime", "packages", "toolkit", "ready"]


def test_it_starts(page: Engine) -> None:
    got = page.run("async () => ({ stages: [...stages], info: await elm.info() })")
    assert set(got["stages"]) <= set(STAGES)
    assert got["stages"][-1] == "ready"
    assert got["info"]["proxies"] == 0


def test_it_learns_and_predicts_as_python_does(page: Engine) -> None:
    got = page.run(
        """async () => {
          const model = await elm.create('ELMClassifier', { n_hidden: 80, random_state: 0 });
          const { holdout } = await model.fit(rows, labels, { holdout: 0.25, seed: 0 });
          const { data, shape } = await model.predictProba(rows);
          const { Predictor } = await import('/client/predictor/index.js');
          const json = await model.save();
          const plain = Predictor.from(json).predictProba(rows);
          const off = Math.max(...plain.data.map((value, i) => Math.abs(value - data[i])));
          await model.dispose();
          return { accuracy: holdout.accuracy, data: [...data], shape, rows, labels, json, off };
        }"""
    )
    assert got["accuracy"] > 0.85
    assert got["off"] < 1e-9
    here = elm_core.ELMClassifier(n_hidden=80, random_state=0).fit(got["rows"], got["labels"])
    there = np.reshape(got["data"], got["shape"])
    np.testing.assert_allclose(there, here.predict_proba(got["rows"]), rtol=0, atol=1e-7)
    loaded = elm_core.loads(got["json"]).predict_proba(got["rows"])
    np.testing.assert_allclose(there, loaded, rtol=0, atol=1e-9)


def test_what_is_saved_is_loaded(page: Engine) -> None:
    got = page.run(
        """async () => {
          const text = await elm.create('TextClassifier', { vectors: null });
          await text.fit(['naïve 😀', 'plain', 'naïve', 'so plain'], ['é', 'b', 'é', 'b']);
          const model = await elm.create('OnlineELMRegressor', { n_hidden: 20, random_state: 1 });
          await model.partialFit(rows, rows.map(([a]) => a));
          const before = await model.save({ statistics: true });
          const again = await elm.load(before);
          const same = before === (await again.save({ statistics: true }));
          await again.partialFit(rows, rows.map(([a]) => a));
          const labels = await (await elm.load(await text.save())).predict(['naïve 😀']);
          for (const each of [text, model, again]) await each.dispose();
          return { same, labels, samples: again.summary.n_samples };
        }"""
    )
    assert got == {"same": True, "labels": ["é"], "samples": 600}


def test_a_fit_is_cancelled_and_the_earlier_model_is_untouched(page: Engine) -> None:
    got = page.run(
        """async () => {
          const model = await elm.create('ELMClassifier', { n_hidden: 400, random_state: 0, alpha: 1 });
          await model.fit(rows, labels);
          const before = await model.save({ statistics: true });
          const data = Float64Array.from({ length: 120000 }, (_, i) => Math.sin(i * i));
          const y = Array.from({ length: 60000 }, (_, i) => (data[2 * i] > 0 ? 'a' : 'b'));
          const outcomes = [];
          for (const delay of [0, 30, 90]) {
            const abort = new AbortController();
            const fit = caught(model.fit({ data, shape: [60000, 2] }, y, { signal: abort.signal }));
            setTimeout(() => abort.abort(), delay);
            outcomes.push(await fit);
          }
          const same = before === (await model.save({ statistics: true }));
          await model.dispose();
          return { outcomes, same };
        }"""
    )
    assert got == {"outcomes": ["cancelled"] * 3, "same": True}


def test_an_error_names_what_is_wrong(page: Engine) -> None:
    got = page.run(
        """async () => {
          const model = await elm.create('ELMClassifier');
          const codes = [await caught(model.fit([[NaN]], ['a'])), await caught(model.predict(rows))];
          codes.push(await caught(elm.load('{}')), await caught(elm.create('os.system')));
          await model.dispose();
          return { codes, proxies: (await elm.info()).proxies };
        }"""
    )
    codes = ["invalid-input", "not-fitted", "model-format", "unsupported"]
    assert got == {"codes": codes, "proxies": 0}


def test_a_stream_is_learnt(page: Engine) -> None:
    samples = page.run(
        """async () => {
          const model = await elm.create('OnlineELMClassifier', { n_hidden: 30, random_state: 0 });
          async function* blocks() {
            for (let i = 0; i < 10; i++) yield { X: rows, y: labels };
          }
          const { summary } = await model.fitStream(blocks(), { classes: ['other', 'same'] });
          await model.dispose();
          return summary.n_samples;
        }"""
    )
    assert samples == 3000


@pytest.mark.parametrize("host", ["plain"], indirect=True)
def test_the_next_visit_starts_from_a_snapshot(page: Engine, host: str) -> None:
    """Where the engine lets a page keep one; else as the first visit."""
    kept = page.run(SNAPSHOT_IS_KEPT)
    page.goto(host + BLANK)
    page.run(BOOT)
    start = page.run("async () => (await elm.info()).start")
    assert start == ("snapshot" if kept else "plain")
    assert kept or type(page).__name__ in WITHOUT_SNAPSHOTS


@pytest.mark.parametrize("host", ["plain"], indirect=True)
def test_a_worker_that_is_lost_is_replaced(page: Engine) -> None:
    got = page.run(
        """async () => {
          const model = await elm.create('ELMClassifier', { n_hidden: 40, random_state: 0 });
          await model.fit(rows, labels);
          await new Promise((resolve) => setTimeout(resolve, 1000)); // it is kept meanwhile
          const before = await model.predict(rows);
          const asked = [model.predict(rows), elm.info()];
          workers.at(-1).terminate();
          const codes = await Promise.all(asked.map(caught));
          const after = await model.predict(rows);
          await model.dispose();
          return { codes, same: JSON.stringify(before) === JSON.stringify(after) };
        }"""
    )
    assert got == {"codes": ["worker-lost"] * 2, "same": True}
