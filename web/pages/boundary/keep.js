// Saving and opening: the model with its points, or the points alone.
// @ts-check

import { byId } from '../../ui/dom/dom.js';
import { downloadRows } from '../../ui/export/csv-download.js';
import { TABLE_ENDINGS } from '../../ui/files/endings.js';
import { opensAsModel } from '../../ui/files/model-file.js';
import { readTable } from '../../ui/files/read-table.js';
import { keepBar, sure } from '../../ui/keep/keep-bar.js';
import { lackOfClasses, learntModel } from '../../ui/keep/nothing-learnt.js';
import { originOf } from '../../ui/keep/origin.js';
import { numberReaders } from '../../ui/tables/cell-numbers.js';
import { cellsOf } from '../../ui/tables/cells.js';
import { apart } from '../../ui/text/bidi.js';
import { count } from '../../ui/text/format.js';
import { axisOf, placeOf, soundAxes, valueAt } from './axes.js';
import { colourAt } from './colours.js';
import { isSettings } from './settings.js';

/** @import { Axes } from './axes.js' */
/** @import { Model } from '../../client/index.js' */
/** @import { ParsedTable } from '../../ui/files/table.js' */
/** @import { Scene } from './plane.js' */
/** @import { Point } from './presets.js' */
/** @import { Settings } from './settings.js' */

/** @typedef {Scene & { settings?: Settings, axes?: Axes }} Kept */

const MOST_POINTS = 5000;
const MOST_CLASSES = 20;

/**
 * @param {object} page
 * @param {() => Model | undefined} page.model
 * @param {() => Promise<void>} page.learning ends when it has learnt, or cannot
 * @param {() => Kept} page.state
 * @param {(kept: Kept, name: string) => void} page.onState
 * @param {() => void} page.begin shows what the page begins with
 * @param {() => void} page.onReset
 */
export function bindKeeping({ model, learning, state, onState, begin, onReset }) {
  const kept = () => {
    const { points, classes, colours, settings, axes } = state();
    return { points, classes, colours, settings, axes };
  };
  keepBar({
    place: byId('keep'),
    begin,
    name: 'Boundary',
    lesson: {
      ended: learning,
      lacks: () => lackOfClasses(new Set(state().points.map((p) => p.label)).size, onReset),
    },
    label: 'Open a saved model (.json) or a table of points',
    hint: 'a table needs two columns of numbers and one of labels',
    accept: TABLE_ENDINGS,
    save: async (how) => {
      const learnt = learntModel(model());
      const boundary = kept();
      const { points } = boundary;
      const json = await learnt.save({
        metadata: { ...originOf('Boundary', boundary.classes), boundary },
        ...how,
      });
      return { json, summary: learnt.summary, about: count(points.length, 'point') };
    },
    open: async (file) => {
      const isModel = await opensAsModel(file);
      onState(
        isModel ? keptIn(await file.text(), file.name) : pointsIn(await readTable(file)),
        file.name,
      );
    },
    inputs: {
      now: kept,
      put: (given, called) => onState(sure(soundScene(given)), called),
      holds: () => count(state().points.length, 'point'),
    },
    more: [
      { label: 'Export points (CSV)', onclick: () => exportPoints(state()) },
      { label: 'Start over', onclick: onReset },
    ],
  });
}

/** @param {Kept} scene */
function exportPoints({ points, colours, axes }) {
  const head = axes
    ? [axes.x.name, axes.y.name, axes.label]
    : [...(colours ? ['red', 'green', 'blue'] : ['x', 'y']), 'label'];
  const numbers = (/** @type {Point} */ point) =>
    axes
      ? [valueAt(axes.x, point.x), valueAt(axes.y, point.y)].map(String)
      : (colours ? colourAt(point) : [point.x, point.y]).map((value) => value.toFixed(4));
  const rows = points.map((point) => [...numbers(point), point.label]);
  downloadRows('points.csv', [head, ...rows], { forPages: true });
}

/** @param {string} json @param {string} name @returns {Kept} */
export function keptIn(json, name) {
  let kept;
  try {
    kept = soundScene(JSON.parse(json).metadata.boundary);
  } catch {
    // it is not even JSON
  }
  if (!kept) throw new Error(apart`The file ${name} holds no points of this page.`);
  return kept;
}

/** @param {any} given @returns {Kept | undefined} if it is what it should be */
function soundScene(given) {
  const { points, classes, colours, settings, axes } = given ?? {};
  const sound =
    Array.isArray(classes) &&
    classes.length > 0 &&
    classes.length <= MOST_CLASSES &&
    classes.every((label) => typeof label === 'string') &&
    typeof colours === 'boolean' &&
    Array.isArray(points) &&
    points.length <= MOST_POINTS &&
    points.every((point) => isPoint(point, classes));
  if (!sound) return undefined;
  return {
    points,
    classes,
    colours,
    settings: isSettings(settings) ? settings : undefined,
    axes: colours ? undefined : soundAxes(axes),
  };
}

/** @param {any} point @param {string[]} classes @returns {point is Point} */
const isPoint = (point, classes) =>
  [point?.x, point?.y].every((value) => Number.isFinite(value) && Math.abs(value) <= 1) &&
  classes.includes(point.label) &&
  (point.colour === undefined ||
    (Array.isArray(point.colour) &&
      point.colour.length === 3 &&
      point.colour.every((/** @type {unknown} */ share) => Number.isFinite(share))));

/**
 * The first two columns of numbers, brought to −1 to 1, and of the others the one of fewest labels.
 *
 * @param {ParsedTable} table @returns {Kept}
 */
export function pointsIn({ columns, rows, delimiter }) {
  const readers = numberReaders({ columns, delimiter });
  const numbers = columns.map((column, i) =>
    cellsOf(column).map((cell) => readers[i](cell) ?? Number.NaN),
  );
  const numeric = columns.flatMap((_, i) => (numbers[i].every(Number.isFinite) ? [i] : []));
  const others = columns.filter((_, i) => !numeric.slice(0, 2).includes(i));
  if (numeric.length < 2 || !others.length) {
    throw new Error('The file needs two columns of numbers and one of labels.');
  }
  if (rows > MOST_POINTS)
    throw new Error(
      `The file has ${count(rows, 'row')}; at most ${count(MOST_POINTS, 'point')} can be shown.`,
    );
  const label = others.reduce((a, b) => (b.values.length < a.values.length ? b : a));
  const labels = cellsOf(label).map((cell) => cell.trim() || '(none)');
  const classes = [...new Set(labels)];
  if (classes.length > MOST_CLASSES) {
    throw new Error(
      apart`Column “${label.name}” has ${classes.length} distinct labels; at most ${MOST_CLASSES} can be told apart here.`,
    );
  }
  const [x, y] = numeric.slice(0, 2).map((i) => axisOf(columns[i].name, numbers[i]));
  const [first, second] = numeric;
  return {
    points: labels.map((name, i) => ({
      x: placeOf(x, numbers[first][i]),
      y: placeOf(y, numbers[second][i]),
      label: name,
    })),
    classes,
    colours: false,
    axes: { x, y, label: label.name },
  };
}
