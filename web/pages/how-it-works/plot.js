// A picture of curves over one input, as SVG; its points can be dragged, or moved by keys.
// @ts-check
import { h, replace } from '../../ui/dom/dom.js';

/** @import { Point } from './elm.js' */

const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 600;
const HEIGHT = 320;

/** @typedef {{ x: ArrayLike<number>, y: ArrayLike<number>, class: string }} Curve */

/** @param {string} tag @param {Record<string, string | number>} attributes @param {...Node} children */
export function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

export class Plot {
  #range;
  #root;
  #curves = svg('g', { 'aria-hidden': 'true' });
  #marks = svg('g', { 'aria-hidden': 'true' });
  #dots = svg('g', {});
  #ticks = h('div', { class: 'ticks', 'aria-hidden': 'true' });

  /**
   * @param {HTMLElement} place
   * @param {{ label: string, x: [number, number], y: [number, number], height?: number, ticks?: { x?: string[], y?: string[] } }} options
   *   `ticks`: what stands at the ends of the axes
   */
  constructor(place, { label, x, y, height = HEIGHT, ticks }) {
    this.#range = { x, y, height };
    this.#root = svg(
      'svg',
      { viewBox: `0 0 ${WIDTH} ${height}`, role: 'group', 'aria-label': label },
      this.#axes(),
      this.#curves,
      this.#marks,
      this.#dots,
    );
    if (ticks?.x) this.#ticks.append(...ticks.x.map((text) => h('span', {}, text)));
    replace(place, this.#root, this.#ticks);
  }

  #axes() {
    const { height } = this.#range;
    const middle = [0.25, 0.5, 0.75];
    return svg(
      'g',
      { class: 'grid', 'aria-hidden': 'true' },
      ...middle.map((share) => svg('path', { d: `M0 ${height * share}H${WIDTH}` })),
      ...middle.map((share) => svg('path', { d: `M${WIDTH * share} 0V${height}` })),
    );
  }

  /** @param {number} x */
  left(x) {
    const [from, to] = this.#range.x;
    return (WIDTH * (x - from)) / (to - from);
  }

  /** @param {number} y */
  top(y) {
    const { height } = this.#range;
    const [from, to] = this.#range.y;
    const top = height * (1 - (y - from) / (to - from));
    return Math.min(3 * height, Math.max(-2 * height, top));
  }

  /** @param {Curve[]} curves */
  curves(curves) {
    /** @type {Map<string, string>} one path for all curves that look alike */
    const paths = new Map();
    for (const { x, y, class: name } of curves) {
      let d = paths.get(name) ?? '';
      for (let i = 0; i < x.length; i++)
        d += `${i ? 'L' : 'M'}${Math.round(this.left(x[i]))} ${Math.round(10 * this.top(y[i])) / 10}`;
      paths.set(name, d);
    }
    this.#curves.replaceChildren(
      ...[...paths].map(([name, d]) => svg('path', { d, class: `curve ${name}` })),
    );
  }

  /** An upright line at x. @param {number} x */
  mark(x) {
    this.#marks.replaceChildren(
      svg('path', { d: `M${this.left(x)} 0V${this.#range.height}`, class: 'mark' }),
    );
  }

  /** Where the pointer is, in the units of the picture. @param {MouseEvent} event @returns {Point} */
  #under({ clientX, clientY }) {
    const box = this.#root.getBoundingClientRect();
    const { x, y } = this.#range;
    return inside({
      x: x[0] + ((clientX - box.left) / box.width) * (x[1] - x[0]),
      y: y[1] - ((clientY - box.top) / box.height) * (y[1] - y[0]),
    });
  }

  /** @param {Point[]} points @param {(points: Point[]) => void} onChange */
  points(points, onChange) {
    const now = [...points];
    const old = [...this.#dots.children];
    // those that stay are left where they are: put in anew, they would lose the focus
    for (const dot of old.slice(now.length)) dot.remove();
    const dots = now.map((_, i) => old[i] ?? this.#dots.appendChild(this.#dot()));
    dots.forEach((dot, i) => {
      this.#place(dot, now[i], i);
      const element = /** @type {SVGElement} */ (dot);
      const move = (/** @type {Point} */ to) => {
        now[i] = inside(to);
        onChange([...now]);
      };
      element.onkeydown = (event) => {
        const by = event.shiftKey ? 0.1 : 0.03;
        const [dx, dy] = {
          ArrowLeft: [-by, 0],
          ArrowRight: [by, 0],
          ArrowUp: [0, by],
          ArrowDown: [0, -by],
        }[event.key] ?? [0, 0];
        if (dx || dy) move({ x: now[i].x + dx, y: now[i].y + dy });
        else if (event.key === 'Delete' || event.key === 'Backspace') {
          onChange(now.filter((_, place) => place !== i));
          /** @type {SVGElement | undefined} */ (
            this.#dots.children[Math.max(0, i - 1)]
          )?.focus?.();
        } else return;
        event.preventDefault();
      };
      element.onpointerdown = (event) => {
        element.setPointerCapture(event.pointerId);
        event.stopPropagation();
      };
      element.onpointermove = (event) => {
        if (element.hasPointerCapture(event.pointerId)) move(this.#under(event));
      };
    });
    this.#root.onclick = (event) => {
      if (event.target instanceof Element && event.target.closest('.dot')) return;
      onChange([...now, this.#under(event)]);
    };
    this.#root.classList.add('open');
  }

  #dot() {
    const dot = svg(
      'g',
      { class: 'dot', tabindex: 0, role: 'slider' },
      svg('circle', { r: 20, class: 'reach' }),
      svg('circle', { r: 7 }),
    );
    // no touch-action reaches a <g>: without this a finger that drags it scrolls the page
    const hold = (/** @type {Event} */ event) => {
      event.preventDefault();
      dot.focus({ preventScroll: true }); // as it would have been by default
    };
    dot.addEventListener('touchstart', hold, { passive: false });
    return dot;
  }

  /** @param {Element} dot @param {Point} point @param {number} i */
  #place(dot, { x, y }, i) {
    dot.setAttribute(
      'transform',
      `translate(${this.left(x).toFixed(1)} ${this.top(y).toFixed(1)})`,
    );
    dot.setAttribute('aria-label', `Point ${i + 1}`);
    dot.setAttribute('aria-valuemin', String(this.#range.y[0]));
    dot.setAttribute('aria-valuemax', String(this.#range.y[1]));
    dot.setAttribute('aria-valuenow', y.toFixed(2));
    dot.setAttribute('aria-valuetext', `x ${x.toFixed(2)}, y ${y.toFixed(2)}`);
  }
}

/** @param {Point} point @returns {Point} */
const inside = ({ x, y }) => ({
  x: Math.min(1, Math.max(-1, x)),
  y: Math.min(1.4, Math.max(-1.4, y)),
});
