"""Kinds of models in the page's worker: each is trained, asked, saved, loaded and asked again.

One toolkit serves them all: the page is that of a visitor who comes back.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page

from tests.browser.watch import Watch

HELPERS = """() => {
window.random = (() => {
  let s = 7;
  return () => (s = (s * 1103515245 + 12345) % 2147483648) / 2147483648;
})();
window.rows = (n, centre) => Array.from({ length: n }, () => centre.map((c) => c + random()));
window.same = (a, b) => JSON.stringify(a) === JSON.stringify(b) && JSON.stringify(a).length > 20;
window.reloaded = async (model, ask) => {
  const again = await elm.load(await model.save());
  const [before, after] = [await ask(model), await ask(again)];
  await again.dispose();
  return same(before, after);
};
window.caught = (promise) => promise.then(() => null, (error) => error.code);
}"""


@pytest.fixture(scope="module")
def _helped(booted: tuple[Page, Watch]) -> None:
    booted[0].evaluate(HELPERS)


@pytest.fixture
def elm(toolkit: Page, _helped: None) -> Page:
    """The page of the toolkit, with the helpers."""
    return toolkit


def run(page: Page, body: str):
    return page.evaluate(f"async () => {{ {body} }}")


def test_a_clusterer(elm: Page) -> None:
    got = run(
        elm,
        """
        const X = [...rows(40, [0, 0]), ...rows(40, [5, 5])];
        const model = await elm.create('ELMClusterer', { n_clusters: 2, n_hidden: 40, random_state: 0 });
        const labels = [...await model.fitPredict(X)];
        return {
          sizes: [new Set(labels.slice(0, 40)).size, new Set(labels.slice(40)).size, new Set(labels).size],
          kind: model.summary.kind,
          agree: same(labels, [...await model.predict(X)]),
          embedding: (await model.transform(X)).shape,
          kept: await reloaded(model, async (m) => [...await m.predict(X)]),
          refused: await caught(model.evaluate(X, labels)),
        };
        """,
    )
    assert got == {
        "sizes": [1, 1, 2],
        "kind": "clusterer",
        "agree": True,
        "embedding": [80, 2],
        "kept": True,
        "refused": "unsupported",
    }


def test_one_class(elm: Page) -> None:
    got = run(
        elm,
        """
        const model = await elm.create('OneClassELM', { n_hidden: 60, random_state: 0 });
        const labels = [...await model.fitPredict([[9, -9, 9], ...rows(40, [0, 0, 0])])];
        const left = [...await model.scoreSamples(null)];
        await model.fit(rows(150, [0, 0]));
        const asked = [[0.5, 0.5], [3, -2]];
        return {
          odd: [labels[0], left.length, Math.min(...left) === left[0]],
          said: [...await model.predict(asked)],
          scores: [...await model.scoreSamples(asked)],
          kept: await reloaded(model, async (m) => [...await m.scoreSamples(asked)]),
        };
        """,
    )
    assert got["odd"] == [-1, 41, True]
    assert got["said"] == [1, -1]
    assert got["scores"][0] > got["scores"][1]
    assert got["kept"]


def test_sets_and_intervals_around_models_that_are_parameters(elm: Page) -> None:
    got = run(
        elm,
        """
        const X = rows(150, [0, 0]);
        const estimator = { class: 'ELMClassifier', params: { n_hidden: 40, random_state: 0 } };
        const sets = await elm.create('ConformalClassifier', { estimator, random_state: 0 });
        const truth = X.map(([a]) => (a > 0.5 ? 'high' : 'low'));
        await sets.fit(X, truth);
        const wide = await sets.predictSet(X, { coverage: 0.99 });
        const intervals = await elm.create('ConformalRegressor', { random_state: 0 });
        await intervals.fit(X, X.map(([a, b]) => a + 0.1 * random()));
        const { data, shape } = await intervals.predictInterval(X, { coverage: 0.8 });
        return {
          covered: wide.filter((set, i) => set.includes(truth[i])).length / X.length,
          size: wide.flat().length / (await sets.predictSet(X, { coverage: 0.5 })).flat().length,
          least: Math.min(...(await sets.predictSet(X, { coverage: 0.5, allowEmpty: false })).map((s) => s.length)),
          kept: await reloaded(sets, (m) => m.predictSet(X)),
          shape,
          width: data[1] - data[0],
          abstained: await sets.predict([[0.1, 0.5], [0.5, 0.5]], { threshold: 0.95 }),
        };
        """,
    )
    assert got["covered"] > 0.95
    assert got["size"] > 1.5
    assert got["least"] == 1
    assert got["kept"]
    assert got["shape"] == [150, 2]
    assert 0 < got["width"] < 0.3
    assert got["abstained"] == ["low", None]


def test_online_models_unlearn_and_are_merged(elm: Page) -> None:
    got = run(
        elm,
        """
        const label = ([a, b]) => (a > b ? 'over' : 'under');
        const [mine, theirs] = [rows(100, [0, 0]), rows(60, [0, 0])];
        const model = await elm.create('OnlineELMClassifier', { n_hidden: 30, random_state: 0 });
        await model.fit(mine, mine.map(label));
        const proba = async (m) => [...(await m.predictProba(theirs)).data];
        const alone = await proba(model);
        const far = (a, b) => Math.max(...a.map((p, i) => Math.abs(p - b[i])));
        const other = await model.cloneUntrained();
        other.fit(theirs, theirs.map(label)); // not awaited: the merge waits for it
        await model.merge(other);
        const counts = [model.summary.n_samples];
        const merged = await proba(model);
        await model.forget(other);
        counts.push(model.summary.n_samples);
        const scores = async (m) => [...(await m.decisionFunction(theirs)).data];
        const before = await scores(model);
        const more = theirs.slice(0, 20);
        await model.partialFit(more, more.map(label));
        const after = await scores(model);
        await model.unlearn(more, more.map(label));
        const strange = await caught(model.unlearn([[99, 99]], ['over']));
        return {
          counts, strange, changed: far(before, after), back: far(before, await scores(model)),
          merging: far(alone, merged), kept: await reloaded(model, proba),
        };
        """,
    )
    assert got["counts"] == [160, 100]
    assert got["strange"] == "invalid-input"
    assert got["back"] < 1e-6 < got["changed"]
    assert got["merging"] > 1e-6
    assert got["kept"]


def test_answers_are_explained(elm: Page) -> None:
    got = run(
        elm,
        """
        const X = rows(80, [0, 0]);
        const model = await elm.create('ELMRegressor', { n_hidden: 40, random_state: 0 });
        await model.fit(X, X.map(([a, b]) => 3 * a - b));
        const about = await model.explain([0.9, 0.9], { background: X });
        const texts = await elm.create('TextClassifier', { vectors: null });
        await texts.fit(['good film', 'good food', 'bad film', 'bad food'], ['up', 'up', 'down', 'down']);
        const { words } = await texts.explain('a good day', { target: 'up' });
        return { ...about, contributions: [...about.contributions],
          best: words.sort((a, b) => b.contribution - a.contribution)[0].word };
        """,
    )
    assert got["columns"] == [0, 1]
    assert got["contributions"][0] > 0.5 > 0 > got["contributions"][1]
    assert np.isclose(got["base"] + sum(got["contributions"]), got["value"])
    assert got["best"] == "good"


def test_an_encoder_in_a_chain(elm: Page) -> None:
    got = run(
        elm,
        """
        const X = rows(60, [0, 0, 0]);
        const encode = { class: 'ELMAutoencoder', params: { n_hidden: 3, random_state: 0 } };
        const model = await elm.create('Chain', { steps: [['encode', encode], ['model', { class: 'ELMRegressor', params: { n_hidden: 30, random_state: 0 } }]] });
        await model.fit(X, X.map(([a, b]) => a + b));
        const alone = await elm.create('ELMAutoencoder', encode.params);
        await alone.fit(X);
        const back = await alone.inverseTransform(await alone.transform(X));
        return {
          kinds: [model.summary.kind, alone.summary.kind],
          far: Math.max(...back.data.map((v, i) => Math.abs(v - X[Math.floor(i / 3)][i % 3]))),
          kept: await reloaded(model, async (m) => [...await m.predict(X)]),
        };
        """,
    )
    assert got["kinds"] == ["regressor", "transformer"]
    assert got["far"] < 0.1
    assert got["kept"]


def test_words_are_learnt_from_clips_and_heard(elm: Page) -> None:
    got = run(
        elm,
        """
        const rate = 8000;
        const word = (name, pitch) => {
          const clip = new Float32Array(Math.round(rate * (0.5 + 0.1 * random())));
          for (let i = 0; i < clip.length; i++) clip[i] = 0.01 * (random() - 0.5);
          const slope = name === 'rise' ? 3000 : -3000;
          const start = name === 'rise' ? 900 : 2500;
          for (let i = 0; i < 2400; i++) {
            const t = i / rate;
            clip[800 + i] += 0.5 * Math.sin(Math.PI * i / 2400) *
              Math.sin(2 * Math.PI * pitch * (start * t + slope * t * t / 2));
          }
          return clip;
        };
        const clips = [];
        const labels = [];
        for (let i = 0; i < 8; i++) for (const name of ['rise', 'fall']) {
          clips.push(word(name, 0.94 + 0.015 * i));
          labels.push(name);
        }
        const model = await elm.create('VoiceCommands', { sample_rate: rate, random_state: 0 });
        await model.fit(clips, labels);
        const asked = [word('fall', 1), word('rise', 1)];
        const stream = new Float32Array(rate + asked[0].length + rate).map(() => 0.006 * (random() - 0.5));
        asked[0].forEach((v, i) => { stream[rate + i] += v; });
        const heard = [];
        for (let at = 0; at < stream.length; at += 2000) {
          const { words } = await model.listen(stream.slice(at, at + 2000), { sampleRate: rate, restart: !at });
          heard.push(...words.map(({ label }) => label));
        }
        return { said: await model.predict({ clips: asked }), heard,
          kept: await reloaded(model, async (m) => [...(await m.predictProba(asked)).data]) };
        """,
    )
    assert got == {"said": ["fall", "rise"], "heard": ["fall"], "kept": True}


def test_drums_are_played_on(elm: Page) -> None:
    got = run(
        elm,
        """
        const bar = Array.from({ length: 16 }, (_, step) =>
          Array.from({ length: 9 }, (_, drum) =>
            Number(drum === 0 ? step % 8 === 0 : drum === 1 ? step % 8 === 4 : drum === 2 && step % 2 === 0)));
        const model = await elm.create('DrumMachine', { n_hidden: 64, random_state: 0 });
        await model.fit(Array(8).fill(bar));
        const play = (m) => m.generate({ bars: 2, seed: 1, temperature: 0, start: bar });
        const { data, shape } = await play(model);
        return { shape, same: same([...data], [...bar.flat(), ...bar.flat()]),
          metric: model.summary.loo.metric, kept: await reloaded(model, async (m) => [...(await play(m)).data]) };
        """,
    )
    assert got == {"shape": [2, 16, 9], "same": True, "metric": "micro_f1", "kept": True}


def test_an_index_is_searched_and_learns_from_clicks(elm: Page) -> None:
    got = run(
        elm,
        """
        const index = await elm.create('SearchIndex', { vectors: null });
        await index.fit(['Cats sleep a lot.', 'Dogs bark.', 'A cat and a dog.']);
        await index.add(['Parrots talk.', 'Cats sing.'], { ids: ['p', 'q'], metadata: [{ kind: 'bird', note: null }, {}] });
        const ids = async (m, ...query) => (await m.search(...query)).map(({ id }) => id);
        const birds = await index.search('talk', { where: { kind: 'bird' } });
        await index.upsert(['Dogs run.'], { ids: ['1'] });
        const dogs = await ids(index, 'dogs run', { k: 1 });
        const [first] = await ids(index, 'cats');
        const shown = ['0', '2', 'q'];
        const clicked = [first === '0' ? 'q' : '0'];
        for (let i = 0; i < 4; i++) await index.learnClicks('cats', { clicked, shown });
        const moved = (await ids(index, 'cats'))[0] === clicked[0];
        await index.remove(['q']);
        return { birds, left: index.summary.n_samples, dogs, moved,
          twice: await caught(index.add(['x'], { ids: ['p'] })),
          kept: await reloaded(index, async (m) => await m.search('cats')) };
        """,
    )
    assert [(hit["id"], hit["metadata"]["kind"]) for hit in got["birds"]] == [("p", "bird")]
    assert (got["left"], got["dogs"], got["twice"]) == (4, ["1"], "invalid-input")
    assert got["moved"]
    assert got["kept"]


def test_words_are_completed(elm: Page) -> None:
    got = run(
        elm,
        """
        const model = await elm.create('Autocomplete', { n_hidden: 16, vectors: null });
        await model.fit(['see you soon', 'see you tomorrow', 'thank you']);
        const [first] = await model.suggest('see y');
        for (let i = 0; i < 4; i++) await model.accept('thank you ', 'kindly');
        return { first: [first.word, first.rest], next: (await model.suggest('thank you '))[0].word,
          kept: await reloaded(model, (m) => m.suggest('see you ')) };
        """,
    )
    assert got == {"first": ["you", "ou"], "next": "kindly", "kept": True}


def test_items_are_recommended(elm: Page) -> None:
    got = run(
        elm,
        """
        const [users, items, ratings] = [[], [], []];
        for (let u = 0; u < 12; u++) for (let i = 0; i < 8; i++) if ((u + i) % 5) {
          users.push(`u${u}`); items.push(`i${i}`); ratings.push(u % 2 === i % 2 ? 5 : 1);
        }
        const model = await elm.create('Recommender', { n_factors: 2, random_state: 0 });
        await model.fit({ columns: [{ name: 'user', values: users }, { name: 'item', values: items }] }, ratings);
        const found = await model.recommend({ items: ['i0', 'i1'], ratings: [5, 1], n: 3 });
        return { found, kept: await reloaded(model, (m) => m.recommend({ user: 'u1', n: 3, rated: true })) };
        """,
    )
    assert len(got["found"]) == 3
    assert got["found"][0]["item"] in ("i2", "i4", "i6")
    assert got["kept"]


def programs(page: str) -> list[str]:
    text = (Path(__file__).parents[2] / "docs" / page).read_text(encoding="utf-8")
    return re.findall(r"^```js\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def test_the_page_on_models_shows_what_runs(elm: Page) -> None:
    models, tables = programs("models.md")
    got = run(
        elm,
        f"{models} return {{ sets, columns, sizes: [labels.length, contributions.length] }};",
    )
    assert len(got["sets"]) == 2
    assert {label for labels in got["sets"] for label in labels} <= {0, 1, 2}
    assert (got["columns"], got["sizes"]) == ([0, 1], [60, 2])
    said = "const said = [], console = { log: (text) => said.push(text) };"
    kinds = "about.map((column) => column.kind)"
    got = run(elm, f"{said} {tables} return {{ said, y: [...y], kinds: {kinds} }};")
    assert got["y"] == [820, 1100, 640, 990, 700]
    assert len(got["said"]) == 1 and "'unknown' in row 2" in got["said"][0], got
    assert got["kinds"] == ["category", "date"]
