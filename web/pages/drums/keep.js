// Saving and opening: the machine with its bars, and the bars as MIDI.
// @ts-check
import { ElmError } from '../../client/errors.js';
import { byId, download } from '../../ui/dom.js';
import { dropzone } from '../../ui/dropzone.js';
import { modelInAddress } from '../../ui/model-in-address.js';
import { showError, showNote } from '../../ui/notice.js';
import { toast } from '../../ui/toast.js';
import { barsIn } from './bars.js';
import { midiFile } from './midi.js';

/** @import { ElmToolkit, Model } from '../../client/index.js' */
/** @import { Bar } from './bars.js' */

const MOST_BYTES = 50 * 2 ** 20;

/** @typedef {{ bars: Bar[], tempo: number, swing: number }} Opened */

/**
 * @param {object} page
 * @param {Promise<ElmToolkit>} page.starting
 * @param {() => Model | undefined} page.model
 * @param {() => { tempo: number, swing: number }} page.feel
 * @param {() => Bar[]} page.yours
 * @param {() => Bar[]} page.all the user's bars and what the machine plays on
 * @param {(opened: Opened, name: string) => void} page.onOpened
 */
export function bindKeeping({ starting, model, feel, yours, all, onOpened }) {
  const message = byId('keep-message');
  byId('save').addEventListener('click', async () => {
    try {
      const learnt = model();
      if (!learnt) throw new Error('There is no model yet: it has not learnt anything.');
      const drums = { ...feel(), bars: yours().map((bar) => [...bar]) };
      const json = await learnt.save({ metadata: { name: 'Drums', drums } });
      download('drums-model.json', json, 'application/json');
      toast(`Saved drums-model.json (${Math.ceil(json.length / 1024)} kB)`);
    } catch (error) {
      showError(message, error);
    }
  });
  byId('midi').addEventListener('click', () => {
    const bars = all();
    download('drums.mid', midiFile(bars, feel()), 'audio/midi');
    toast(`Exported drums.mid: ${bars.length} bars, drums on channel 10`);
  });
  byId('open').append(
    dropzone({
      label: 'Open a saved drum model (.json)',
      hint: 'as this page saves it, with its bars',
      accept: '.json,application/json',
      onFile: open,
    }),
  );
  modelInAddress()
    .then((file) => file && open(file))
    .catch((error) => showError(message, error));

  /** @param {File} file */
  async function open(file) {
    try {
      showNote(message, `Opening ${file.name}…`);
      onOpened(await opened(await starting, file), file.name);
      showNote(message);
    } catch (error) {
      showError(message, error);
    }
  }
}

/** @param {ElmToolkit} elm @param {File} file @returns {Promise<Opened>} */
async function opened(elm, file) {
  if (file.size > MOST_BYTES) throw new Error('The model file is too large to be opened.');
  const model = await elm.load(await file.text());
  const { className, metadata } = model;
  try {
    if (className !== 'DrumMachine') {
      throw new ElmError('unsupported', `This file holds a ${className}, not a drum model.`);
    }
    const { bars, tempo, swing } = /** @type {any} */ (metadata.drums ?? {});
    const found = barsIn(bars) ?? (await played(model));
    return { bars: found, tempo: within(tempo, 40, 240, 112), swing: within(swing, 50, 75, 50) };
  } finally {
    await model.dispose(); // the page learns the same from the bars
  }
}

/** Of a model without bars, what it plays by itself. @param {Model} model @returns {Promise<Bar[]>} */
async function played(model) {
  const { data, shape } = await model.generate({ bars: 4, seed: 0, velocity: true });
  const size = shape[1] * shape[2];
  return Array.from({ length: shape[0] }, (_, i) =>
    Uint8Array.from(data.subarray(i * size, (i + 1) * size)),
  );
}

/** @param {unknown} value @param {number} low @param {number} high @param {number} usual */
const within = (value, low, high, usual) =>
  typeof value === 'number' && value >= low && value <= high ? value : usual;
