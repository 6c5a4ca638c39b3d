// The game on the page: drawn, told in words, and steered by keys, buttons and words.
// @ts-check
import { byId } from '../../ui/dom/dom.js';
import { advance, LANES, newGame, steer } from './game.js';

/** @import { Game } from './game.js' */

/** Rows that stars fall in where motion is reduced. */
const ROWS = 8;
const LONGEST_FRAME = 0.1;

export function arcade() {
  const canvas = byId('board', HTMLCanvasElement);
  const button = byId('start');
  const score = byId('score');
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  let seed = 1;
  let game = begun(seed);
  let running = false;
  let last = 0;

  const ahead = () => game.stars[0];
  const describe = () => {
    const star = ahead();
    byId('where').textContent =
      (star ? `The next star falls in lane ${star.lane + 1}. ` : '') +
      `You are in lane ${game.lane + 1} of ${LANES}.`;
  };
  const tally = () => {
    score.textContent = `${game.caught} caught, ${game.missed} missed`;
  };
  const draw = () => paint(canvas, game, calm.matches);

  /** @param {number} now */
  function frame(now) {
    if (!running) return;
    const seconds = Math.min(LONGEST_FRAME, (now - last) / 1000);
    last = now;
    const events = advance(game, seconds);
    if (events.length) {
      tally();
      describe();
    }
    draw();
    requestAnimationFrame(frame);
  }

  /** @param {boolean} on @param {string} [why] */
  function run(on, why = '') {
    if (running === on) return;
    running = on;
    button.textContent = on ? 'Pause' : 'Go on';
    byId('paused').textContent = why;
    if (!on) return;
    last = performance.now();
    requestAnimationFrame(frame);
  }

  /** @param {-1 | 1} way */
  function move(way) {
    steer(game, way);
    describe();
    draw();
  }

  button.addEventListener('click', () => run(!running));
  byId('restart').addEventListener('click', () => {
    game = begun(++seed);
    tally();
    describe();
    draw();
  });
  byId('go-left').addEventListener('click', () => move(-1));
  byId('go-right').addEventListener('click', () => move(1));
  addEventListener('keydown', (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (target.closest('input, select, textarea, summary') || event.altKey || event.ctrlKey) return;
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    move(event.key === 'ArrowLeft' ? -1 : 1);
  });
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) run(false, 'Paused while you were away.');
  });
  addEventListener('themechange', draw);
  new ResizeObserver(draw).observe(canvas);
  tally();
  describe();
  return { move };
}

/** A game whose first star is in sight. @param {number} seed */
function begun(seed) {
  const game = newGame(seed);
  advance(game, 0.3);
  advance(game, 0.7);
  return game;
}

/** @param {HTMLCanvasElement} canvas @param {Game} game @param {boolean} calm */
function paint(canvas, { lane, stars }, calm) {
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  const dots = devicePixelRatio;
  if (canvas.width !== Math.round(width * dots)) canvas.width = Math.round(width * dots);
  if (canvas.height !== Math.round(height * dots)) canvas.height = Math.round(height * dots);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  const style = getComputedStyle(canvas);
  context.setTransform(dots, 0, 0, dots, 0, 0);
  context.clearRect(0, 0, width, height);
  const step = width / LANES;
  context.fillStyle = style.borderTopColor;
  for (let i = 1; i < LANES; i++) context.fillRect(i * step - 0.5, 0, 1, height);
  context.globalAlpha = 0.35;
  context.fillRect(lane * step, 0, step, height);
  context.globalAlpha = 1;
  const [top, bottom] = [22, height - 34];
  context.fillStyle = style.outlineColor;
  for (const star of stars) {
    const y = calm ? Math.round(star.y * ROWS) / ROWS : star.y;
    paintStar(context, (star.lane + 0.5) * step, top + y * (bottom - top), 13);
  }
  context.fillStyle = style.color;
  paintBoat(context, (lane + 0.5) * step, bottom + 4, Math.min(step * 0.36, 34));
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} size */
function paintStar(context, x, y, size) {
  context.beginPath();
  for (let i = 0; i < 10; i++) {
    const [angle, r] = [(Math.PI * i) / 5 - Math.PI / 2, i % 2 ? size * 0.45 : size];
    context.lineTo(x + r * Math.cos(angle), y + r * Math.sin(angle));
  }
  context.fill();
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} half */
function paintBoat(context, x, y, half) {
  context.beginPath();
  context.moveTo(x - half, y);
  context.lineTo(x + half, y);
  context.lineTo(x + half * 0.6, y + 18);
  context.lineTo(x - half * 0.6, y + 18);
  context.fill();
  context.fillRect(x - 1.5, y - 20, 3, 20);
  context.beginPath();
  context.moveTo(x + 3, y - 20);
  context.lineTo(x + half * 0.7, y - 5);
  context.lineTo(x + 3, y - 5);
  context.fill();
}
