// How an app in TypeScript uses the package. It is compiled, strictly, and never run.
import {
  type BootProgress,
  type CsvSeen,
  csvBlocks,
  ElmError,
  ElmToolkit,
  type ErrorCode,
  type FloatMatrix,
  type Label,
  type Model,
  type ModelOf,
  type ModelSpec,
  type Summary,
} from 'elm-toolkit';
import { ModelFormatError, Predictor } from 'elm-toolkit/predictor';
import { load } from 'elm-toolkit/predictor/load';
import { toFunction } from 'elm-toolkit/predictor/to-function';
import { readVectors } from 'elm-toolkit/predictor/vectors';
import { fromFragment, toFragment } from 'elm-toolkit/share';
import type { PageMessage, WorkerMessage } from 'elm-toolkit/worker/protocol';
import 'elm-toolkit/predictor/audio';
import 'elm-toolkit/predictor/table';
import 'elm-toolkit/predictor/unsupervised';
import 'elm-toolkit/worker';

const say = ({ stage, loaded, total }: BootProgress): string => `${stage} ${loaded / total}`;

export async function trainOnFile(model: Model, file: File): Promise<number> {
  const told: CsvSeen[] = [];
  const options = { target: 'kind', decimal: ',', missing: 'skip' } as const;
  await model.fit(csvBlocks(file, { ...options, onSeen: (seen) => told.push(seen) }));
  // @ts-expect-error a missing number is left out or an error
  csvBlocks(file, { target: 'kind', missing: 'guess' });
  return told.at(-1)?.left.missing ?? 0;
}

export async function judge(elm: ElmToolkit, rows: number[][], labels: string[]): Promise<number> {
  const model = await elm.create('ELMClassifier');
  const found = await model.crossValidate(rows, labels, {
    cv: 5,
    groups: labels,
    warmStart: false,
  });
  const said: Label | number = Array.isArray(found.predictions) ? (found.predictions[0] ?? '') : 0;
  const { data, rows: shown } = await elm.embed(rows, { model, maxRows: 100 });
  // @ts-expect-error folds are a number
  await model.crossValidate(rows, labels, { cv: 'five' });
  console.log(said, data[2 * shown.length - 1], found.scores[0]);
  return elm.silhouette(rows, labels, { sampleSize: 50, standardize: true });
}

export async function train(rows: number[][], labels: string[]): Promise<string> {
  const { signal } = new AbortController();
  const elm = await ElmToolkit.start({ assets: '/elm/', onProgress: say, signal });
  const model = await elm.create('ELMClassifier', { n_hidden: 64, random_state: 0 });
  const { holdout, summary } = await model.fit(rows, labels, { holdout: 0.25, signal });
  const kind: Summary['kind'] = summary.kind;
  console.log(kind, holdout.accuracy, holdout.per_class);
  const sure: (Label | null)[] = await model.predict(rows, { threshold: 0.8 });
  const { data, shape, classes } = await model.predictProba({
    data: Float32Array.of(1, 2),
    shape: [1, 2],
  });
  const first: Float64Array = data.subarray(0, shape[1]);
  console.log(sure, first, classes[0]);
  // @ts-expect-error rows of texts are no rows of numbers
  await model.predict([['a']]);
  // @ts-expect-error the share is a number
  await model.fit(rows, labels, { holdout: 'some' });
  // @ts-expect-error there is no such option
  await ElmToolkit.start({ asset: '/elm/' });
  return model.save({ statistics: true });
}

