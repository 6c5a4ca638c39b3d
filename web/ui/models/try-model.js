// A model to be tried at once, without Python: fields for what it takes, and its answer beside them.
// @ts-check

import { showBars } from '../charts/probability-bars.js';
import { h, replace } from '../dom/dom.js';
import { showError } from '../feedback/notice.js';
import { outside, tellOutside, withRanges } from '../tables/outside.js';
import { fieldValue, markUnread, rounded, rowFields } from '../tables/row-form.js';
import { apart } from '../text/bidi.js';
import { percent, readable } from '../text/format.js';
import { LESS_PROBABLE } from './best-answer.js';
import { verdictOf } from './verdict.js';

/** @import { Suggestion } from '../../client/index.js' */
/** @import { Opened } from './open-model.js' */
/** @import { Input } from './model-input.js' */

/** @typedef {{ name: string, input: any }} Example */
/** @typedef {{ element: Element, set?: (input: any) => void }} Asking */
/** @typedef {Opened['predictor']} Tried */
/** @typedef {{ column: string, text: string }[] | void} Unread what could not be read */

/** What a model was given that has nothing to say to it, such as an empty text. */
const NOTHING = Symbol('nothing');

/**
 * @param {Tried} predictor
 * @param {Input} input
 * @param {{ examples?: Example[], target?: string }} [options]
 */
export async function tryModel(predictor, input, { examples = [], target } = {}) {
  const result = h('div', { class: 'answer', 'aria-live': 'polite' });
  const about = target ? apart`${target}: ` : '';
  const learnt = input.kind === 'table' ? withRanges(input.columns, predictor.metadata) : [];
  let newest = 0;
  const ask = async (/** @type {any} */ sample) => {
    const mine = ++newest;
    if (sample === NOTHING) return replace(result, h('p', { class: 'muted' }, 'Nothing yet.'));
    try {
      if (input.kind === 'beginning') {
        const words = await predictor.suggest(sample);
        if (mine === newest) showWords(result, words);
        return;
      }
      const { said, shares, unread } = await answerOf(predictor, sample);
      if (mine !== newest) return; // another was asked for meanwhile
      showAnswer(result, predictor, { said, shares, sample }, about, input.decide);
      tellOutside(result, outside(learnt, cellsOf(sample)));
      return unread;
    } catch (error) {
      if (mine === newest) showError(result, error);
    }
  };
  const { element, set } = await asking(input, ask, (error) => showError(result, error));
  const chips = set ? examples.map((example) => chip(example, () => set(example.input))) : [];
  const parts = [element];
  if (chips.length) {
    const row = h('div', { class: 'chips' }, chips);
    if (input.kind === 'table')
      parts.unshift(row); // a form may be long
    else parts.push(row);
  }
  if (set && examples.length && input.kind !== 'table') set(examples[0].input);
  return h('div', { class: 'columns try' }, h('div', {}, parts), result);
}

/** @param {Example} example @param {() => void} onclick */
const chip = ({ name }, onclick) =>
  h('button', { type: 'button', class: 'quiet small', onclick }, name);

/** @param {any} sample a row, where it is one of a table */
const cellsOf = (sample) =>
  Object.entries(sample).map(([name, cell]) => ({ name, values: [String(cell)] }));

/** @param {Tried} predictor @param {any} sample */
async function answerOf(predictor, sample) {
  const said = await predictor.predict(sample);
  const { unread } = predictor;
  const shares = predictor.classes && (await sharesOf(predictor, sample));
  return { said, shares, unread };
}

/** @param {Tried} predictor @param {any} sample @returns {Promise<any>} */
async function sharesOf(predictor, sample) {
  try {
    return await predictor.predictProba(sample);
  } catch {
    return null; // it tells classes without probabilities
  }
}

/** @param {Element} place @param {Suggestion[]} words that may follow */
function showWords(place, words) {
  if (!words.length) return replace(place, h('p', { class: 'muted' }, 'No word that it knows.'));
  const bars = h('div', {});
  replace(place, h('p', { class: 'verdict' }, words[0].word), bars);
  const entries = words.map(({ word, probability }) => ({ label: word, share: probability }));
  showBars(bars, entries, { caption: 'Words that may follow' });
}

/**
 * @param {Element} place @param {Tried} predictor @param {{ said: any, shares: any, sample: any }} answer
 * @param {string} about @param {Input['decide']} decide
 */
