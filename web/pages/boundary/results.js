// What the model is worth: its figures, the classes as a table, and the curve of a knob.
// @ts-check
import { chart } from '../../ui/charts/chart.js';
import { dataTable } from '../../ui/charts/data-table.js';
import { keyFigures } from '../../ui/charts/key-figures.js';
import { byId, h, replace } from '../../ui/dom/dom.js';
import { count, duration, percent, readable } from '../../ui/text/format.js';
import { NAMES } from './settings.js';

/** @import { Curve } from './learn.js' */
/** @import { Regions } from './plane.js' */
/** @import { Point } from './presets.js' */

/**
 * @param {{ points: Point[], classes: string[] }} now @param {Regions} regions
 * @param {{ seconds: number, added: number, loo: number | undefined, right: number | undefined, fresh: number }} learnt fresh: the new points that `right` is of
 */
export function showFigures({ points, classes }, regions, { seconds, added, loo, right, fresh }) {
  const open = byId('honest').querySelector('details')?.open ?? false;
  const n = points.length;
  const table = dataTable({
    caption: 'Classes, and what the model gives them',
    head: ['Class', 'Points', 'Share of the plane'],
    rows: classes.map((name) => {
      const place = regions.classes.indexOf(name);
      const area = regions.best.reduce((sum, k) => sum + Number(k === place), 0);
      const own = points.filter(({ label }) => label === name).length;
      return [name, own, percent(area / regions.best.length)];
    }),
    numeric: [1, 2],
    hidden: true,
  });
  replace(
    byId('honest'),
    keyFigures([
      loo !== undefined && [
        `${Math.round(loo * n)} of ${n}`,
        'right when the point itself was left out',
      ],
      right !== undefined && [percent(right, 1), `of ${fresh} new points of this kind right`],
      [duration(seconds), `to learn ${count(added, 'point')}`],
    ]),
    h('details', { open }, h('summary', {}, 'As a table'), table),
  );
}

/** @param {Curve} curve */
export function showCurve({ knob, values, loo, trained }) {
  const shown = (/** @type {number[]} */ scores) => scores.map((share) => 100 * share);
  const low = Math.floor(Math.min(...shown(loo), ...shown(trained), 90) / 10) * 10;
  const best = loo.indexOf(Math.max(...loo));
  replace(
    byId('curve'),
    chart({
      file: 'leave-one-out',
      caption: `Right in percent, by ${NAMES[knob]}. Solid: each point left out. Dashed: on the points it learnt from. Best left out: ${percent(loo[best])} at ${readable(values[best])}.`,
      axes: [NAMES[knob], 'right, %'],
      x: values,
      logarithmic: true,
      yRange: [low, 101],
      series: [
        { label: 'left out', values: shown(loo) },
        { label: 'learnt', values: shown(trained), dashed: true },
      ],
      twin: () => ({
        head: [NAMES[knob], 'left out, %', 'learnt, %'],
        rows: values.map((value, i) => [
          readable(value),
          (100 * loo[i]).toFixed(1),
          (100 * trained[i]).toFixed(1),
        ]),
      }),
    }),
  );
}
