// How well it hears the user's words: each sample judged by a model that has not heard it.
// @ts-check

import { latestOnly } from '../../ui/async/latest-only.js';
import { keyFigures } from '../../ui/charts/key-figures.js';
import { h, replace } from '../../ui/dom/dom.js';
import { showError } from '../../ui/feedback/notice.js';
import { apart } from '../../ui/text/bidi.js';
import { taught } from './learn.js';

/** @import { ElmToolkit, Label } from '../../client/index.js' */
/** @import { Base } from './learn.js' */
/** @import { Sample } from './vocabulary.js' */

const FEWEST = 2;
const WAIT = 1200;

/**
 * @param {Element} place
 * @param {Promise<ElmToolkit>} starting
 * @param {() => Promise<{ base: Base, samples: Sample[] }>} what
 */
export function followFigure(place, starting, what) {
  return latestOnly(
    async (signal) => {
      try {
        const elm = await starting;
        const { base, samples } = await what();
        if (signal.aborted) return () => {};
        const counts = countsOf(samples);
        const enough = counts.length >= 2 && counts.every(([, n]) => n >= FEWEST);
        if (!enough) return () => tooFew(place, base);
        const { held, before } = await judged(elm, base, samples, signal);
        return () => show(place, base, samples, held, before);
      } catch (error) {
        return () => showError(place, error);
      }
    },
    { wait: WAIT, place },
  );
}

/** @param {Sample[]} samples @returns {[string, number][]} */
export function countsOf(samples) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { word } of samples) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts];
}

/**
 * What each sample is taken for: by models that learnt the others on top of what to begin with, and
 * by that alone, where there is something.
 *
 * @param {ElmToolkit} elm @param {Base} base @param {Sample[]} samples @param {AbortSignal} signal
 */
async function judged(elm, base, samples, signal) {
  const model = await taught(elm, base, [], signal);
  const X = { clips: samples.map(({ clip }) => clip) };
  const words = samples.map(({ word }) => word);
  try {
    const { predictions } = await model.crossValidate(X, words, {
      ...{ warmStart: true, shuffle: false, signal },
      onWarnings() {}, // that words have few samples: the page asks for more
    });
    const held = texts(predictions);
    return { held, before: base.json ? texts(await model.predict(X, { signal })) : undefined };
  } finally {
    await model.dispose();
  }
}

/** @param {unknown} labels */
const texts = (labels) => /** @type {Label[]} */ (labels).map(String);

/** @param {Element} place @param {Base} base */
export function tooFew(place, base) {
  replace(
    place,
    h(
      'p',
      { class: 'muted' },
      'Teach two words or more, two samples of each at least, and it is measured here how well it ' +
        'hears words of yours that it has not learnt from.',
    ),
    base.json
      ? h(
          'p',
          { class: 'muted' },
          'The nine words alone, said by speakers it has never heard: 71 % right, 4.5 % taken for ' +
            'another word, the others refused. With three samples of your own of “left” and ' +
            '“right”, 99 % of these two were right.',
        )
      : null,
  );
}

/**
 * @param {Element} place @param {Base} base @param {Sample[]} samples @param {string[]} held
 * @param {string[]} [before] what the model to begin with says
 */
function show(place, base, samples, held, before) {
  const n = samples.length;
  const right = (/** @type {string[]} */ said) =>
    samples.filter(({ word }, i) => said[i] === word).length;
  /** @type {[string, string][]} */
  const pairs = [[`${right(held)} of ${n}`, 'right when it had not learnt from them']];
  if (before) pairs.push([`${right(before)} of ${n}`, apart`right by “${base.name}” alone`]);
  const wrong = samples.flatMap(({ word }, i) =>
    held[i] === word ? [] : [apart`${word} → ${held[i]}`],
  );
  replace(
    place,
    keyFigures(pairs),
    h(
      'p',
      { class: 'muted' },
      wrong.length
        ? `Missed: ${wrong.slice(0, 6).join(', ')}${wrong.length > 6 ? ' …' : ''}. More samples of these help.`
        : 'Each sample was judged by a model that had learnt from the others.',
    ),
  );
}
