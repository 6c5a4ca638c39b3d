// Clips aloud.
// @ts-check
import { RATE } from './clips.js';

/** @type {AudioContext | undefined} */
let loudspeaker;

/** @param {{ clip: Float32Array }} sample */
export function play({ clip }) {
  loudspeaker ??= new AudioContext();
  loudspeaker.resume();
  const buffer = new AudioBuffer({ length: clip.length, sampleRate: RATE });
  buffer.copyToChannel(Float32Array.from(clip), 0);
  const source = new AudioBufferSourceNode(loudspeaker, { buffer });
  source.connect(loudspeaker.destination);
  source.start();
}
