// Bars of 16 steps and 9 drums: how they are written, compared and told in words.
// @ts-check

export const STEPS = 16;

/** In the order of the model's columns, with their notes of General MIDI. */
export const DRUMS = [
  { id: 'kick', name: 'Kick', note: 36 },
  { id: 'snare', name: 'Snare', note: 38 },
  { id: 'hat', name: 'Closed hat', note: 42 },
  { id: 'open', name: 'Open hat', note: 46 },
  { id: 'low', name: 'Low tom', note: 45 },
  { id: 'mid', name: 'Mid tom', note: 47 },
  { id: 'high', name: 'High tom', note: 50 },
  { id: 'crash', name: 'Crash', note: 49 },
  { id: 'ride', name: 'Ride', note: 51 },
];

export const CELLS = STEPS * DRUMS.length;

/** @typedef {Uint8Array} Bar velocities 0 to 127, step by step, the drums of a step together */

export const SOFT = 60;
export const NORMAL = 100;
export const ACCENT = 125;

/** What stands for a velocity in a written line. @type {Record<string, number>} */
const SIGNS = { '.': 0, o: SOFT, x: NORMAL, X: ACCENT };

/** @param {number} step @param {number} drum */
export const place = (step, drum) => step * DRUMS.length + drum;

export const emptyBar = () => new Uint8Array(CELLS);

/** Whether nothing is hit. @param {Bar[]} bars */
export const isSilent = (bars) => !bars.some((bar) => bar.some(Boolean));

/**
 * @param {Record<string, string>} lines by the id of the drum, a sign a step: x, X loud, o soft, .
 * @returns {Bar}
 */
export function written(lines) {
  const bar = emptyBar();
  for (const [id, line] of Object.entries(lines)) {
    const drum = DRUMS.findIndex((one) => one.id === id);
    const signs = [...line.replaceAll(' ', '')];
    if (drum < 0 || signs.length !== STEPS) throw new Error(`no line of a drum: ${id} ${line}`);
    signs.forEach((sign, step) => {
      bar[place(step, drum)] = SIGNS[sign];
    });
  }
  return bar;
}

/** @param {Bar} bar what is hit, for a screen reader */
export function inWords(bar) {
  const lines = DRUMS.map(({ name }, drum) => {
    const steps = [];
    for (let step = 0; step < STEPS; step++) if (bar[place(step, drum)]) steps.push(step + 1);
    return steps.length ? `${name} ${steps.join(' ')}` : '';
  }).filter(Boolean);
  return lines.join('; ') || 'silence';
}

/**
 * Micro-F1: of all hits of either, the share that both have.
 *
 * @param {[truth: Bar, said: ArrayLike<number>][]} pairs
 */
export function agreement(pairs) {
  let [both, all] = [0, 0];
  for (const [truth, said] of pairs) {
    for (let i = 0; i < CELLS; i++) {
      const [a, b] = [truth[i] > 0, said[i] > 0];
      both += Number(a && b);
      all += Number(a) + Number(b);
    }
  }
  return all ? (2 * both) / all : 1;
}

/** @param {unknown} raw bars out of a file @returns {Bar[] | undefined} if they are what they should be */
export function barsIn(raw) {
  const sound =
    Array.isArray(raw) &&
    raw.length > 0 &&
    raw.every(
      (bar) =>
        Array.isArray(bar) &&
        bar.length === CELLS &&
        bar.every((velocity) => Number.isInteger(velocity) && velocity >= 0 && velocity <= 127),
    );
  return sound ? raw.map((bar) => Uint8Array.from(bar)) : undefined;
}
