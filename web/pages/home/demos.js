// Three ready models of the gallery: sentences by language and by topic, and drawn digits.
// @ts-check
import { load } from '../../client/predictor/load.js';
import { showBars } from '../../ui/bars.js';
import { byId, h, percent, replace } from '../../ui/dom.js';
import { showError } from '../../ui/notice.js';
import { typist } from './typist.js';

/** @import { Predictor } from '../../client/predictor/index.js' */

const GALLERY = new URL('../../gallery/', import.meta.url);
const MOST_BARS = 4;

/** @typedef {{ ask: string, facts: string, examples: string[] }} Sentences */

/** @type {Record<string, Sentences>} */
const SENTENCES = {
  languages: {
    ask: 'Which language is it? Type any sentence',
    facts:
      'One of twelve languages, told by groups of letters: a model of 78 kB, at work in this page.',
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

const sentence = /** @type {HTMLTextAreaElement} */ (byId('sentence'));
/** @type {Map<string, Promise<Predictor>>} */
const loading = new Map();
/** @type {string} */
let chosen = '';
const type = typist(sentence, ask);

export function bindDemos() {
  for (const button of byId('demos').querySelectorAll('button')) {
    button.addEventListener('click', () => choose(button.dataset.demo ?? '', { typed: true }));
  }
  sentence.addEventListener('input', () => {
    type.stop();
    ask();
  });
  sentence.addEventListener('focus', type.stop);
  choose('languages', { typed: true });
}

/** @param {string} id @param {{ typed: boolean }} options whether the first example is typed out */
async function choose(id, { typed }) {
  chosen = id;
  type.stop();
  for (const button of byId('demos').querySelectorAll('button')) {
    button.setAttribute('aria-pressed', String(button.dataset.demo === id));
  }
  const isDigit = id === 'digits';
  byId('sentence-demo').hidden = isDigit;
  byId('digit-demo').hidden = !isDigit;
  byId('demo-facts').textContent = isDigit ? DIGIT_FACTS : SENTENCES[id].facts;
  clear();
  if (isDigit) return showDigits();
  const { ask: label, examples } = SENTENCES[id];
  byId('sentence-label').textContent = label;
  sentence.placeholder = `${label}…`;
  replace(byId('examples'), examples.map(chip));
  sentence.value = '';
  await predictorOf(id).catch(() => {}); // `ask` says what is wrong
  if (chosen === id && typed && !sentence.value) type.write(examples[0]);
}

/** @param {string} text */
const chip = (text) =>
  h('button', { type: 'button', class: 'quiet small', onclick: () => type.write(text) }, text);

/** @param {string} id */
function predictorOf(id) {
  const known = loading.get(id) ?? fetched(id);
  loading.set(id, known);
  known.catch(() => loading.delete(id)); // it can be tried again
  return known;
}

/** @param {string} id */
async function fetched(id) {
  const response = await fetch(new URL(`${id}.json`, GALLERY)).catch(() => null);
  if (!response?.ok) throw new Error('The model could not be loaded: is there a network?');
  return load(await response.text());
}

async function ask() {
  const mine = chosen;
  try {
    const predictor = await predictorOf(mine);
    const text = sentence.value.trim();
    if (mine !== chosen) return;
    if (text) show(predictor, text);
    else clear();
  } catch (error) {
    showError(byId('bars'), error, { retry: ask });
  }
}

async function showDigits() {
  const place = byId('digit-demo');
  try {
    const [predictor, { drawingField }] = await Promise.all([
      predictorOf('digits'),
      import('../../ui/drawing.js'),
    ]);
    if (chosen !== 'digits') return;
    byId('verdict').textContent = 'Draw a digit, 0 to 9, large';
    if (place.firstChild) return;
    const { element } = drawingField({ width: 8, height: 8, most: 16 }, (ink) => {
      if (chosen !== 'digits') return;
      if (ink.some(Boolean)) show(predictor, ink);
      else clear();
    });
    place.append(element);
  } catch (error) {
    showError(place, error, { retry: showDigits });
  }
}

/** @param {Predictor} predictor @param {string | number[]} sample */
function show(predictor, sample) {
  const shares = predictor.predictProba(sample);
  const classes = (predictor.classes ?? []).map(String);
  const best = shares.indexOf(Math.max(...shares));
  byId('verdict').textContent = `${classes[best]}, ${percent(shares[best])}`;
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
