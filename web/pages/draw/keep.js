// Saving and opening: the model with its drawings, or the drawings as pixels.
// @ts-check
import { ElmError } from '../../client/errors.js';
import { byId } from '../../ui/dom/dom.js';
import { GRID } from '../../ui/drawing/rows.js';
import { gridIn, inkOf, isDrawing } from '../../ui/drawing/strokes.js';
import { downloadRows } from '../../ui/export/csv-download.js';
import { keepBar, sure } from '../../ui/keep/keep-bar.js';
import { lackOfClasses, learntModel } from '../../ui/keep/nothing-learnt.js';
import { originOf } from '../../ui/keep/origin.js';
import { loadModel } from '../../ui/models/costly-model.js';
import { count } from '../../ui/text/format.js';

/** @import { ElmToolkit, Model } from '../../client/index.js' */
/** @import { SampleClass } from '../../ui/samples/sample-cards.js' */
/** @import { Grid, Strokes } from '../../ui/drawing/strokes.js' */

/**
 * @param {object} page
 * @param {Promise<ElmToolkit>} page.starting
 * @param {() => Model | undefined} page.model
 * @param {() => Promise<void>} page.learning ends when it has learnt, or cannot
 * @param {() => Grid} page.grid
 * @param {() => boolean} page.hasDrawings false while a model without its drawings is open
 * @param {() => SampleClass<Strokes>[]} page.all
 * @param {(classes: SampleClass<Strokes>[], name: string) => void} page.onClasses
 * @param {(model: Model, grid: Grid, name: string) => void} page.onModel
 * @param {() => void} page.begin shows what the page begins with
 * @param {() => void} page.onReset
 */
export function bindKeeping(page) {
  const { starting, model, learning, grid, hasDrawings, all } = page;
  const { onClasses, onModel, begin, onReset } = page;
  const classes = () => (hasDrawings() ? all() : undefined);
  keepBar({
    place: byId('keep'),
    begin,
    name: 'Drawings',
    lesson: {
      ended: learning,
      lacks: () => lackOfClasses(all().filter(({ samples }) => samples.length).length, onReset),
    },
    label: 'Open a saved model (.json)',
    hint: 'one of this page comes with its drawings',
    accept: '.json,application/json',
    save: async (how) => {
      const learnt = learntModel(model());
      const drawings = classes();
      const metadata = {
        ...originOf('Drawings', (learnt.summary.classes ?? []).map(String)),
        ...(drawings ? {} : learnt.metadata),
        drawing: grid(),
        drawings: drawings?.map(short) ?? null,
      };
      const json = await learnt.save({ metadata, statistics: false, ...how });
      const about = drawings ? contents(drawings) : 'a model';
      return { json, summary: learnt.summary, about };
    },
    open: async (file) => {
      const json = await file.text();
      const loaded = await loadModel(await starting, json);
      const drawings = drawingsIn(loaded.metadata);
      if (drawings) {
        await loaded.dispose(); // the page learns the same from the drawings
        return onClasses(drawings, file.name);
      }
      const { summary, metadata } = loaded;
      const isClassifier = summary.fitted && summary.kind === 'classifier';
      const seen = isClassifier && gridIn(metadata.drawing, summary.n_features ?? 0);
      if (seen) return onModel(loaded, seen, file.name);
      const { className } = loaded;
      await loaded.dispose();
      throw new ElmError('unsupported', `This file holds a ${className}, not a model of drawings.`);
    },
    state: () => JSON.stringify(classes()?.map(short) ?? null),
    inputs: {
      now: () => classes()?.map(short),
      areAll: hasDrawings,
      put: (drawings, called) => onClasses(sure(drawingsIn({ drawings })), called),
      holds: () => contents(classes() ?? []),
    },
    more: [
      { label: 'Export drawings (CSV)', onclick: () => exportPixels(classes() ?? []) },
      { label: 'Start over', onclick: onReset },
    ],
  });
}

/** @param {SampleClass<Strokes>[]} classes */
const contents = (classes) =>
  count(
    classes.reduce((sum, { samples }) => sum + samples.length, 0),
    'drawing',
  );

/** @param {SampleClass<Strokes>[]} classes */
function exportPixels(classes) {
  const head = ['label', ...Array.from({ length: GRID.width * GRID.height }, (_, i) => `p${i}`)];
  const rows = classes.flatMap(({ name, samples }) =>
    samples.map((strokes) => [name, ...Array.from(inkOf(strokes, GRID), (ink) => ink.toFixed(3))]),
  );
  downloadRows('drawings.csv', [head, ...rows], { forPages: true });
}

/** Three digits of a place are finer than any pen. @param {SampleClass<Strokes>} entry */
const short = ({ name, samples }) => ({
  name,
  samples: samples.map((strokes) =>
    strokes.map((stroke) => stroke.map(({ x, y }) => ({ x: rounded(x), y: rounded(y) }))),
  ),
});

/** @param {number} value */
const rounded = (value) => Math.round(1000 * value) / 1000;

/** The drawings that the page stored beside a model, if they are what they should be. */
/** @param {Record<string, any>} metadata @returns {SampleClass<Strokes>[] | undefined} */
function drawingsIn({ drawings }) {
  const sound =
    Array.isArray(drawings) &&
    drawings.length > 0 &&
    drawings.length <= 200 &&
    drawings.every(
      (entry) =>
        typeof entry?.name === 'string' &&
        Array.isArray(entry.samples) &&
        entry.samples.every(isDrawing),
    );
  return sound ? drawings : undefined;
}
