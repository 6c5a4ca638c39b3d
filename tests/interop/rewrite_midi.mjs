// Writes a MIDI file anew with @tonejs/midi: FROM TO.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { Midi } = createRequire(`${process.cwd()}/`)('@tonejs/midi');
const [from, to] = process.argv.slice(2);
writeFileSync(to, new Midi(readFileSync(from)).toArray());
process.stdout.write('null');
