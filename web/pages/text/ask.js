// A new sentence: its probabilities as it is typed, and the right answer on a click.
// @ts-check

import { latestOnly } from '../../ui/async/latest-only.js';
import { byId, h, replace } from '../../ui/dom/dom.js';
import { showError, showNote } from '../../ui/feedback/notice.js';
import { namesModel } from '../../ui/models/model-in-address.js';
import { reserveAnswer, showAnswer, showNoAnswer } from '../../ui/samples/live-answer.js';
import { teachButtons } from '../../ui/samples/teach-buttons.js';
import { EXAMPLES, STARTER } from './starter.js';

/** @import { ModelOf } from '../../client/index.js' */
/** @import { ReadyModel } from '../../ui/models/ready-model.js' */

const sentence = byId('sentence', HTMLTextAreaElement);
const message = byId('try-message');

/**
 * @param {() => ModelOf<'TextClassifier'> | ReadyModel | undefined} current the model, once it has learnt
 * @param {(text: string, label: string) => Promise<void>} teach
 * @returns {() => void} asks again
 */
export function bindAsking(current, teach) {
  const ask = latestOnly(async (signal) => {
    const model = current();
    const text = sentence.value.trim();
    if (!model || !text) return () => clear(Boolean(model));
    try {
      const { data, classes } = await model.predictProba([text], { signal });
      return () => show(classes.map(String), data);
    } catch (error) {
      return () => showError(message, error);
    }
  });
  const show = (/** @type {string[]} */ classes, /** @type {Float64Array} */ shares) => {
    showNote(message);
    reserveAnswer(classes.length);
    showAnswer(classes, shares);
    teachButtons(byId('teach-buttons'), classes, give);
    byId('teach').hidden = false;
  };
  const give = async (/** @type {string} */ label) => {
    try {
      await teach(sentence.value.trim(), label);
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
  reserveAnswer(STARTER.length);
  if (!namesModel()) sentence.value = EXAMPLES[0];
  ask();
  return ask;
}

/** Sentences to try, where they are of these classes. @param {string[]} names */
export function offerExamples(names) {
  byId('examples').hidden = !STARTER.some(({ name }) => names.includes(name));
}

/** @param {boolean} ready */
function clear(ready) {
  showNoAnswer(ready || !sentence.value ? '' : 'It answers when it has learnt.');
  byId('teach').hidden = true;
}
