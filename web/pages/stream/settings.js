// The settings of the models and of the streams made here.
// @ts-check
import { byId } from '../../ui/dom/dom.js';
import { readable } from '../../ui/text/format.js';

/** @typedef {{ n_hidden: number, forgetting: number, onDrift: boolean, seed: number, length: number }} Settings */

/** Forgetting factors, from a long memory to a short one. */
export const FACTORS = [1, 0.9995, 0.999, 0.998, 0.995, 0.99, 0.98, 0.95, 0.9];

/** @param {string} id */
const field = (id) => byId(id, HTMLInputElement, HTMLSelectElement);
/** @param {string} id */
const box = (id) => byId(id, HTMLInputElement);

/** @param {() => void} onChange something that starts the stream over */
export function settingsForm(onChange) {
  set({ n_hidden: 100, forgetting: 0.995, onDrift: false, seed: 1, length: 2000 });
  field('memory').addEventListener('input', label);
  for (const id of ['memory', 'on-drift', 'hidden', 'seed', 'length'])
    field(id).addEventListener('change', onChange);
  return {
    /** @returns {Settings} */
    get now() {
      const seed = Math.trunc(Number(field('seed').value));
      return {
        n_hidden: Number(field('hidden').value),
        forgetting: FACTORS[Number(field('memory').value)],
        onDrift: box('on-drift').checked,
        seed: seed >= 0 && seed < 1e6 ? seed : 0,
        length: Number(field('length').value),
      };
    },
    set,
  };
}

/** @param {Settings} settings */
function set({ n_hidden, forgetting, onDrift, seed, length }) {
  const near = FACTORS.reduce(
    (best, factor, i) =>
      Math.abs(factor - forgetting) < Math.abs(FACTORS[best] - forgetting) ? i : best,
    0,
  );
  field('memory').value = String(near);
  choose('hidden', n_hidden);
  choose('length', length);
  box('on-drift').checked = onDrift;
  field('seed').value = String(seed);
  label();
}

/** @param {string} id @param {number} value which is added where it is no option yet */
function choose(id, value) {
  const select = byId(id, HTMLSelectElement);
  if (![...select.options].some((option) => Number(option.value) === value))
    select.add(new Option(readable(value), String(value)));
  select.value = String(value);
}

function label() {
  const factor = FACTORS[Number(field('memory').value)];
  const text =
    factor === 1
      ? 'none: λ = 1'
      : `λ = ${factor}: about ${readable(Math.round(1 / (1 - factor)))} rows`;
  byId('memory-out').textContent = text;
  field('memory').setAttribute('aria-valuetext', text);
}

/** Whether what a file says can be set. @param {any} value @returns {value is Settings & { kind: string, row: number }} */
export const isSettings = (value) =>
  Number.isSafeInteger(value?.n_hidden) &&
  FACTORS.includes(value.forgetting) &&
  typeof value.onDrift === 'boolean' &&
  [value.seed, value.row].every((number) => Number.isSafeInteger(number) && number >= 0) &&
  [1000, 2000, 5000].includes(value.length) &&
  value.row <= 30_000 &&
  typeof value.kind === 'string';
