// Saving a chain as one file, and opening it again.
// @ts-check
import { ElmError } from '../../client/errors.js';
import { byId } from '../../ui/dom.js';
import { keepBar } from '../../ui/keep-bar.js';
import { isBrick, KINDS } from './bricks.js';

/** @import { ElmToolkit } from '../../client/index.js' */
/** @import { Brick } from './bricks.js' */
/** @import { Result } from './trial.js' */

/** @typedef {{ bricks: Brick[], data: string }} Kept */

const MOST_BRICKS = 20;

/**
 * @param {object} page
 * @param {Promise<ElmToolkit>} page.starting
 * @param {() => { lane: string, result: Result | undefined, kept: Kept }} page.chosen
 * @param {() => string} page.state
 * @param {(kept: Kept, name: string) => void} page.onOpened
 */
export function bindKeeping({ starting, chosen, state, onOpened }) {
  keepBar({
    place: byId('keep'),
    name: 'Compose',
    file: 'chain.json',
    label: 'Open a saved chain (.json)',
    hint: 'as this page saves it',
    accept: '.json,application/json',
    state,
    more: [],
    async save() {
      const { lane, result, kept } = chosen();
      if (!result) throw new Error(`Chain ${lane} is not trained yet.`);
      const names = kept.bricks.map(({ kind }) => KINDS[kind].name);
      const metadata = { name: names.join(' → '), compose: kept };
      return {
        json: await result.model.save({ metadata }),
        summary: result.summary,
        about: names.join(' → '),
      };
    },
    async open(file) {
      const model = await (await starting).load(await file.text());
      const { className, metadata } = model;
      await model.dispose();
      const { compose } = /** @type {any} */ (metadata);
      if (className !== 'Chain' || !isKept(compose)) {
        throw new ElmError(
          'unsupported',
          `This file holds a ${className} that was not made here. The Share page opens it.`,
        );
      }
      onOpened(compose, file.name);
    },
  });
}

/** @param {any} value @returns {value is Kept} */
const isKept = (value) =>
  Array.isArray(value?.bricks) &&
  value.bricks.length <= MOST_BRICKS &&
  value.bricks.every(isBrick) &&
  typeof value.data === 'string';
