// A field that takes sound of a file or of the microphone, as samples of one channel.
// @ts-check
import { h } from '../dom/dom.js';
import { dropzone } from '../files/dropzone.js';
import { decodeSound } from './decode-sound.js';

/** How long a word takes, with a breath before and after. */
const SECONDS = 1.5;

/** @param {number} rate */
async function recorded(rate) {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => {
    throw new Error('The page was not allowed to listen. Choose a sound file instead.');
  });
  try {
    const recorder = new MediaRecorder(stream);
    /** @type {Blob[]} */
    const parts = [];
    recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
    const ended = new Promise((resolve) => recorder.addEventListener('stop', resolve));
    recorder.start();
    setTimeout(() => recorder.stop(), 1000 * SECONDS);
    await ended;
    return await decodeSound(new Blob(parts), rate);
  } finally {
    for (const track of stream.getTracks()) track.stop();
  }
}

/** @param {number} rate @param {(samples: Float32Array) => void} ask @param {(error: unknown) => void} fail */
export function soundField(rate, ask, fail) {
  /** @param {Promise<Float32Array>} samples */
  const hear = (samples) => samples.then(ask).catch(fail);
  const label = 'Record a word';
  const record = h('button', { type: 'button' }, label);
  record.addEventListener('click', async () => {
    record.disabled = true;
    record.textContent = 'Say it now…';
    await hear(recorded(rate));
    record.textContent = label;
    record.disabled = false;
  });
  const file = dropzone({
    label: 'or drop a sound file',
    hint: 'a word or two; it stays on your machine',
    accept: 'audio/*',
    onFile: (chosen) => hear(decodeSound(chosen, rate)),
  });
  return h('div', { class: 'sound' }, record, file);
}
