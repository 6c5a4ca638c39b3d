// What the held-out rows, and leave-one-out, say about a model.
// @ts-check

import { chart } from '../../ui/charts/chart.js';
import { confusionMatrix } from '../../ui/charts/confusion-matrix.js';
import { dataTable } from '../../ui/charts/data-table.js';
import { keyFigures } from '../../ui/charts/key-figures.js';
import { byId, h, replace } from '../../ui/dom/dom.js';
import { mostFrequent } from '../../ui/models/most-frequent.js';
import { cellOf } from '../../ui/tables/cells.js';
import { warningList } from '../../ui/tables/unreadable-cells.js';
import { apart } from '../../ui/text/bidi.js';
import { count, duration, grouped, percent, readable } from '../../ui/text/format.js';
import { noBetterThanAlways, offByMean } from './baseline.js';
import { candidateTable } from './candidates.js';
import { isOpen } from './column-choices.js';
import { shown } from './column-words.js';
import { learntFrom } from './opened.js';
import { bindReasons, whichMatter } from './reasons.js';
import { sideBySide } from './side-by-side.js';
import { rowsOf } from './targets.js';

/** @import { ClassificationReport, HoldoutReport, RegressionReport, Summary } from '../../client/index.js' */
/** @import { Trained } from './train.js' */

const MOST_CLASSES = 30;
const MOST_DOTS = 1500;
/** So many rows say what is usual. */
const MOST_USUAL = 500;

/** @param {Trained} trained */
export function showResults(trained) {
  const report = /** @type {HoldoutReport} */ (trained.result.holdout);
  const { summary } = trained.result;
  const isClasses = report.task === 'classification';
  replace(
    byId('headline'),
    isClasses ? rightFigures(report) : offFigures(report),
    noBetter(report, summary),
    codesTaken(trained),
    logarithmTaken(trained),
    warningList(trained.told),
    moreFigures(report, summary),
  );
  replace(
    byId('report'),
    h(
      'p',
      { class: 'muted' },
      apart`Predicting “${trained.target}” of ${trained.opened.origin.name}. Learnt from ${count(report.n_train, 'row')} ` +
        `and tested on ${grouped(report.n)} that it had not seen; the model in use ` +
        '(for what you predict and keep) has then learnt from all of them.',
    ),
    sideBySide(trained),
    isClasses ? classification(report, trained) : regression(report, trained),
    candidateTable(summary),
  );
  byId('results').hidden = byId('closer').hidden = false;
}

/**
 * The figures of researchers, a press away. Leave-one-out is of the most probable class: where the
 * model decides otherwise, the two figures differ by that already.
 *
 * @param {HoldoutReport} report @param {Summary} summary
 */
const moreFigures = (report, summary) =>
  h(
    'details',
    { class: 'help' },
    h('summary', {}, 'More figures, and what they mean'),
    keyFigures([
      ...(report.task === 'classification'
        ? classFigures(report, summary)
        : numberFigures(report, summary)),
      [duration(report.seconds), 'to learn'],
    ]),
    h(
      'p',
      {},
      'Held-out: some rows are set aside, the model learns from the others, and is asked about those. ' +
        'Leave-one-out: each row is predicted by a model that has learnt from all other rows; the closed ' +
        'form of the solution gives this without training again.' +
        (summary.decide
          ? ''
          : ' If the two differ much, the table is small or the split was lucky: believe the lower one.'),
      ' ',
      h('a', { href: './how-it-works.html' }, 'How it works'),
    ),
  );

/** As what few whole numbers were taken. @param {Trained} trained */
function codesTaken({ result: { summary }, opened: { columns } }) {
  const open = columns.filter(isOpen).map(({ name }) => name);
  const taken = (summary.columns ?? []).filter(({ name }) => open.includes(name));
  return taken.map(({ name, kind }) =>
    h(
      'p',
      { class: 'muted' },
      kind === 'number'
        ? apart`“${name}” was taken as amounts: as codes it would not predict better.`
        : apart`“${name}” was taken as codes of categories: that predicts better than amounts.`,
    ),
  );
}

/** That it learnt the logarithm of the numbers. @param {Trained} trained */
const logarithmTaken = ({ target, result: { summary } }) =>
  summary.log_target &&
  h(
    'p',
    { class: 'muted' },
    apart`It has learnt the logarithm of “${target}”: that predicts better, left out, than the number itself.`,
  );

/** @param {ClassificationReport} report */
function rightFigures(report) {
  const { share, label } = mostFrequent(report);
  return keyFigures([
    [percent(report.accuracy, 1), `right, of ${count(report.n, 'row')} that it had not seen`],
    [percent(share, 1), `right by always saying “${label}”`],
  ]);
}

