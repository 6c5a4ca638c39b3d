// The model of the page: learnt anew when points or settings change; its regions; its curve.
// @ts-check
import { ElmError } from '../../client/errors.js';
import { colourAt } from './colours.js';
import { places } from './plane.js';
import { modelOf, STEPS } from './settings.js';

/** @import { ElmToolkit, Matrix, Model } from '../../client/index.js' */
/** @import { Regions, Scene } from './plane.js' */
/** @import { Point } from './presets.js' */
/** @import { Knob, Settings } from './settings.js' */

/** @typedef {{ knob: Knob, values: number[], loo: number[], trained: number[] }} Curve */

export class Learner {
  /** @type {{ model: Model, made: string, points: Point[], colours: boolean } | undefined} */
  #now;
  #starting;
  /** @type {Record<string, Matrix>} */
  #grids = {};

  /** @param {Promise<ElmToolkit>} starting */
  constructor(starting) {
    this.#starting = starting;
  }

  /** Where the model is asked. @param {boolean} colours */
  #grid(colours) {
    const name = colours ? 'colours' : 'plane';
    this.#grids[name] ??= rowsOf(places, colours);
    return this.#grids[name];
  }

  get model() {
    return this.#now?.model.summary.fitted ? this.#now.model : undefined;
  }

  /**
   * Learns the points: an online model only the new ones, where the old ones are as they were.
   *
   * @param {Scene} scene @param {Settings} settings
   * @returns {Promise<{ regions: Regions, seconds: number, added: number, loo: number | undefined }>}
   */
  async learn({ points, colours }, settings) {
    if (new Set(points.map(({ label }) => label)).size < 2) {
      await this.#forget();
      throw new Error('It needs points of at least two classes.');
    }
    const elm = await this.#starting;
    const spec = modelOf(settings);
    const made = JSON.stringify(spec);
    const before = this.#now;
    const same = before?.made === made && before.colours === colours;
    const model = same && before ? before.model : await elm.create(spec.class, spec.params);
    if (!same) await this.#forget();
    this.#now = { model, made, points, colours };
    const old = before?.points ?? [];
    const grown =
      same &&
      settings.kind === 'Online' &&
      model.summary.fitted &&
      points.length > old.length &&
      old.every((point, i) => point === points[i]);
    const fresh = grown ? points.slice(old.length) : points;
    const labels = fresh.map(({ label }) => label);
    const X = rowsOf(fresh, colours);
    const { summary } = await (grown && !hasNewClass(model, labels)
      ? model.partialFit(X, labels)
      : model.fit(
          grown ? rowsOf(points, colours) : X,
          grown ? points.map((p) => p.label) : labels,
        ));
    const { data, classes } = await model.predictProba(copied(this.#grid(colours)));
    return {
      regions: regionsOf(data, classes.map(String)),
      seconds: summary.seconds ?? 0,
      added: grown ? fresh.length : points.length,
      loo: summary.loo?.value,
    };
  }

  async #forget() {
    const model = this.#now?.model;
    this.#now = undefined;
    await model?.dispose().catch(() => {});
  }

  /** Share of points that the model gets right. @param {Point[]} points @param {boolean} colours */
  async right(points, colours) {
    const { model } = this;
    if (!model) throw new ElmError('not-fitted', 'There is no model yet.');
    const said = await model.predict(rowsOf(points, colours));
    return share(/** @type {string[]} */ (said), points);
  }

  /** @param {{ x: number, y: number, colour?: number[] }} point @param {boolean} colours */
  async ask(point, colours) {
    const { model } = this;
    if (!model) return undefined;
    const { data, classes } = await model.predictProba(rowsOf([point], colours));
    return { classes: classes.map(String), shares: data };
  }

  /**
   * Scores along a knob: leave-one-out, and on the points that were learnt.
   *
   * @param {Scene} scene @param {Settings} settings @param {Knob} knob
   * @param {AbortSignal} signal @param {(share: number) => void} onProgress
   * @returns {Promise<Curve>}
   */
  async curve({ points, colours }, settings, knob, signal, onProgress) {
    const elm = await this.#starting;
    const X = rowsOf(points, colours);
    const labels = points.map(({ label }) => label);
    /** @type {Curve} */
    const curve = { knob, values: STEPS[knob], loo: [], trained: [] };
    for (const [i, value] of curve.values.entries()) {
      if (signal.aborted) break;
      onProgress(i / curve.values.length);
      const spec = modelOf({
        ...settings,
        [knob]: value,
        chosen: knob === 'alpha' ? false : settings.chosen,
      });
      const model = await elm.create(spec.class, spec.params);
      try {
        const { summary } = await model.fit(copied(X), labels, { signal });
        const said = await model.predict(copied(X), { signal });
        curve.loo.push(summary.loo?.value ?? Number.NaN);
        curve.trained.push(share(/** @type {string[]} */ (said), points));
      } finally {
        await model.dispose().catch(() => {});
      }
    }
    return curve;
  }
}

/** @param {Model} model @param {string[]} labels */
const hasNewClass = (model, labels) =>
  labels.some((label) => !model.summary.classes?.includes(label));

/** @param {string[]} said @param {Point[]} points */
const share = (said, points) =>
  said.filter((label, i) => label === points[i].label).length / points.length;

/** @param {{ x: number, y: number, colour?: number[] }[]} points @param {boolean} colours @returns {Matrix} */
export function rowsOf(points, colours) {
  const wide = colours ? 3 : 2;
  const data = new Float64Array(wide * points.length);
  points.forEach((point, i) => {
    data.set(colours ? colourAt(point) : [point.x, point.y], wide * i);
  });
  return { data, shape: [points.length, wide] };
}

/** @param {Matrix} matrix */
const copied = ({ data, shape }) => ({ data: data.slice(), shape });

/** @param {Float64Array} data @param {string[]} classes @returns {Regions} */
function regionsOf(data, classes) {
  const k = classes.length;
  const best = new Uint8Array(places.length);
  const share = new Float32Array(places.length);
  for (let i = 0; i < places.length; i++) {
    for (let j = 0; j < k; j++) {
      if (data[i * k + j] > share[i]) [share[i], best[i]] = [data[i * k + j], j];
    }
  }
  return { classes, best, share, data };
}
