// A new sentence: its probabilities as it is typed, and the right answer on a click.
// @ts-check
import { showBars } from '../../ui/bars.js';
import { byId, h, replace } from '../../ui/dom.js';
import { latest } from '../../ui/latest.js';
import { showError, showNote } from '../../ui/notice.js';
import { percent } from '../../ui/numbers.js';
import { EXAMPLES } from './starter.js';

/** @import { Model } from '../../client/index.js' */

/** Below this the page says that it is not sure. */
const SURE = 0.5;

const sentence = /** @type {HTMLTextAreaElement} */ (byId('sentence'));
const message = byId('try-message');

/**
 * @param {() => Model | undefined} current the model, once it has learnt
 * @param {(text: string, label: string) => Promise<void>} teach
 * @returns {() => void} asks again
 */
export function bindAsking(current, teach) {
  const ask = latest(async (signal) => {
    const model = current();
    const text = sentence.value.trim();
    if (!model || !text) return () => clear(Boolean(model));
    try {
      const { data, classes } = await model.predictProba([text], { signal });
      return () => show(classes.map(String), data, (label) => give(text, label));
    } catch (error) {
      return () => showError(message, error);
    }
  });
  const give = async (/** @type {string} */ text, /** @type {string} */ label) => {
    try {
      await teach(text, label);
      ask();
    } catch (error) {
      showError(message, error);
    }
  };
  sentence.addEventListener('input', ask);
  replace(
    byId('examples'),
    EXAMPLES.map((text) =>
      h(
        'button',
        {
          type: 'button',
          class: 'quiet small',
          onclick: () => {
            sentence.value = text;
            ask();
          },
        },
        text,
      ),
    ),
  );
  return ask;
}

/** @param {boolean} ready */
function clear(ready) {
  byId('verdict').textContent = ready ? '' : sentence.value && 'It answers when Python has loaded.';
  replace(byId('bars'));
  byId('teach').hidden = true;
}

/** @param {string[]} classes @param {Float64Array} shares @param {(label: string) => void} give */
function show(classes, shares, give) {
  const best = shares.indexOf(Math.max(...shares));
  const [label, share] = [classes[best], percent(shares[best])];
  byId('verdict').textContent =
    shares[best] < SURE ? `Not sure. At best ${label}, ${share}` : `${label}, ${share}`;
  showNote(message);
  showBars(
    byId('bars'),
    classes.map((name, i) => ({ label: name, share: shares[i] })),
    { caption: 'Probability of each class', most: 12 },
  );
  replace(
    byId('teach-buttons'),
    classes.map((name) =>
      h('button', { type: 'button', class: 'quiet small', onclick: () => give(name) }, name),
    ),
  );
  byId('teach').hidden = false;
}
