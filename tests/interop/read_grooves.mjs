// What the Drums page opens of the MIDI files that are named.
import { readFileSync } from 'node:fs';
import { grooveIn } from '../../web/pages/drums/midi-reading.js';

const read = (path) => {
  const { bars, tempo, swing, late, other } = grooveIn(new Uint8Array(readFileSync(path)));
  return { bars: bars.map((bar) => [...bar]), tempo, swing, late, other };
};
process.stdout.write(JSON.stringify(process.argv.slice(2).map(read)));
