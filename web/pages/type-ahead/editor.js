// The field: suggestions as it is typed in, the first of them as ghost text, accepted by key or tap.
// @ts-check

import { latestOnly } from '../../ui/async/latest-only.js';
import { byId, h, replace } from '../../ui/dom/dom.js';
import { percent } from '../../ui/text/format.js';
import { accepted, contextAt, finishedSentence, fitted } from './caret.js';

/** @import { Suggestion } from './caret.js' */

const field = byId('text', HTMLTextAreaElement);
const ghost = byId('ghost');
const list = byId('suggestions');
const SHOWN = 5;
const MOVES = /^(Arrow|Page|Home|End)/;

/** Whether what is written runs from right to left. */
const leftwards = () => field.matches(':dir(rtl)');

/**
 * @param {object} page
 * @param {(before: string, options: { k: number, signal: AbortSignal }) => Promise<Suggestion[]>} page.suggest
 * @param {(before: string, word: string) => void} page.onAccept
 * @param {(sentence: string) => void} page.onSentence
 * @param {(milliseconds: number) => void} page.onAnswer time from a key to its suggestions
 * @param {(error: unknown) => void} page.onError
 */
export function bindEditor({ suggest, onAccept, onSentence, onAnswer, onError }) {
  /** @type {Suggestion[]} */
  let offered = [];
  /** The one that the keys have gone to, or -1. */
  let active = -1;
  /** The text and the cursor that they are for. */
  let [text, at] = ['', -1];
  /** What was asked of suggestions that are not there yet. @type {(() => void)[]} */
  let early = [];
  let [taken, brought] = [0, 0];
  /** @type {number | undefined} */
  let since;

  const answer = latestOnly(async (signal) => {
    const before = contextAt(field.value, field.selectionStart, field.selectionEnd);
    const start = since;
    since = undefined;
    if (before === undefined) return () => show([]);
    try {
      const found = await suggest(before, { k: SHOWN, signal });
      return () => {
        show(found.map((one) => fitted(before, one)));
        if (start !== undefined) onAnswer(performance.now() - start);
      };
    } catch (error) {
      return () => {
        show([]);
        onError(error);
      };
    }
  });

  let asking = 0;
  const ask = async () => {
    asking++;
    await answer().finally(() => asking--);
  };

  const follow = () => {
    ghost.scrollTop = field.scrollTop;
  };

  const current = () => field.value === text && field.selectionStart === at;

  /** Does it to the suggestions for what stands in the field. @param {() => void} action */
  function whenCurrent(action) {
    if (current()) action();
    else early.push(action);
  }

  /** @param {Suggestion[]} suggestions */
  function show(suggestions) {
    const chosen = current() ? offered[active]?.word : undefined;
    [text, at] = [field.value, field.selectionStart];
    offered = suggestions;
    active = indexOf(chosen);
    replace(
      list,
      offered.map((one, i) =>
        h(
          'div',
          {
            role: 'option',
            id: `suggestion-${i}`,
            class: i === 0 ? 'suggestion first' : 'suggestion',
            'aria-selected': 'false',
            onpointerdown: (/** @type {Event} */ event) => event.preventDefault(), // keeps the focus
            onclick: () => whenCurrent(() => accept(indexOf(one.word))),
          },
          h('span', {}, one.word),
          h('span', { class: 'muted' }, percent(one.probability)),
        ),
      ),
    );
    point();
    for (const action of early.splice(0)) whenCurrent(action);
  }

  /** @param {string | undefined} word */
  const indexOf = (word) => offered.findIndex((one) => one.word === word);

  /** Marks the active suggestion, and shows it (or the first) behind the cursor. */
  function point() {
    for (const [i, option] of [...list.children].entries())
      option.setAttribute('aria-selected', String(i === active));
    if (active >= 0) field.setAttribute('aria-activedescendant', `suggestion-${active}`);
    else field.removeAttribute('aria-activedescendant');
    const one = offered[Math.max(0, active)];
    const caret = field.selectionStart;
    const atEnd = /^[^\S\n]*(\n|$)/.test(field.value.slice(caret));
    // the ghost runs from left to right, and would lie upon what is written the other way
    const begun = field.value !== ''; // else the placeholder is there
    const shown = one && begun && atEnd && document.activeElement === field && !leftwards();
    const { put } = shown ? accepted(field.value, caret, one) : { put: '' };
    // as text alone, for it must run as the text of the field does
    replace(
      ghost,
      h('span', { textContent: field.value.slice(0, caret) }),
      h('i', { textContent: put }),
    );
    requestAnimationFrame(follow); // reading it here would lay the page out at once
  }

  /** @param {number} i */
  function accept(i) {
    const one = offered[i];
    if (!one) return;
    const caret = field.selectionStart;
    const before = contextAt(field.value, caret, caret) ?? '';
    const known =
      one.rest === one.word
        ? before
        : before.slice(0, before.length - (one.word.length - one.rest.length));
    const { put, caret: next } = accepted(field.value, caret, one);
    field.focus();
    // as if it were typed: the browser's own undo takes it back
    if (!document.execCommand('insertText', false, put)) field.setRangeText(put);
    field.setSelectionRange(next, next);
    taken++;
    brought += put.length;
    onAccept(known, one.word);
    ask();
  }

  field.addEventListener('input', (event) => {
    const { inputType } = /** @type {InputEvent} */ (event);
    const caret = field.selectionStart;
    early = [];
    if (inputType === 'insertText' || inputType === 'insertLineBreak') {
      since = performance.now();
      const sentence = finishedSentence(field.value, caret);
      if (sentence) onSentence(sentence);
    }
    ask();
  });
  for (const type of ['click', 'focus', 'blur']) field.addEventListener(type, () => ask());
  field.addEventListener('scroll', follow);
  field.addEventListener('keyup', ({ key }) => {
    if (MOVES.test(key) && field.selectionStart !== at) ask();
  });
  field.addEventListener('keydown', (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const used = onKey(event.key, event.shiftKey);
    if (used) event.preventDefault();
  });

  /** @param {string} key @param {boolean} shift @returns {boolean} whether it is used */
  function onKey(key, shift) {
    const now = current();
    if (!offered.length || (!now && !asking)) return false;
    const caret = field.selectionStart;
    const ends = caret === field.value.length && field.selectionEnd === caret;
    const last = !field.value.slice(caret).includes('\n');
    if (key === 'Escape') {
      show([]);
      return true;
    }
    const chosen = now ? active >= 0 : early.length > 0;
    const onward = leftwards() ? 'ArrowLeft' : 'ArrowRight';
    if ((key === 'Tab' && !shift) || (key === onward && ends) || (key === 'Enter' && chosen))
      whenCurrent(() => accept(Math.max(0, active)));
    else if (key === 'ArrowDown' && last) whenCurrent(() => go(1));
    else if (key === 'ArrowUp' && chosen) whenCurrent(() => go(-1));
    else return false;
    return true;
  }

  /** @param {number} step */
  function go(step) {
    active = Math.max(-1, Math.min(offered.length - 1, active + step));
    point();
  }

  return {
    ask,
    /** Suggestions that were taken, and the characters they brought. */
    get count() {
      return { taken, brought };
    },
    /** @param {string} text @param {{ taken: number, brought: number }} [count] of its suggestions */
    write(text, count) {
      if (count) ({ taken, brought } = count);
      field.value = text;
      field.setSelectionRange(text.length, text.length);
      ask();
    },
  };
}