function showAnswer(place, predictor, { said, shares, sample }, about, decide) {
  if (!predictor.classes) {
    const numbers = typeof said === 'number' ? [said] : Array.from(/** @type {any} */ (said));
    const shown = numbers.map((value) => readable(Number(value))).join(', ');
    replace(place, h('p', { class: 'verdict' }, `${about}${shown}`));
    return;
  }
  const bars = h('div', {});
  replace(place, h('p', { class: 'verdict' }, `${about}${said}`), bars);
  if (!shares) return;
  const entries = predictor.classes.map((label, i) => ({ label: String(label), share: shares[i] }));
  const best = entries.find(({ label }) => label === String(said));
  if (best && decide) {
    // it may be sure of a class beside which another is as probable
    const text = apart`${about}${said}, ${percent(best.share)}`;
    const rare = best.share < Math.max(...shares) && h('p', { class: 'muted' }, LESS_PROBABLE);
    replace(place, h('p', { class: 'verdict' }, text), rare, bars);
  } else if (best) {
    const { none, letters } = saidIn(predictor.metadata);
    const classes = entries.map(({ label }) => label);
    const { text, bars: tell } = verdictOf({ classes, shares, none, letters }, sample);
    replace(place, h('p', { class: 'verdict' }, `${about}${text}`), bars);
    if (!tell) return;
  }
  showBars(bars, entries, { caption: 'Probability of each class' });
}

/** What a file says of what it does not know. @param {Record<string, unknown>} metadata */
function saidIn({ none, letters }) {
  return {
    none: typeof none === 'string' ? none : undefined,
    letters: typeof letters === 'string' ? letters : undefined,
  };
}

/**
 * @param {Input} input @param {(sample: any) => Promise<Unread>} ask
 * @param {(error: unknown) => void} fail
 * @returns {Promise<Asking>}
 */
async function asking(input, ask, fail) {
  if (input.kind === 'table') return row(input.columns, ask);
  if (input.kind === 'text' || input.kind === 'beginning') return text(ask);
  if (input.kind === 'sound') {
    const { soundField } = await import('../audio/sound-field.js');
    ask(NOTHING);
    return { element: soundField(input.rate, ask, fail) };
  }
  if (input.kind === 'drawing') {
    const { drawingField } = await import('../drawing/drawing-pad.js');
    const { element, show } = drawingField(input, (ink) => ask(ink.some(Boolean) ? ink : NOTHING));
    return { element, set: show };
  }
  return numbers(input.usual, ask);
}

/**
 * @param {import('../tables/row-form.js').Column[]} columns
 * @param {(sample: any) => Promise<Unread>} ask
 * @returns {Asking}
 */
function row(columns, ask) {
  const form = h('form', { class: 'columns narrow' }, rowFields(columns));
  const read = async () => {
    const cells = Object.fromEntries(columns.map(({ name }, i) => [name, fieldValue(form, i)]));
    markUnread(form, columns, (await ask(cells)) ?? []);
  };
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', read);
  read();
  return {
    element: form,
    set(cells) {
      columns.forEach(({ name }, i) => {
        const field = /** @type {HTMLInputElement} */ (form.elements[i]);
        field.value = String(cells[name] ?? '');
      });
      read();
    },
  };
}

/** @param {(sample: any) => void} ask @returns {Asking} */
function text(ask) {
  const field = h('textarea', { rows: 3, maxLength: 10_000, placeholder: 'Type a sentence…' });
  const read = () => ask(field.value.trim() ? field.value : NOTHING);
  field.addEventListener('input', read);
  read();
  return {
    element: h('label', { class: 'field' }, 'A text', field),
    set(value) {
      field.value = value;
      read();
    },
  };
}

/** @param {number[]} usual @param {(sample: any) => void} ask @returns {Asking} */
function numbers(usual, ask) {
  const field = h('textarea', {
    rows: 4,
    spellcheck: false,
    value: usual.map(rounded).join(', '),
  });
  const read = () => {
    const cells = field.value
      .split(/[\s,;]+/)
      .filter(Boolean)
      .map(Number);
    ask(cells.length ? cells : NOTHING);
  };
  field.addEventListener('input', read);
  read();
  const label = usual.length ? `A row of ${usual.length} numbers` : 'A row of numbers';
  return {
    element: h('label', { class: 'field' }, label, field),
    set(value) {
      field.value = value.join(', ');
      read();
    },
  };
}
