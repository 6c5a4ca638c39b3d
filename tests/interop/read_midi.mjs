// What @tonejs/midi reads of the files that are named.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { Midi } = createRequire(`${process.cwd()}/`)('@tonejs/midi');
const read = (path) => {
  const { header, tracks } = new Midi(readFileSync(path));
  const notes = tracks.flatMap((track) => track.notes);
  return {
    ppq: header.ppq,
    tempos: header.tempos.map(({ bpm }) => bpm),
    meter: header.timeSignatures.map(({ timeSignature }) => timeSignature),
    channels: tracks.filter((track) => track.notes.length).map(({ channel }) => channel),
    names: tracks.map(({ name }) => name),
    ends: tracks.map(({ endOfTrackTicks }) => endOfTrackTicks ?? null),
    notes: notes.map(({ ticks, midi, velocity, durationTicks }) => {
      return [ticks, midi, Math.round(127 * velocity), durationTicks];
    }),
  };
};
process.stdout.write(JSON.stringify(process.argv.slice(2).map(read)));
