// The nearest words where none is sure: the page asks which it was, and the answer is a sample.
// @ts-check
import { byId, h, replace } from '../../ui/dom/dom.js';
import { showError } from '../../ui/feedback/notice.js';
import { apart } from '../../ui/text/bidi.js';
import { atRate } from './clips.js';
import { BACKGROUND, checkClip } from './vocabulary.js';

/** @import { ModelOf } from '../../client/index.js' */
/** @import { ReadyModel } from '../../ui/models/ready-model.js' */
/** @import { Word } from './recognizer.js' */
/** @import { Sample } from './vocabulary.js' */

/** Below this an answer is asked about. */
const SURE = 0.5;
/** Words that are offered. */
const MOST = 3;

/** Whether a word is told as one. @param {Word} word */
export const isSure = ({ label, probability }) => label !== BACKGROUND && probability >= SURE;

/**
 * The words that a sound is nearest to, the nearest first.
 *
 * @param {unknown[]} classes @param {ArrayLike<number>} shares @returns {string[]}
 */
export function nearest(classes, shares) {
  return classes
    .map((label, i) => ({ word: String(label), share: shares[i] }))
    .filter(({ word }) => word !== BACKGROUND)
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST)
    .map(({ word }) => word);
}

/**
 * @param {object} page
 * @param {() => ModelOf<'VoiceCommands'> | ReadyModel | undefined} page.model
 * @param {(sample: Sample) => void} page.learn
 */
export function bindGuessing({ model, learn }) {
  const place = byId('guess');
  const verdict = byId('verdict');
  let newest = 0;
  const clear = () => {
    newest++;
    if (place.hasChildNodes()) verdict.textContent = ''; // what was asked there
    replace(place);
  };
  return {
    clear,
    /** @param {Word} heard of which the model is not sure */
    async ask({ clip: sound, rate }) {
      if (place.matches(':hover, :focus-within')) return; // what is asked about is being answered
      const mine = ++newest;
      try {
        const clip = checkClip(await atRate(sound, rate), 'What was heard');
        const said = await model()?.predictProba({ clips: [clip] });
        if (!said || mine !== newest) return;
        const [first, ...others] = nearest(said.classes, said.data);
        if (!first) return;
        const answer = (/** @type {string} */ text, /** @type {string} */ word) =>
          h(
            'button',
            {
              type: 'button',
              class: 'quiet small',
              onclick() {
                clear();
                verdict.focus(); // the button is gone
                learn({ word, clip });
              },
            },
            text,
          );
        verdict.textContent = apart`Not sure. It sounded like “${first}”. Was it?`;
        replace(
          place,
          answer(apart`Yes, “${first}”`, first),
          others.map((word) => answer(word, word)),
          answer('None of these', BACKGROUND),
        );
      } catch (error) {
        if (mine === newest) showError(byId('listen-message'), error);
      }
    },
  };
}
