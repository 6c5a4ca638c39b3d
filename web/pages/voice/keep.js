// Saving and opening: the model with the samples it was taught, or the samples alone.
// @ts-check
import { ElmError } from '../../client/errors.js';
import { byId } from '../../ui/dom/dom.js';
import { download } from '../../ui/export/download.js';
import { toast } from '../../ui/feedback/toast.js';
import { keepBar } from '../../ui/keep/keep-bar.js';
import { learntModel } from '../../ui/keep/nothing-learnt.js';
import { originOf } from '../../ui/keep/origin.js';
import { loadModel } from '../../ui/models/costly-model.js';
import { count } from '../../ui/text/format.js';
import { RATE } from './clips.js';
import { BACKGROUND, fromData, fromFile, toData } from './vocabulary.js';

/** @import { ElmToolkit, ModelOf } from '../../client/index.js' */
/** @import { Sample } from './vocabulary.js' */

/** A model that is opened is what the page begins with; samples are taught anew. */
/** @typedef {{ words: string[], samples: Sample[], model?: { name: string, json: string }, base?: 'nine' | 'none' }} Opened */

/**
 * @param {object} page
 * @param {Promise<ElmToolkit>} page.starting
 * @param {() => ModelOf<'VoiceCommands'> | undefined} page.model once there is one
 * @param {() => Promise<void>} page.learning ends when it has learnt, or cannot
 * @param {() => { words: string[], samples: Sample[], base: string }} page.state
 * @param {(opened: Opened, name: string) => void} page.onOpened
 */
export function bindKeeping({ starting, model, learning, state, onOpened }) {
  const holds = () => {
    const { words, samples } = state();
    return `${count(words.length, 'word')}, ${count(samples.length, 'sample')}`;
  };
  keepBar({
    place: byId('keep'),
    name: 'Voice',
    lesson: {
      ended: learning,
      lacks() {
        const { base, samples } = state();
        const hasNone = base === 'none' && !samples.length;
        return hasNone ? { needs: 'Teach it a word' } : undefined;
      },
    },
    label: 'Open a saved voice model or samples (.json)',
    hint: 'as this page saves them, or a VoiceCommands model of Python',
    accept: '.json,application/json',
    async save(how) {
      learntModel(model());
      await learning(); // what was asked for last
      const learnt = learntModel(model());
      const { words, samples, base } = state();
      // what was learnt on top of an opened model is in the model itself
      const own = base === 'file' ? {} : { base, ...toData(words, samples) };
      const json = await learnt.save({
        metadata: { ...originOf('Voice', words), voice: own },
        ...how,
      });
      return { json, summary: learnt.summary, about: holds() };
    },
    state() {
      const { words, samples, base } = state();
      return JSON.stringify([base, words, samples.map(({ word, clip }) => [word, clip.length])]);
    },
    inputs: {
      now() {
        const { words, samples, base } = state();
        return { base, ...toData(words, samples) };
      },
      areAll: () => state().base !== 'file',
      put({ base, ...given }, called) {
        const known = base === 'nine' || base === 'none' ? base : undefined;
        onOpened({ ...fromData(given), base: known }, called);
      },
      holds,
    },
    async open(file) {
      onOpened(await opened(await starting, file), file.name);
    },
    more: [
      {
        label: 'Export samples',
        onclick() {
          const { words, samples } = state();
          download(
            'voice-samples.json',
            JSON.stringify(toData(words, samples)),
            'application/json',
          );
          toast(`Exported ${count(samples.length, 'sample')}`);
        },
      },
    ],
  });
}

/** @param {ElmToolkit} elm @param {File} file @returns {Promise<Opened>} */
async function opened(elm, file) {
  const json = await file.text();
  if (/^\s*\{\s*"format":\s*"elm-toolkit-sounds"/.test(json)) return fromFile(json);
  const model = await loadModel(elm, json);
  const { className, params, metadata, summary } = model;
  await model.dispose();
  if (!model.is('VoiceCommands') || !summary.fitted) {
    throw new ElmError('unsupported', `This file holds a ${className}, not a voice model.`);
  }
  if (params.sample_rate !== RATE || params.background !== BACKGROUND) {
    throw new ElmError(
      'unsupported',
      `This page teaches models of ${RATE} samples a second with a class “${BACKGROUND}”.`,
    );
  }
  const { voice } = /** @type {any} */ (metadata);
  if (voice?.format && (voice.base === 'nine' || voice.base === 'none')) {
    return { ...fromData(voice), base: voice.base };
  }
  const words = (summary.classes ?? []).map(String).filter((word) => word !== BACKGROUND);
  return { words: words.slice(0, 30), samples: [], model: { name: file.name, json } };
}