/** @param {HoldoutReport} report @param {Summary} summary */
function noBetter(report, summary) {
  const words = noBetterThanAlways(report, summary);
  return words && h('p', {}, words);
}

/** @param {ClassificationReport} report @param {Summary} summary @returns {[string, string][]} */
const classFigures = (report, summary) => [
  [
    percent(summary.loo?.value ?? Number.NaN, 1),
    `right, leave-one-out${summary.decide ? ', by the most probable class' : ''}`,
  ],
  [percent(report.ece, 1), 'calibration error: how far its percentages are from what comes true'],
];

/** @param {ClassificationReport & HoldoutReport} report @param {Trained} trained */
function classification(report, trained) {
  return [
    ...whichMatter(report),
    h('h3', {}, 'Most wrong'),
    report.worst.length
      ? worstRows(
          trained,
          report,
          ['Truth', 'Said', 'Sure'],
          report.worst.map(({ row, truth, predicted, probability }) => ({
            row,
            cells: [String(truth), String(predicted), percent(probability)],
          })),
        )
      : h('p', {}, 'It was right in every row that it had not seen.'),
    ...howItDecides(report, trained.result.summary),
    folded('Class by class', [
      h(
        'div',
        { class: 'columns' },
        h(
          'div',
          {},
          h('h3', {}, 'What is taken for what'),
          report.classes.length <= MOST_CLASSES
            ? confusionMatrix(report)
            : h('p', { class: 'muted' }, `${report.classes.length} classes: see the list instead.`),
        ),
        h('div', {}, h('h3', {}, 'Are the probabilities right?'), calibrationPlot(report)),
      ),
      dataTable({
        caption:
          'Precision: of those said to be it, how many were. Recall: of those that were, how many were found. F1: both in one figure.',
        file: 'classes',
        head: ['Class', 'Precision', 'Recall', 'F1', 'Rows'],
        numeric: [1, 2, 3, 4],
        rows: report.per_class.map(({ label, precision, recall, f1, support }) => [
          String(label),
          percent(precision),
          percent(recall),
          f1.toFixed(2),
          support,
        ]),
      }),
    ]),
  ];
}

/** What only some look for. @param {string} title @param {Node[]} content */
const folded = (title, content) => h('details', {}, h('summary', {}, title), content);

/**
 * What the choice between two ways to decide changes, where there is one.
 *
 * @param {ClassificationReport} report @param {Summary} summary
 */
function howItDecides({ decisions }, { decide }) {
  if (!decisions) return [];
  const inUse = decide ?? 'probable';
  const ways = /** @type {const} */ ([
    ['probable', 'the most probable class'],
    ['balanced', 'rare classes, too'],
  ]);
  return [
    h('h3', {}, 'Which class it says'),
    dataTable({
      caption:
        'Of the held-out rows, for both ways to decide by the same probabilities, chosen under Options. ' +
        'By class: how many of each class are right, on average (balanced accuracy).',
      file: 'decisions',
      head: ['It says', 'Right', 'By class'],
      numeric: [1, 2],
      rows: ways.map(([way, words]) => [
        way === inUse ? `${words} (in use)` : words,
        percent(decisions[way].accuracy, 1),
        percent(decisions[way].balanced_accuracy, 1),
      ]),
    }),
  ];
}

/** @param {ClassificationReport} report */
function calibrationPlot({ calibration }) {
  const bins = calibration.filter(({ count }) => count > 0);
  const x = [0, ...bins.map(({ confidence }) => confidence), 1];
  return chart({
    file: 'calibration',
    caption:
      'How sure it was, against how often it was right. On the dashed line, “80 %” is right 8 times in 10.',
    axes: ['said probability', 'share that was right'],
    x,
    xRange: [0, 1],
    yRange: [0, 1.02],
    series: [
      { label: 'ideal', values: x, dashed: true },
      { label: 'seen', values: [null, ...bins.map(({ accuracy }) => accuracy), null] },
    ],
    twin: () => ({
      head: ['Said', 'Right', 'Rows'],
      rows: bins.map(({ confidence, accuracy, count }) => [
        percent(confidence),
        percent(accuracy),
        count,
      ]),
    }),
  });
}

/** @param {RegressionReport} report */
function offFigures(report) {
  const { mae, n } = report;
  return keyFigures([
    [readable(mae), `off on average, on ${count(n, 'row')} that it had not seen`],
    [readable(offByMean(report)), 'off by always saying the mean'],
  ]);
}

