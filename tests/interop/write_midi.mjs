// Writes bars as the Drums page does: CASES is a list of { bars, tempo, swing, path }.
import { readFileSync, writeFileSync } from 'node:fs';
import { DRUMS } from '../../web/pages/drums/bars.js';
import { midiFile } from '../../web/pages/drums/midi.js';

for (const { bars, tempo, swing, path } of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  const bytes = midiFile(
    bars.map((bar) => Uint8Array.from(bar)),
    { tempo, swing, name: 'Grooves – ü' },
  );
  writeFileSync(path, bytes);
}
process.stdout.write(JSON.stringify(DRUMS.map(({ note }) => note)));
