// The words on the page: what each one has to learn from, and the buttons that change it.
// @ts-check

import { byId, h, replace } from '../../ui/dom/dom.js';
import { apart } from '../../ui/text/bidi.js';
import { count } from '../../ui/text/format.js';
import { outline } from './clips.js';
import { BACKGROUND } from './vocabulary.js';

/** @import { Sample } from './vocabulary.js' */

const PARTS = 32;

/**
 * @typedef {object} Actions
 * @property {(word: string) => void} teach
 * @property {(word: string) => void} remove
 * @property {(word: string, to: string) => void} rename
 * @property {(sample: Sample) => void} play
 * @property {(sample: Sample) => void} save
 * @property {(sample: Sample) => void} drop
 */

/**
 * @param {{ words: string[], samples: Sample[], teaching: string | undefined, said: string }} state
 * @param {Actions} actions
 */
export function showWords({ words, samples, teaching, said }, actions) {
  const active = document.activeElement;
  const held = active instanceof HTMLElement ? active.dataset.key : undefined;
  replace(
    byId('words'),
    [...words, BACKGROUND].map((word, i) => {
      const own = samples.filter((sample) => sample.word === word);
      return card(word, i, own, teaching === word, said, actions);
    }),
  );
  if (held) /** @type {HTMLElement | null} */ (find(held))?.focus();
}

/** @param {string} key */
const find = (key) => byId('words').querySelector(`[data-key="${CSS.escape(key)}"]`);

/**
 * @param {string} word @param {number} place @param {Sample[]} own @param {boolean} active
 * @param {string} said @param {Actions} actions
 */
function card(word, place, own, active, said, actions) {
  const background = word === BACKGROUND;
  const title = background
    ? h('h3', {}, 'Background')
    : h('input', {
        type: 'text',
        value: word,
        maxLength: 40,
        dataset: { key: `name-${place}` },
        'aria-label': 'The word',
        onchange: (/** @type {Event} */ { target }) =>
          actions.rename(word, /** @type {HTMLInputElement} */ (target).value),
      });
  const teach = h(
    'button',
    {
      type: 'button',
      class: active ? 'wide' : 'quiet wide',
      dataset: { key: `teach-${place}` },
      'aria-pressed': String(active),
      onclick: () => actions.teach(word),
    },
    teachLabel(word, background, active),
  );
  return h(
    'section',
    { class: 'card word', 'aria-label': background ? 'Background' : apart`Word ${word}` },
    h(
      'div',
      { class: 'row' },
      title,
      !background &&
        h(
          'button',
          {
            type: 'button',
            class: 'icon',
            'aria-label': apart`Remove ${word}`,
            onclick: () => actions.remove(word),
          },
          '×',
        ),
    ),
    teach,
    h(
      'p',
      { class: 'muted', role: active ? 'status' : undefined },
      active ? said : note(own, background),
    ),
    h(
      'ul',
      { class: 'clips', 'aria-label': apart`Samples of ${word}` },
      own.map((sample, i) => clip(sample, i + 1, actions)),
    ),
  );
}

/** @param {string} word @param {boolean} background @param {boolean} active */
function teachLabel(word, background, active) {
  if (background) return active ? 'Listening to the room…' : 'Record the room';
  return active ? 'Stop' : apart`Teach “${word}”`;
}

/** @param {Sample[]} own @param {boolean} background */
const note = (own, background) =>
  own.length
    ? count(own.length, 'sample')
    : background
      ? 'Sounds that are none of the words: two seconds of your room, other talk.'
      : 'No sample of yours yet: 3 to 5 make it sure.';

/** @param {Sample} sample @param {number} number @param {Actions} actions */
function clip(sample, number, actions) {
  const name = apart`sample ${number} of ${sample.word}`;
  const canvas = h('canvas', { width: 2 * PARTS, height: 28 });
  paint(canvas, outline(sample.clip, PARTS));
  return h(
    'li',
    {},
    h(
      'button',
      {
        type: 'button',
        class: 'quiet clip',
        'aria-label': apart`Play ${name}`,
        title: apart`Play ${name}`,
        onclick: () => actions.play(sample),
      },
      canvas,
    ),
    h(
      'button',
      {
        type: 'button',
        class: 'icon',
        'aria-label': apart`Save ${name} as WAV`,
        title: 'Save as WAV',
        onclick: () => actions.save(sample),
      },
      '↓',
    ),
    h(
      'button',
      {
        type: 'button',
        class: 'icon',
        'aria-label': apart`Delete ${name}`,
        title: 'Delete',
        onclick: () => actions.drop(sample),
      },
      '×',
    ),
  );
}

/** @param {HTMLCanvasElement} canvas @param {number[]} peaks */
function paint(canvas, peaks) {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.fillStyle = '#8478e8'; // seen on light and dark
  peaks.forEach((peak, i) => {
    const tall = Math.max(1, peak * 26);
    context.fillRect(2 * i, 14 - tall / 2, 1.4, tall);
  });
}
