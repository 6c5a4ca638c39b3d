// The four pictures: one layer and one set of points, seen from four sides.
// @ts-check

import { coalesce } from '../../ui/async/coalesce.js';
import { latestOnly } from '../../ui/async/latest-only.js';
import { yieldEvery, yieldToMain } from '../../ui/async/yield-to-main.js';
import { byId } from '../../ui/dom/dom.js';
import { count, grouped, readable } from '../../ui/text/format.js';
import { descend, dot, hidden, randomLayer, solve } from './elm.js';
import { Plot } from './plot.js';
import { POINTS } from './points.js';

/** @import { Fit, Layer, Point } from './elm.js' */

const GRID = Array.from({ length: 161 }, (_, i) => -1 + i / 80);
const everyOther = (/** @type {any[]} */ list) => list.filter((_, i) => i % 2 === 0);
const COARSE = everyOther(GRID);
const ALPHAS = Array.from({ length: 45 }, (_, i) => -8 + i / 4);
/** Epochs along the slider: 0, 1, …, 10,000. */
const STOPS = [0, ...Array.from({ length: 40 }, (_, i) => Math.round(10 ** ((i + 1) / 10)))];
/** The ridge term of the second picture: next to nothing. */
const TINY = 1e-6;

/** @type {[number, number]} */
const SIDEWAYS = [-1, 1];
/** @type {[number, number]} */
const UPWARDS = [-1.5, 1.5];

/** @param {string} id */
const field = (id) => byId(id, HTMLInputElement);
/** An error in few digits. @param {number} error */
const small = (error) => (error < 1e-4 ? 'under 0.0001' : readable(error));
const number = (/** @type {string} */ id) => Number(field(id).value);

export function bindPictures() {
  const map = new Plot(byId('map'), { label: 'The hidden curves', x: SIDEWAYS, y: UPWARDS });
  const views = ['solve', 'ridge', 'descent'].map(
    (id) =>
      new Plot(byId(id), { label: 'Points and the curve through them', x: SIDEWAYS, y: UPWARDS }),
  );
  const narrow = { x: /** @type {[number, number]} */ ([-8, 3]), height: 200 };
  const loo = new Plot(byId('loo'), {
    label: 'Error by α',
    ...narrow,
    y: [0, 1],
    ticks: { x: ['10⁻⁸', 'α', '1000'] },
  });
  const bowl = new Plot(byId('bowl'), {
    label: 'Error by epochs',
    x: [0, 40],
    y: [0, 1],
    height: 200,
    ticks: { x: ['0', 'epochs', '10,000'] },
  });
  let seed = 1;
  let points = POINTS.noisy();
  /** @type {{ beta: number[], trained: number }[]} */
  let path = [];

  /** @param {Point[]} next */
  function setPoints(next) {
    points = next;
    draw();
  }
  const layerNow = () =>
    randomLayer({
      units: number('units'),
      steep: number('steep'),
      seed,
      activation: byId('activation', HTMLSelectElement).value,
    });
  let drawn = { key: '', basis: /** @type {number[][]} */ ([]) };

  /** The curves of a layer, worked out and drawn when it is another one. @param {Layer} layer */
  function basisOf(layer) {
    const key = JSON.stringify(layer);
    if (key !== drawn.key) {
      drawn = { key, basis: GRID.map((x) => hidden(layer, x)) };
      showCurves(map, drawn.basis);
    }
    return drawn.basis;
  }

  /** A frame at a time, and in it a picture at a time. */
  const draw = coalesce(async () => {
    await new Promise(requestAnimationFrame);
    const layer = layerNow();
    const basis = basisOf(layer);
    showInput(map, layer);
    await yieldToMain();
    const here = points;
    const H = here.map(({ x }) => hidden(layer, x));
    const y = here.map((point) => point.y);
    views[0].points(here, setPoints);
    showSolved(views[0], basis, solve(H, y, TINY), here.length);
    await yieldToMain();
    const ridge = solve(H, y, 10 ** number('alpha'));
    views[1].points(points, setPoints);
    showRidge(views[1], loo, basis, ridge);
    await yieldToMain();
    views[2].points(points, setPoints);
    if (here.length) void sweeping();
    follow(basis, ridge);
  });

  /** One fit for each α. @param {AbortSignal} [signal] */
  async function fitsByAlpha(signal) {
    const layer = layerNow();
    const H = points.map(({ x }) => hidden(layer, x));
    const y = points.map((point) => point.y);
    /** @type {Fit[]} */
    const fits = [];
    const pace = yieldEvery();
    for (const alpha of ALPHAS) {
      fits.push(solve(H, y, 10 ** alpha));
      await pace();
      if (signal?.aborted) break;
    }
    return fits;
  }

  const sweeping = latestOnly(async (signal) => {
    const fits = await fitsByAlpha(signal);
    return () => {
      const top = 1.6 * Math.max(0.05, ...fits.map(({ trained }) => trained));
      loo.curves([
        { x: ALPHAS, y: fits.map(({ trained }) => trained / top), class: 'dashed' },
        { x: ALPHAS, y: fits.map(({ leftOut }) => leftOut / top), class: 'main' },
      ]);
    };
  });
  /** The descent takes long: in slices, and the newest alone is shown. */
  const descending = latestOnly(
    async (signal) => {
      const layer = layerNow();
      const H = points.map(({ x }) => hidden(layer, x));
      const y = points.map((point) => point.y);
      const alpha = 10 ** number('alpha');
      /** @type {typeof path} */
      const found = [];
      const pace = yieldEvery();
      for (const stop of descend(H, y, alpha, STOPS)) {
        if (stop) found.push(stop);
        await pace();
        if (signal.aborted) break;
      }
      return () => {
        path = found;
        showDescent();
      };
    },
    { wait: 60 },
  );
  let last = {
    basis: /** @type {number[][]} */ ([]),
    ridge: /** @type {Fit} */ ({ beta: [], trained: 0, leftOut: 0 }),
  };
  /** @param {number[][]} basis @param {Fit} ridge */
  function follow(basis, ridge) {
    last = { basis, ridge };
    if (points.length) void descending();
  }
  function showDescent() {
    const at = number('epochs');
    const there = path[at];
    byId('epochs-out').textContent = grouped(STOPS[at]);
    if (!there) return;
    const { basis, ridge } = last;
    views[2].curves([
      { x: GRID, y: basis.map((row) => dot(row, ridge.beta)), class: 'faint dashed' },
      { x: GRID, y: basis.map((row) => dot(row, there.beta)), class: 'main' },
    ]);
    const top = Math.max(...path.map(({ trained }) => trained), 0.1);
    bowl.curves([
      { x: [0, 40], y: [ridge.trained / top, ridge.trained / top], class: 'dashed' },
      { x: STOPS.map((_, i) => i), y: path.map(({ trained }) => trained / top), class: 'main' },
    ]);
    bowl.mark(at);
    byId('descent-says').textContent =
      `After ${count(STOPS[at], 'epoch')} the error at the points is ${small(there.trained)}; solved at once it is ${small(ridge.trained)}.`;
  }

  for (const id of ['units', 'steep', 'input', 'activation', 'parts', 'alpha'])
    byId(id).addEventListener('input', draw);
  field('epochs').addEventListener('input', showDescent);
  byId('reseed').addEventListener('click', () => {
    seed += 1;
    draw();
  });
  for (const id of ['wave', 'jump', 'noisy'])
    byId(id).addEventListener('click', () => setPoints(POINTS[id]()));
  byId('best').addEventListener('click', async () => {
    const errors = (await fitsByAlpha()).map(({ leftOut }) => leftOut);
    field('alpha').value = String(ALPHAS[errors.indexOf(Math.min(...errors))]);
    draw();
  });
  void draw();
}

