// Saving a chain as one file, and opening it again.
// @ts-check
import { ElmError } from '../../client/errors.js';
import { byId } from '../../ui/dom/dom.js';
import { keepBar, sure } from '../../ui/keep/keep-bar.js';
import { originOf } from '../../ui/keep/origin.js';
import { loadModel } from '../../ui/models/costly-model.js';
import { isBrick, KINDS } from './bricks.js';

/** @import { ElmToolkit } from '../../client/index.js' */
/** @import { Brick } from './bricks.js' */
/** @import { Result } from './trial.js' */

/** @typedef {{ bricks: Brick[], data: string }} Kept */
/** @typedef {{ data: string, A: Brick[], B: Brick[] }} Chains */

const MOST_BRICKS = 20;

/**
 * @param {object} page
 * @param {Promise<ElmToolkit>} page.starting
 * @param {() => { lane: string, result: Result | undefined, kept: Kept }} page.chosen
 * @param {() => string} page.state
 * @param {() => boolean} page.isOurData false while data of the user's are trained on
 * @param {() => Chains} page.chains
 * @param {(chains: Chains, name: string) => Promise<void>} page.onChains
 * @param {(kept: Kept, name: string) => void} page.onOpened
 */
export function bindKeeping({ starting, chosen, state, isOurData, chains, onChains, onOpened }) {
  keepBar({
    place: byId('keep'),
    name: 'Compose',
    file: 'chain.json',
    label: 'Open a saved chain (.json)',
    hint: 'as this page saves it',
    accept: '.json,application/json',
    state,
    inputs: {
      now: chains,
      areAll: isOurData,
      put: ({ data, A, B }, called) => {
        const sound = [A, B].every(areBricks) && typeof data === 'string';
        return onChains(sure(sound ? { data, A, B } : undefined), called);
      },
      holds: () => namesOf(chosen().kept.bricks),
    },
    more: [],
    async save(how) {
      const { lane, result, kept } = chosen();
      if (!result) throw new Error(`Chain ${lane} is not trained yet.`);
      const about = namesOf(kept.bricks);
      const json = await result.model.save({
        metadata: { ...originOf(about), compose: kept },
        ...how,
      });
      return { json, summary: result.summary, about };
    },
    async open(file) {
      const model = await loadModel(await starting, await file.text());
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
const isKept = (value) => areBricks(value?.bricks) && typeof value.data === 'string';

/** @param {any} value @returns {value is Brick[]} */
const areBricks = (value) =>
  Array.isArray(value) && value.length <= MOST_BRICKS && value.every(isBrick);

/** @param {Brick[]} bricks */
const namesOf = (bricks) => bricks.map(({ kind }) => KINDS[kind].name).join(' → ');