/** The class says what a model takes, can be asked and reports. */
export async function classes(elm: ElmToolkit, rows: number[][], y: number[], labels: string[]) {
  const regressor = await elm.create('ELMRegressor', { alpha: 'loo', activation: 'tanh' });
  const { holdout } = await regressor.fit(rows, y, { holdout: 0.5 });
  const r2: number = holdout.r2 + (await regressor.evaluate(rows, y)).r2;
  const numbers: Float64Array | FloatMatrix = await regressor.predict(rows);
  // @ts-expect-error of numbers there is no accuracy
  holdout.accuracy;
  // @ts-expect-error nor are there probabilities
  await regressor.predictProba(rows);
  // @ts-expect-error nor thresholds
  await regressor.predict(rows, { threshold: 0.5 });
  // @ts-expect-error without rows that are held out there may be no report
  (await regressor.fit(rows, y)).holdout.r2;

  const texts = await elm.create('TextClassifier', { vectors: null, word_ngrams: [1, 2] });
  const said: Label[] = await texts.predict(['a text']);
  // @ts-expect-error texts are no rows of numbers
  await texts.predict(rows);
  // @ts-expect-error this cannot be unlearnt
  texts.unlearn(['a text'], labels);

  const online: ModelOf<'OnlineELMRegressor'> = await elm.create('OnlineELMRegressor');
  const twin: ModelOf<'OnlineELMRegressor'> = await online.cloneUntrained();
  await online.merge(twin);
  await elm.keep(online, 'a name');

  const spec: ModelSpec = { class: 'KernelELMClassifier', params: { gamma: 0.5 } };
  const sure = await elm.create('ConformalClassifier', { estimator: spec, method: 'lac' });
  const sets: Label[][] = await sure.predictSet(rows);
  const { probabilities } = await sure.crossValidate(rows, labels);
  // @ts-expect-error intervals are for numbers: wanted is a ConformalRegressor
  const intervals: FloatMatrix = await sure.predictInterval(rows);

  // @ts-expect-error there is no such class
  await elm.create('ELMClasifier');
  // @ts-expect-error there is no such parameter
  await elm.create('ELMClassifier', { hidden_units: 5 });
  // @ts-expect-error this is no choice
  await elm.create('ELMClassifier', { activation: 'relu6' });
  // @ts-expect-error a number, or 'loo'
  await elm.create('ELMClassifier', { alpha: 'auto' });
  // @ts-expect-error a part has parameters of its own
  await elm.create('BaggingELMClassifier', {
    estimator: { class: 'ELMRegressor', params: { k: 1 } },
  });

  const name: string = labels[0] ?? '';
  const any: Model = await elm.create(name, { n_hidden: 5 });
  const opened: Model = await elm.load(await any.save());
  if (opened.is('SearchIndex')) console.log((await opened.search('a query', { k: 3 }))[0]?.score);
  return [r2, numbers, said, sets, probabilities, intervals];
}

export async function stream(model: Model, blocks: AsyncIterable<{ X: number[][]; y: number[] }>) {
  const { summary } = await model.fitStream(blocks, {
    onProgress: (_, { blocks }) => console.log(blocks),
  });
  return summary.n_samples ?? 0;
}

export async function predict(json: string, link: string, bytes: Uint8Array): Promise<Label> {
  const predictor = Predictor.from(json, { vectors: readVectors(bytes) });
  const one = predictor.predict('a text');
  const many = predictor.predict(['one', 'two']);
  const probabilities: Float64Array = predictor.predictProba({ colour: 'red', size: null });
  const again: Predictor = await load((await fromFragment(link)) ?? json);
  const source: string = toFunction(json) + (await toFragment(json, { limit: 2000 }));
  const texts: string[] = again.unread.map(({ column, row, text }) => `${column} ${row} ${text}`);
  console.log(one, many, probabilities, again.classes, source, texts);
  // @ts-expect-error use Predictor.from
  new Predictor();
  return typeof one === 'string' ? one : '';
}

export function about(error: unknown): ErrorCode | undefined {
  if (error instanceof ModelFormatError) return error.code;
  if (!(error instanceof ElmError)) return undefined;
  console.log(error.details.parameter);
  // @ts-expect-error codes are known
  if (error.code === 'oops') return undefined;
  return error.code;
}

export const ask = (worker: Worker, message: PageMessage) => worker.postMessage(message);
export const kindOf = ({ data }: MessageEvent<WorkerMessage>) =>
  data.kind === 'error' ? data.error.code : data.kind;

/** Ended with the block, where the engine has `using`. */
export async function ended(): Promise<Label[]> {
  await using elm = await ElmToolkit.start();
  using model = await elm.create('ELMClassifier');
  await model.fit([[0], [1]], ['a', 'b']);
  return await model.predict([[1]]);
}
