// One message: the answer as it is typed, the words that decided, and the right answer on a click.
// @ts-check

import { latestOnly } from '../../ui/async/latest-only.js';
import { reserveBars, showBars } from '../../ui/charts/probability-bars.js';
import { byId, replace } from '../../ui/dom/dom.js';
import { highlighted } from '../../ui/dom/highlight.js';
import { showError, showNote } from '../../ui/feedback/notice.js';
import { ANY_OF_THEM, allAlike, bestOf } from '../../ui/models/best-answer.js';
import { teachButtons } from '../../ui/samples/teach-buttons.js';
import { apart, isolated } from '../../ui/text/bidi.js';
import { percent } from '../../ui/text/format.js';
import { decidingWords, times } from './explanation.js';
import { answersOf } from './held-out.js';
import { decide, percentBelow } from './scores.js';

/** @import { Model, TextExplanation } from '../../client/index.js' */
/** @import { ReadyModel } from '../../ui/models/ready-model.js' */
/** @import { Rule } from './scores.js' */

const WAIT = 60;

const message = byId('message', HTMLTextAreaElement);

/**
 * @param {object} page
 * @param {() => Model | ReadyModel | undefined} page.model once it has learnt
 * @param {() => Rule} page.rule
 * @param {() => string} page.outside the answer where none fits
 * @param {() => string[]} page.inbox messages to try
 * @param {() => string[]} page.labels what can be taught
 * @param {(text: string, label: string) => Promise<void>} page.teach
 */
export function bindChecking({ model, rule, outside, inbox, labels, teach }) {
  const note = byId('check-message');
  let turn = -1;
  const ask = latestOnly(
    async (signal) => {
      const learnt = model();
      const text = message.value.trim();
      if (!learnt || !text) return () => clear(Boolean(learnt));
      try {
        const classes = (learnt.summary.classes ?? []).map(String);
        const [answer] = await answersOf(learnt, [text], classes, signal);
        const place = decide(answer.proba, answer.refused, rule());
        const { best } = bestOf(answer.proba);
        const target = classes[place < 0 ? best : place];
        const why = 'explain' in learnt && (await learnt.explain(text, { target, signal }));
        return () => {
          showNote(note);
          showAnswer(classes, answer, place, { outside: outside(), rule: rule() });
          if (why) showWords(text, why, String(target), learnt.summary.n_samples ?? 0);
          else tellWords();
        };
      } catch (error) {
        return () => showError(note, error);
      }
    },
    { wait: WAIT },
  );
  const give = async (/** @type {string} */ label) => {
    try {
      if (!message.value.trim()) throw new Error('Type a message first.');
      await teach(message.value.replace(/\s+/g, ' ').trim(), label);
    } catch (error) {
      showError(note, error);
    }
  };
  const next = () => {
    const all = inbox();
    if (!all.length) return;
    turn = (turn + 1) % all.length;
    message.value = all[turn];
    ask();
  };
  message.addEventListener('input', ask);
  byId('next').addEventListener('click', next);
  byId('clear-message').addEventListener('click', () => {
    message.value = '';
    message.focus();
    ask();
  });
  const showLabels = () => {
    const names = labels();
    teachButtons(byId('teach'), names, give);
    const told = names.filter((name) => name !== outside());
    reserveBars(byId('bars'), told.length);
  };
  return {
    ask,
    showLabels,
    /** Looks into a message of elsewhere. @param {string} text */
    look(text) {
      message.value = text;
      ask();
      message.focus({ preventScroll: true });
      byId('check-title').scrollIntoView({ block: 'start' });
    },
    /** Begins with the first message of another set. */
    start() {
      turn = -1;
      message.value = '';
      byId('next').hidden = !inbox().length;
      showLabels();
      next();
      clear(false);
    },
  };
}

/** @param {boolean} ready */
function clear(ready) {
  byId('verdict').textContent = ready || !message.value ? '' : 'It answers when it has learnt.';
  for (const id of ['why', 'why-words', 'bars']) replace(byId(id));
}

/**
 * @param {string[]} classes
 * @param {{ proba: number[], refused: boolean }} answer
 * @param {number} place
 * @param {{ outside: string, rule: Rule }} how
 */
function showAnswer(classes, { proba, refused }, place, { outside, rule }) {
  const { best } = bestOf(proba);
  byId('verdict').textContent =
    place >= 0
      ? apart`${classes[place]}, ${percent(proba[place])}${place === best ? '' : whyNotBest(classes, proba, rule)}`
      : refused
        ? apart`${outside.charAt(0).toUpperCase()}${outside.slice(1)} (nearest: ${classes[best]})`
        : allAlike(proba)
          ? ANY_OF_THEM
          : apart`Not sure. At best ${classes[best]}, ${percentBelow(proba[best], rule.threshold)}`;
  showBars(
    byId('bars'),
    classes.map((label, i) => ({ label, share: proba[i] })),
    { caption: 'Probability of each class' },
  );
}

/** The threshold decides against the bars: that is said. */
/** @param {string[]} classes @param {number[]} proba @param {Rule} rule */
const whyNotBest = (classes, proba, { flag, threshold }) =>
  apart`. By your line: ${classes[flag]} from ${percent(threshold)}, and this has ${percentBelow(proba[flag], threshold)}`;

/** What a message takes from its words is asked of Python. */
function tellWords() {
  replace(byId('why'));
  byId('why-words').textContent = 'Which words decided, it says when Python has loaded.';
}

/** @param {string} text @param {TextExplanation} why @param {string} target @param {number} n texts learnt from */
function showWords(text, why, target, n) {
  const words = decidingWords(why, n);
  const most = Math.max(1, ...words.map(({ weight }) => Math.abs(weight)));
  replace(
    byId('why'),
    highlighted(
      text,
      words.map(({ start, end, weight }) => ({
        start,
        end,
        class: weight > 0 ? 'for' : 'against',
        strength: Math.abs(weight) / most,
        title: times(weight),
      })),
    ),
  );
  const list = (/** @type {number} */ sign) =>
    words
      .filter(({ weight }) => weight * sign > 0)
      .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
      .slice(0, 5)
      .map(({ word, weight }) => apart`${word} ${times(weight)}`)
      .join(', ');
  const [pro, con] = [list(1), list(-1)];
  byId('why-words').textContent = words.length
    ? `${[pro && `For ${isolated(target)}: ${pro}`, con && `${pro ? 'against' : `Against ${isolated(target)}`}: ${con}`].filter(Boolean).join('; ')}. That is what each word makes of the odds.`
    : 'No word of it speaks for or against: only how often each class comes does.';
}
