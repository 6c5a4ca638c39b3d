// What reads the cells of columns, by the names of rule-of.js.
// @ts-check
import { booleanRule } from './boolean.js';
import { textRule } from './cell.js';
import { timeRule } from './clock.js';
import { dateRule } from './date.js';
import { dateAloneRule } from './date-alone.js';
import { durationRule } from './duration.js';
import { numberRule } from './number.js';
import { numberAloneRule } from './number-alone.js';
import { wordsRule } from './words.js';

/** @import { Reading, Rule, WordsRule } from './cell.js' */

/** What rule-of.js names has what the rule needs. */
export const RULES = /** @type {Record<string, (reading: Reading) => Rule | WordsRule>} */ ({
  numberRule,
  numberAloneRule,
  durationRule,
  dateRule,
  dateAloneRule,
  timeRule,
  booleanRule,
  textRule,
  wordsRule,
});
