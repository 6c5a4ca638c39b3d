// Three ready models of the gallery: sentences by language and by topic, and drawn digits.
// @ts-check

import { latestOnly } from '../../ui/async/latest-only.js';
import { showBars } from '../../ui/charts/probability-bars.js';
import { byId, h, replace } from '../../ui/dom/dom.js';
import { showError } from '../../ui/feedback/notice.js';
import { galleryAddress } from '../../ui/models/gallery-files.js';
import { verdictOf } from '../../ui/models/verdict.js';
import { predictInWorker } from './predict-in-worker.js';
import { typist } from './typist.js';

const MOST_BARS = 4;

/** @import { Said } from '../../ui/models/verdict.js' */

/** @typedef {{ ask: string, facts: string, examples: string[] }} Sentences */

/** @type {Record<string, Sentences>} */
const SENTENCES = {
  languages: {
    ask: 'Which language is it? Type any sentence',
    facts:
      'It knows Danish, Dutch, English, French, German, Italian, Polish, Portuguese, Russian, Spanish, Swedish and Turkish, by groups of letters.',
    examples: [
      'Das Wetter ist heute schön',
      'Où est la gare ?',
      'Oggi fa bel tempo',
      'Hvor er stationen?',
    ],
  },
  topics: {
    ask: 'What is it about? Type a headline',
    facts: 'Twenty sentences taught it this. The Topics page lets you teach it your own.',
    examples: [
      'The coach was proud of her team',
      'Shares fell as oil prices rose',
      'A robot that sorts waste',
    ],
  },
};
const DIGIT_FACTS = 'It looks at 8 × 8 points of ink. The Draw page learns your own symbols.';

const sentence = byId('sentence', HTMLTextAreaElement);
/** @type {string} */
let chosen = '';
/** @type {string | number[] | null} */
let asked = null;
const type = typist(sentence, () => ask());
const answer = latestOnly(async () => {
  const [id, sample] = [chosen, asked];
  if (sample === null) return () => clear();
  try {
    const said = await predictInWorker(addressOf(id), sample);
    return () => id === chosen && show(said, sample);
  } catch (error) {
    return () => id === chosen && showError(byId('bars'), error, { retry: answer });
  }
});

export function bindDemos() {
  for (const button of byId('demos').querySelectorAll('button')) {
    button.addEventListener('click', () => choose(button.dataset.demo ?? ''));
  }
  byId('begin').addEventListener('click', async () => {
    await choose('teach');
    byId('demo-title').scrollIntoView({ block: 'start' });
  });
  sentence.addEventListener('input', () => {
    type.stop();
    ask();
  });
  sentence.addEventListener('focus', type.stop);
  choose('languages');
}

/** Types the first example out. @param {string} id */
async function choose(id) {
  chosen = id;
  asked = null;
  type.stop();
  for (const button of byId('demos').querySelectorAll('button')) {
    button.setAttribute('aria-pressed', String(button.dataset.demo === id));
  }
  const isDigit = id === 'digits';
  byId('sentence-demo').hidden = !SENTENCES[id];
  byId('digit-demo').hidden = !isDigit;
  byId('teach-demo').hidden = id !== 'teach';
  byId('demo-facts').textContent = isDigit ? DIGIT_FACTS : (SENTENCES[id]?.facts ?? '');
  clear();
  if (isDigit) return showDigits();
  if (id === 'teach') return showTeaching();
  const { ask: label, examples } = SENTENCES[id];
  byId('sentence-label').textContent = label;
  sentence.placeholder = `${label}…`;
  replace(byId('examples'), examples.map(chip));
  sentence.value = '';
  await predictInWorker(addressOf(id)).catch(() => {}); // the question says what is wrong
  if (chosen === id && !sentence.value) type.write(examples[0]);
}

/** @param {string} text */
const chip = (text) =>
  h('button', { type: 'button', class: 'quiet small', onclick: () => type.write(text) }, text);

const addressOf = (/** @type {string} */ id) => galleryAddress(`${id}.json`);

/** @param {string | number[] | null} sample null where there is nothing to be asked */
function askAbout(sample) {
  asked = sample;
  return answer();
}

const ask = () => askAbout(sentence.value.trim() || null);

/** @type {Promise<ReturnType<typeof import('./teach.js').bindTeaching>> | undefined} */
let teaching;

async function showTeaching() {
  const place = byId('teach-demo');
  try {
    teaching ??= import('./teach.js').then(({ bindTeaching }) => bindTeaching(place));
    const bound = await teaching;
    if (chosen !== 'teach') return;
    bound.tell();
    bound.focus();
  } catch (error) {
    teaching = undefined;
    showError(place, error, { retry: showTeaching });
  }
}

async function showDigits() {
  const place = byId('digit-demo');
  try {
    const { drawingField } = await import('../../ui/drawing/drawing-pad.js');
    if (chosen !== 'digits') return;
    byId('verdict').textContent = 'Draw a digit, 0 to 9, large';
    if (place.firstChild) return;
    const { element } = drawingField({ width: 8, height: 8, most: 16 }, (ink) => {
      if (chosen !== 'digits') return;
      askAbout(ink.some(Boolean) ? ink : null);
    });
    place.append(element);
  } catch (error) {
    showError(place, error, { retry: showDigits });
  }
}

/** @param {Said} said @param {unknown} sample */
function show(said, sample) {
  const { text, bars } = verdictOf(said, sample);
  byId('verdict').textContent = text;
  const { classes, shares } = said;
  if (!bars || !shares) return replace(byId('bars'));
  showBars(
    byId('bars'),
    classes.map((label, i) => ({ label, share: shares[i] })).filter(keepBest(shares)),
    { caption: 'Probability of each class' },
  );
}

/** @param {ArrayLike<number>} shares */
function keepBest(shares) {
  const least = Array.from(shares).sort((a, b) => b - a)[Math.min(MOST_BARS, shares.length) - 1];
  let left = MOST_BARS;
  return (/** @type {{ share: number }} */ { share }) => share >= least && left-- > 0;
}

function clear() {
  byId('verdict').textContent = '';
  replace(byId('bars'));
}
