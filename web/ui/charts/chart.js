// Plots with uPlot: a caption, a table twin behind a button, colours of the theme.
// @ts-check
import uPlot from '../../vendor/uplot.js';
import { h, replace } from '../dom/dom.js';
import { exportButtons } from '../export/export-buttons.js';
import { dataTable } from './data-table.js';
import { roundNumbers, tickText } from './round-numbers.js';

/**
 * @typedef {object} ChartOptions
 * @property {string} caption what the picture shows, in a sentence
 * @property {[string, string]} axes names of x and y
 * @property {number[]} x ascending
 * @property {{ label: string, values: (number | null)[], points?: boolean, dashed?: boolean, line?: boolean, colour?: string }[]} series
 *   `colour`: a variable, such as `--class-0`; `points` alone, a `dashed` line, or a `line` without points; a 'redraw' event on the figure
 *   shows what x, the values and the marks have become
 * @property {{ at: number, dashed?: boolean }[]} [marks] upright lines at places of x
 * @property {boolean} [logarithmic] whether each step along x is a factor
 * @property {[number, number]} [xRange]
 * @property {[number, number]} [yRange]
 * @property {() => { head: string[], rows: (string | number)[][] }} twin made when it is asked for
 * @property {string} file name of what is taken away, without an ending
 */

/** @param {ChartOptions} options */
export function chart(options) {
  const canvas = h('div', { class: 'plot', role: 'img', 'aria-label': options.caption });
  const twin = h('div', { hidden: true });
  const toggle = h(
    'button',
    { type: 'button', class: 'small quiet', 'aria-expanded': 'false' },
    'Show as table',
  );
  toggle.addEventListener('click', () => {
    twin.hidden = !twin.hidden;
    if (!twin.hidden) replace(twin, tableOf(options));
    canvas.hidden = !twin.hidden;
    toggle.textContent = twin.hidden ? 'Show as table' : 'Show as picture';
    toggle.setAttribute('aria-expanded', String(!twin.hidden));
  });
  /** @type {uPlot | undefined} */
  let plot;
  const away = exportButtons({
    name: options.file,
    rows: () => {
      const { head, rows } = options.twin();
      return [head, ...rows];
    },
    picture: () => plot?.ctx.canvas,
  });
  const caption = h('figcaption', {}, options.caption, ' ', toggle, ' ', away);
  const figure = h('figure', {}, canvas, twin, caption);
  const draw = () => {
    plot?.destroy();
    replace(canvas);
    if (figure.isConnected && canvas.clientWidth) plot = render(canvas, options);
    else if (!figure.isConnected) removeEventListener('themechange', draw);
  };
  new ResizeObserver(() => {
    if (!plot)
      setTimeout(draw); // a task for each plot, so that none holds up the page
    else if (Math.abs(plot.width - canvas.clientWidth) > 1 && canvas.clientWidth) {
      plot.setSize({ width: canvas.clientWidth, height: plot.height });
    }
  }).observe(canvas);
  addEventListener('themechange', draw);
  figure.addEventListener('redraw', () => {
    if (plot && figure.isConnected) plot.setData(dataOf(options));
    else draw();
  });
  return figure;
}

/** @param {ChartOptions} options */
function tableOf({ caption, twin }) {
  const { head, rows } = twin();
  return dataTable({ caption, head, rows, numeric: head.map((_, i) => i), hidden: true });
}

/** @param {ChartOptions} options @returns {any} */
const dataOf = ({ x, series }) => [x, ...series.map(({ values }) => values)];

/** @param {HTMLElement} place @param {ChartOptions} options */
function render(place, options) {
  const { axes, series, logarithmic, xRange, yRange } = options;
  const colour = (/** @type {string} */ name) => {
    place.style.color = `var(${name})`; // a canvas needs what light-dark() comes to
    return getComputedStyle(place).color;
  };
  const axis = (/** @type {string} */ label) => ({
    label,
    labelSize: 22,
    stroke: colour('--muted'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { stroke: colour('--line'), width: 1 },
    font: '12px system-ui, sans-serif',
    labelFont: '12px system-ui, sans-serif',
  });
  const inks = { mark: colour('--bad'), dashed: colour('--muted') };
  return new uPlot(
    {
      width: place.clientWidth,
      height: 280,
      legend: { show: false },
      // marks come while it is drawn: those of this moment count
      hooks: { draw: [(plot) => drawMarks(plot, options.marks ?? [], inks)] },
      cursor: { show: false },
      scales: {
        x: {
          time: false,
          ...(logarithmic
            ? { distr: 3, log: 10, range: ends(options.x) }
            : xRange && { range: xRange }),
        },
        y: yRange ? { range: yRange } : {},
      },
      axes: [{ ...axis(axes[0]), ...(logarithmic && logTicks(options.x)) }, axis(axes[1])],
      series: [
        {},
        ...series.map(({ label, points, dashed, line, colour: own = '--accent' }) => ({
          label,
          stroke: dashed ? colour('--muted') : colour(own),
          width: dashed ? 1.5 : 2,
          dash: dashed ? [5, 5] : undefined,
          paths: points ? () => null : undefined,
          points: { show: !dashed && !line, size: points ? 5 : 8, fill: colour(own) },
        })),
      ],
    },
    dataOf(options),
    place,
  );
}

/** @param {number[]} x @returns {[number, number]} */
const ends = (x) => [x[0], x[x.length - 1]];

/** Few round numbers, as they are: not their logarithms. @param {number[]} x */
function logTicks(x) {
  const ticks = roundNumbers(...ends(x));
  return {
    splits: () => ticks,
    values: () => ticks.map(tickText),
    space: 0,
  };
}

/** @param {uPlot} plot @param {{ at: number, dashed?: boolean }[]} marks @param {{ mark: string, dashed: string }} inks */
function drawMarks({ ctx, bbox, valToPos, scales }, marks, inks) {
  const { min, max } = scales.x;
  ctx.save();
  ctx.lineWidth = 2;
  for (const { at, dashed } of marks) {
    if (at < (min ?? at) || at > (max ?? at)) continue;
    const x = Math.round(valToPos(at, 'x', true));
    ctx.strokeStyle = dashed ? inks.dashed : inks.mark;
    ctx.setLineDash(dashed ? [3, 7] : []);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}