/** @param {Plot} map @param {number[][]} basis */
function showCurves(map, basis) {
  const rows = everyOther(basis);
  map.curves(
    basis[0].map((_, unit) => ({
      x: COARSE,
      y: rows.map((row) => row[unit]),
      class: unit < 3 ? 'main' : 'faint',
    })),
  );
}

/** @param {Plot} map @param {Layer} layer */
function showInput(map, layer) {
  const units = layer.w.length;
  const x = number('input');
  map.mark(x);
  const values = hidden(layer, x);
  const shown = values.slice(0, 6).map((value) => value.toFixed(2));
  byId('units-out').textContent = String(units);
  byId('steep-out').textContent = readable(number('steep'));
  byId('input-out').textContent = x.toFixed(2);
  byId('map-says').textContent =
    `x = ${x.toFixed(2)} becomes ${count(units, 'number')}: ${shown.join(', ')}${units > 6 ? ', …' : ''}`;
}

/** @param {Plot} view @param {number[][]} basis @param {Fit} fit @param {number} n */
function showSolved(view, basis, { beta, trained }, n) {
  const rows = everyOther(basis);
  const parts = field('parts').checked
    ? beta.map((weight, unit) => ({
        x: COARSE,
        y: rows.map((row) => weight * row[unit]),
        class: 'faint',
      }))
    : [];
  view.curves([...parts, { x: GRID, y: basis.map((row) => dot(row, beta)), class: 'main' }]);
  byId('solve-says').textContent = n
    ? `${count(beta.length, 'unit')}, ${count(n, 'point')}: the error at the points is ${small(trained)}, the largest weight ${readable(Math.max(...beta.map(Math.abs)))}.`
    : 'There are no points: click to put some.';
}

/**
 * @param {Plot} view @param {Plot} loo @param {number[][]} basis @param {Fit} fit
 */
function showRidge(view, loo, basis, { beta, trained, leftOut }) {
  const exponent = number('alpha');
  view.curves([{ x: GRID, y: basis.map((row) => dot(row, beta)), class: 'main' }]);
  byId('alpha-out').textContent = readable(10 ** exponent);
  field('alpha').setAttribute('aria-valuetext', readable(10 ** exponent));
  byId('ridge-says').textContent =
    `α = ${readable(10 ** exponent)}: the error is ${small(trained)} at the points, ${small(leftOut)} at each point left out.`;
  loo.mark(exponent);
}
