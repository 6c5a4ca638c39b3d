// What a page does with the toolkit, timed. Times are in seconds; `times` asks for the median.
import { sample, testRows, trainingRows } from './samples.js';

let elm;
const models = new Map();

export async function boot(options) {
  const { ElmToolkit } = await import('/client/index.js');
  elm = await ElmToolkit.start(options);
}

export const startedToolkit = () => elm;

export const heap = async () => (await elm.info()).heap;

export const classes = async () => (await elm.info()).classes;

/** Fits a model; it is kept for `predict` and `accuracy` under the name of its sample. */
export async function fit({
  sample: of,
  className = 'ELMClassifier',
  params,
  rows,
  times = 1,
  f32,
}) {
  const { X, y } = trainingRows(await sample(of), rows, f32);
  await models.get(of.name)?.dispose();
  const model = await elm.create(className, params);
  const taken = [];
  const inside = [];
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    const { summary } = await model.fit(X, y);
    taken.push((performance.now() - start) / 1000);
    inside.push(summary.seconds);
  }
  models.set(of.name, model);
  return { each: [...taken], page: median(taken), worker: median(inside) };
}

export async function predict({ sample: of, rows, times = 1 }) {
  const model = models.get(of.name);
  const { X } = testRows(await sample(of), rows);
  const taken = [];
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    await model.predict(X);
    taken.push((performance.now() - start) / 1000);
  }
  return median(taken);
}

export async function accuracy({ sample: of }) {
  const { X, y } = testRows(await sample(of));
  return models.get(of.name).score(X, y);
}

/** The file of the model that was fitted last on a sample. */
export const saved = ({ sample: of }) => models.get(of.name).save();

/** Blocks of a sample's training rows, each copied when it is wanted. */
export async function* blocksOf(of, block) {
  const { X, y } = await sample(of);
  const d = X.shape[1];
  for (let from = 0; from < of.n; from += block) {
    const to = Math.min(from + block, of.n);
    const data = X.data.slice(from * d, to * d);
    yield { X: { data, shape: [to - from, d] }, y: y.slice(from, to) };
  }
}

export async function stream({ sample: of, params, block }) {
  await sample(of);
  const model = await elm.create('ELMClassifier', params);
  const start = performance.now();
  await model.fitStream(blocksOf(of, block));
  const taken = (performance.now() - start) / 1000;
  await model.dispose();
  return taken;
}

/** Learns row by row, each by a request of its own. */
export async function online({ sample: of, params, rows }) {
  const { X, y } = await sample(of);
  const d = X.shape[1];
  const part = (from, to) => ({ data: X.data.slice(from * d, to * d), shape: [to - from, d] });
  const model = await elm.create('OnlineELMClassifier', params);
  const first = 2 * params.n_hidden;
  const known = Array.from({ length: of.classes }, (_, label) => label);
  await model.partialFit(part(0, first), y.slice(0, first), { classes: known });
  const start = performance.now();
  for (let i = first; i < first + rows; i++) {
    await model.partialFit(part(i, i + 1), y.slice(i, i + 1));
  }
  const taken = (performance.now() - start) / 1000;
  await model.dispose();
  return taken;
}

/** Seconds from the page's load to the answer of the first fit. */
export async function start({ sample: of, params, snapshot }) {
  const data = sample(of);
  await boot({ snapshot });
  const { X, y } = trainingRows(await data);
  const model = await elm.create('ELMClassifier', params);
  await model.fit(X, y);
  const seconds = performance.now() / 1000;
  return { seconds, start: (await elm.info()).start };
}

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
