// Saving and opening: the machine with its bars, and the bars as MIDI or as a sound.
// @ts-check
import { ElmError } from '../../client/errors.js';
import { wavFile } from '../../ui/audio/wav.js';
import { byId } from '../../ui/dom/dom.js';
import { download } from '../../ui/export/download.js';
import { showError } from '../../ui/feedback/notice.js';
import { toast } from '../../ui/feedback/toast.js';
import { keepBar, sure } from '../../ui/keep/keep-bar.js';
import { learntModel } from '../../ui/keep/nothing-learnt.js';
import { originOf } from '../../ui/keep/origin.js';
import { loadModel } from '../../ui/models/costly-model.js';
import { count } from '../../ui/text/format.js';
import { barsIn, isSilent } from './bars.js';
import { feelIn, leftOut, nearestFeel } from './feel.js';
import { loopOf, RATE } from './loop.js';
import { midiFile } from './midi.js';
import { grooveIn, isMidi } from './midi-reading.js';

/** @import { ElmToolkit, ModelOf } from '../../client/index.js' */
/** @import { Bar } from './bars.js' */

/** @typedef {{ bars: Bar[], tempo: number, swing: number }} Opened */

/**
 * @param {object} page
 * @param {Promise<ElmToolkit>} page.starting
 * @param {() => ModelOf<'DrumMachine'> | undefined} page.model
 * @param {() => Promise<void>} page.learning ends when it has learnt, or cannot
 * @param {() => { tempo: number, swing: number }} page.feel
 * @param {() => Bar[]} page.yours
 * @param {() => Bar[]} page.all the user's bars and what the machine plays on
 * @param {() => void} page.begin shows what the page begins with
 * @param {(opened: Opened, name: string) => void} page.onOpened
 */
export function bindKeeping({ starting, model, learning, feel, yours, all, begin, onOpened }) {
  const drums = () => ({ ...feel(), bars: yours().map((bar) => [...bar]) });
  keepBar({
    place: byId('keep'),
    begin,
    name: 'Drums',
    lesson: {
      ended: learning,
      lacks: () => (isSilent(yours()) ? { needs: 'Switch a step on' } : undefined),
    },
    label: 'Open a saved drum model (.json) or a groove (.mid)',
    hint: 'a model of this page comes with its bars; of MIDI, drums on channel 10',
    accept: '.json,application/json,.mid,.midi,audio/midi',
    async save(how) {
      const learnt = learntModel(model());
      const json = await learnt.save({
        metadata: { ...originOf('Drums'), drums: drums() },
        ...how,
      });
      return { json, summary: learnt.summary, about: count(yours().length, 'bar') };
    },
    inputs: {
      now: drums,
      put: ({ bars, tempo, swing }, called) =>
        onOpened({ bars: sure(barsIn(bars)), ...feelIn({ tempo, swing }) }, called),
      holds: () => count(yours().length, 'bar'),
    },
    async open(file, tell) {
      onOpened((await groove(file, tell)) ?? (await opened(await starting, file)), file.name);
    },
    more: [
      {
        label: 'Export MIDI',
        onclick() {
          const bars = all();
          download('drums.mid', midiFile(bars, feel()), 'audio/midi');
          toast(`Exported drums.mid: ${count(bars.length, 'bar')}, drums on channel 10`);
        },
      },
      {
        label: 'Export WAV',
        async onclick() {
          const bars = all();
          try {
            download('drums.wav', wavFile(await loopOf(bars, feel()), RATE), 'audio/wav');
            toast(`Exported drums.wav: a loop of ${count(bars.length, 'bar')}`);
          } catch (error) {
            showError(byId('machine-message'), error);
          }
        },
      },
    ],
  });
}

/**
 * Of a MIDI file.
 *
 * @param {File} file @param {(note: string) => void} tell
 * @returns {Promise<Opened | undefined>} undefined for another file
 */
async function groove(file, tell) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!isMidi(bytes)) return undefined;
  const found = grooveIn(bytes);
  tell(leftOut(found, file.name));
  return { bars: found.bars, ...nearestFeel(found) };
}

/** @param {ElmToolkit} elm @param {File} file @returns {Promise<Opened>} */
async function opened(elm, file) {
  const model = await loadModel(elm, await file.text());
  const { className, metadata } = model;
  try {
    if (!model.is('DrumMachine')) {
      throw new ElmError('unsupported', `This file holds a ${className}, not a drum model.`);
    }
    const { bars, tempo, swing } = /** @type {any} */ (metadata.drums ?? {});
    return { bars: barsIn(bars) ?? (await played(model)), ...feelIn({ tempo, swing }) };
  } finally {
    await model.dispose(); // the page learns the same from the bars
  }
}

/** Of a model without bars, what it plays by itself. @param {ModelOf<'DrumMachine'>} model @returns {Promise<Bar[]>} */
async function played(model) {
  const { data, shape } = await model.generate({ bars: 4, seed: 0, velocity: true });
  const size = shape[1] * shape[2];
  return Array.from({ length: shape[0] }, (_, i) =>
    Uint8Array.from(data.subarray(i * size, (i + 1) * size)),
  );
}
