// Trains a chain and judges it: on rows held out, by leave-one-out, by time and size.
// @ts-check
import { seeded } from '../../ui/data/seeded-random.js';

/** @import { ClassificationReport, ElmToolkit, HoldoutReport, Model, Summary } from '../../client/index.js' */
/** @import { Spec } from './bricks.js' */
/** @import { DataSet } from './data.js' */

/** Share of the rows that chains do not see until they are judged. */
export const HELD_OUT = 0.3;

/** @typedef {{ key: string, model: Model, summary: Summary, holdout: HoldoutReport & ClassificationReport, seconds: number, bytes: number }} Result */

/**
 * The first fit of a visit takes several times what later ones take: it fetches and compiles. That
 * is no fault of the chain that happens to be the first.
 *
 * @param {ElmToolkit} elm
 */
export async function warmUp(elm) {
  const random = seeded(0);
  const [rows, columns] = [300, 64];
  const data = Float64Array.from({ length: rows * columns }, random);
  const labels = Array.from({ length: rows }, (_, row) => row % 10);
  const model = await elm.create('ELMClassifier', { random_state: 0 });
  await model.fit({ data, shape: [rows, columns] }, labels);
  await model.dispose();
}

/**
 * @param {ElmToolkit} elm @param {Spec} spec @param {DataSet} data @param {number} seed of the rows held out
 * @param {string} key @param {{ signal: AbortSignal, onProgress: (share: number) => void }} options
 * @returns {Promise<Result>}
 */
export async function tryChain(elm, spec, data, seed, key, options) {
  const model = await elm.create(spec.class, spec.params);
  try {
    const { summary, holdout } = await model.fit(data.X, data.y, {
      ...options,
      holdout: HELD_OUT,
      seed,
    });
    const json = await model.save({ signal: options.signal });
    const seconds = (summary.stages ?? []).reduce(
      (sum, { fit_seconds, transform_seconds }) => sum + fit_seconds + transform_seconds,
      0,
    );
    const report = /** @type {HoldoutReport & ClassificationReport} */ (holdout);
    return { key, model, summary, holdout: report, seconds, bytes: json.length };
  } catch (error) {
    model.dispose().catch(() => {});
    throw error;
  }
}
