// Saving the model that forgets, and going on with one that was saved.
// @ts-check
import { ElmError } from '../../client/errors.js';
import { byId } from '../../ui/dom/dom.js';
import { downloadRows } from '../../ui/export/csv-download.js';
import { keepBar, sure } from '../../ui/keep/keep-bar.js';
import { originOf } from '../../ui/keep/origin.js';
import { loadModel } from '../../ui/models/costly-model.js';
import { count } from '../../ui/text/format.js';
import { isSettings } from './settings.js';

/** @import { ElmToolkit, ModelOf } from '../../client/index.js' */
/** @import { History } from './history.js' */
/** @import { Settings } from './settings.js' */

/** @typedef {Settings & { kind: string, row: number }} State */

/**
 * @param {object} page
 * @param {Promise<ElmToolkit>} page.starting
 * @param {() => ModelOf<'OnlineELMClassifier'> | undefined} page.model
 * @param {() => State} page.state
 * @param {() => History} page.history
 * @param {() => (string | number)[][]} page.sample rows of the stream, with a head
 * @param {(model: ModelOf<'OnlineELMClassifier'>, state: State | undefined, name: string) => Promise<void>} page.onOpened
 * @param {(state: State, name: string) => void} page.onSettings
 */
export function bindKeeping({ starting, model, state, history, sample, onOpened, onSettings }) {
  keepBar({
    place: byId('keep'),
    name: 'Stream',
    label: 'Open a saved model (.json)',
    hint: 'it goes on learning where it was',
    accept: '.json,application/json',
    state: () => JSON.stringify({ ...state(), row: 0 }), // the stream plays on by itself
    inputs: {
      now: () => ({ ...state(), row: 0 }),
      put: (given, called) => onSettings(sure(isSettings(given) ? given : undefined), called),
      lastly: true,
    },
    async save(how) {
      const learnt = model();
      if (!learnt?.summary.fitted)
        throw new Error('There is no model yet: let it learn some rows.');
      const json = await learnt.save({
        statistics: true,
        metadata: { ...originOf('Stream'), stream: { ...state() } },
        ...how,
      });
      return { json, summary: learnt.summary, about: count(learnt.summary.n_samples ?? 0, 'row') };
    },
    async open(file) {
      const opened = await loadModel(await starting, await file.text());
      const { className, metadata, summary } = opened;
      if (!opened.is('OnlineELMClassifier') || !summary.fitted) {
        await opened.dispose();
        throw new ElmError(
          'unsupported',
          `This file holds a ${className}, not an online classifier.`,
        );
      }
      const { stream } = /** @type {any} */ (metadata);
      await onOpened(opened, isSettings(stream) ? stream : undefined, file.name);
    },
    more: [
      {
        label: 'Export the curve (CSV)',
        onclick() {
          const { head, rows } = history().table();
          downloadRows('stream-curve.csv', [head, ...rows]);
        },
      },
      {
        label: 'Export rows (CSV)',
        onclick: () => downloadRows('stream-rows.csv', sample(), { forPages: true }),
      },
    ],
  });
}
