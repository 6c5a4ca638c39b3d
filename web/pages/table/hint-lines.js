// What else may be meant by a column, each with a button that makes it so, and unmakes it.
// @ts-check

import { h } from '../../ui/dom/dom.js';
import { apart } from '../../ui/text/bidi.js';
import { pressText, shown } from './column-words.js';

/** @import { ColumnInfo, Hint } from '../../client/index.js' */
/** @import { ColumnChoices } from './column-choices.js' */

/** @param {string} text */
const sentence = (text) => (/[?!.]$/.test(text) ? text : `${text}.`);

/**
 * @param {ColumnInfo} column @param {ColumnChoices} choices
 * @param {() => void} onChange
 * @param {{ other?: string, without?: Hint['code'] }} [options] `other`: the key of where the focus
 *   goes when a button is gone
 */
export const hintLines = (column, choices, onChange, { other, without } = {}) =>
  choices
    .hints(column)
    .filter(({ hint }) => hint.code !== without)
    .map(({ hint, isPressed }) =>
      h(
        'p',
        { class: 'hint' },
        h('span', {}, isPressed ? 'You chose:' : sentence(hint.text)),
        ' ',
        h(
          'button',
          {
            type: 'button',
            class: 'quiet small',
            'aria-pressed': String(isPressed),
            'aria-label': apart`${shown(column.name)}: ${pressText(hint)}`,
            dataset: { key: `${hint.code} ${column.name}`, ...(other && { else: other }) },
            onclick() {
              choices.press(column.name, hint);
              onChange();
            },
          },
          pressText(hint),
        ),
      ),
    );