/** @param {RegressionReport} report @param {Summary} summary @returns {[string, string][]} */
const numberFigures = (report, summary) => [
  [report.r2.toFixed(3), 'R² on the held-out rows (1 is perfect, 0 no better than the mean)'],
  [(summary.loo?.value ?? Number.NaN).toFixed(3), 'R², leave-one-out'],
  [readable(report.rmse), 'root mean square error: large errors count more'],
];

/** @param {RegressionReport & HoldoutReport} report @param {Trained} trained */
function regression(report, trained) {
  return [
    ...whichMatter(report),
    h('h3', {}, 'Most wrong'),
    worstRows(
      trained,
      report,
      ['Truth', 'Said', 'Off by'],
      report.worst.map(({ row, truth, predicted, residual }) => ({
        row,
        cells: [readable(truth), readable(predicted), readable(residual)],
      })),
    ),
    folded('Row by row', [
      h(
        'div',
        { class: 'columns' },
        h('div', {}, h('h3', {}, 'Predicted and actual'), scatter(report, 'predicted')),
        h('div', {}, h('h3', {}, 'What is left over'), scatter(report, 'residual')),
      ),
    ]),
  ];
}

/** @param {RegressionReport} report @param {'predicted' | 'residual'} what */
function scatter({ actual, predicted }, what) {
  const along = what === 'predicted' ? actual : predicted;
  const up = what === 'predicted' ? predicted : actual.map((value, i) => value - predicted[i]);
  const step = Math.ceil(along.length / MOST_DOTS);
  const order = [...along.keys()].filter((i) => i % step === 0).sort((a, b) => along[a] - along[b]);
  const x = order.map((i) => along[i]);
  const line = what === 'predicted' ? x : x.map(() => 0);
  return chart({
    file: what,
    caption:
      what === 'predicted'
        ? 'Each dot is a held-out row; on the dashed line it would be exactly right.'
        : 'Truth minus prediction. A bend or a funnel here means there is more to learn.',
    axes: what === 'predicted' ? ['actual', 'predicted'] : ['predicted', 'residual'],
    x,
    series: [
      { label: 'exact', values: line, dashed: true },
      { label: what, values: order.map((i) => up[i]), points: true },
    ],
    twin: () => ({
      head: what === 'predicted' ? ['Actual', 'Predicted'] : ['Predicted', 'Residual'],
      rows: order.slice(0, 200).map((i) => [readable(along[i]), readable(up[i])]),
    }),
  });
}

/**
 * @param {Trained} trained
 * @param {HoldoutReport} report
 * @param {string[]} head
 * @param {{ row: number, cells: string[] }[]} worst
 */
function worstRows(trained, report, head, worst) {
  const { opened, rows, target } = trained;
  const inputs = opened.table.columns.filter(({ name }) => name !== target).slice(0, 8);
  const place = h('div', { 'aria-live': 'polite' });
  const why = whyOf(trained, place);
  return h(
    'div',
    {},
    dataTable({
      caption:
        `The ${count(worst.length, 'row')} it got most wrong, of ${report.n} held out. Press one to see what ` +
        'moves the answer of the model in use, which has learnt from it meanwhile.',
      head: ['Row', ...head, ...inputs.map(({ name }) => shown(name))],
      numeric: [0],
      rows: worst.map(({ row, cells }) => [
        whyButton(rows[row], why),
        ...cells,
        ...inputs.map((column) => cellOf(column, rows[row])),
      ]),
    }),
    place,
  );
}

/** @param {number} row in the file @param {(row: number) => void} why */
const whyButton = (row, why) =>
  h(
    'button',
    {
      type: 'button',
      class: 'quiet small',
      'aria-label': `Why row ${row + 1}?`,
      onclick: () => why(row),
    },
    String(row + 1),
  );

/** Shows below what moved the answer for a row of the file. @param {Trained} trained @param {HTMLElement} place */
function whyOf({ opened, rows, target, reading, model, result: { summary } }, place) {
  const { used } = learntFrom(opened, target);
  /** @type {ReturnType<typeof bindReasons> | undefined} once it is asked: a table may be wide */
  let ask;
  const bind = () => {
    const step = Math.ceil(rows.length / MOST_USUAL);
    const some = rows.filter((_, i) => i % step === 0);
    return bindReasons(place, { model, summary, target, reading }, rowsOf(used, some));
  };
  return (/** @type {number} */ row) => {
    ask ??= bind();
    return ask(rowsOf(used, Int32Array.of(row)), `Why row ${row + 1}`);
  };
}
