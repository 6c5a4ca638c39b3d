import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  agreement,
  barsIn,
  CELLS,
  DRUMS,
  emptyBar,
  inWords,
  place,
  STEPS,
  written,
} from '../../web/pages/drums/bars.js';
import { feelIn, leftOut, nearestFeel } from '../../web/pages/drums/feel.js';
import { GROOVES } from '../../web/pages/drums/grooves.js';
import { folded } from '../../web/pages/drums/loop.js';
import { midiFile } from '../../web/pages/drums/midi.js';
import { grooveIn, isMidi } from '../../web/pages/drums/midi-reading.js';
import { Song } from '../../web/pages/drums/song.js';
import { stepTime } from '../../web/pages/drums/transport.js';

/** The file as its format says, read byte by byte: header, meta events, notes at their ticks. */
function readMidi(bytes) {
  let at = 0;
  const uint = (size) => {
    let value = 0;
    for (let i = 0; i < size; i++) value = value * 256 + bytes[at++];
    return value;
  };
  const take = (size) => {
    at += size;
    return bytes.subarray(at - size, at);
  };
  const text = (size) => String.fromCharCode(...take(size));
  const variable = () => {
    let value = 0;
    for (;;) {
      const byte = bytes[at++];
      value = (value << 7) | (byte & 127);
      if (byte < 128) return value;
    }
  };
  assert.equal(text(4), 'MThd');
  assert.equal(uint(4), 6);
  const header = { format: uint(2), tracks: uint(2), division: uint(2) };
  assert.equal(text(4), 'MTrk');
  const end = uint(4) + at;
  assert.equal(end, bytes.length);
  const [metas, notes] = [{}, []];
  for (let tick = 0; at < end; ) {
    tick += variable();
    const status = bytes[at++];
    if (status === 0xff) {
      const kind = bytes[at++];
      const size = variable();
      metas[kind] = { tick, bytes: [...take(size)] };
    } else {
      assert.ok(status === 0x99 || status === 0x89, `status ${status}`);
      notes.push({ tick, on: status === 0x99, note: bytes[at++], velocity: bytes[at++] });
    }
  }
  return { header, metas, notes };
}

test('every groove is two bars of known drums, each with a name of its own', () => {
  assert.ok(GROOVES.length >= 13);
  assert.equal(GROOVES[0].name, 'Four on the floor');
  assert.equal(new Set(GROOVES.map(({ name }) => name)).size, GROOVES.length);
  for (const { bars, tempo, swing } of GROOVES) {
    assert.equal(bars.length, 2);
    for (const bar of bars) assert.ok(bar.length === CELLS && bar.some(Boolean));
    assert.ok(tempo >= 40 && tempo <= 240 && swing >= 50 && swing <= 75);
  }
  assert.throws(() => written({ kick: 'x...' }), /no line/);
});

test('a MIDI file holds what was hit, when, and how loud', () => {
  const bars = GROOVES[0].bars;
  const { header, metas, notes } = readMidi(midiFile(bars, { tempo: 125, swing: 50, name: 'Ä' }));
  assert.deepEqual(header, { format: 0, tracks: 1, division: 480 });
  assert.deepEqual(metas[0x51].bytes, [0x07, 0x53, 0x00]); // 480,000 µs a quarter
  assert.deepEqual(metas[0x58].bytes, [4, 2, 24, 8]);
  assert.equal(new TextDecoder().decode(Uint8Array.from(metas[0x03].bytes)), 'Ä');
  assert.equal(metas[0x2f].tick, 2 * 4 * 480);
  const hits = bars.flatMap((bar, b) =>
    [...bar].flatMap((velocity, i) => {
      const [step, drum] = [Math.floor(i / DRUMS.length), i % DRUMS.length];
      const tick = (b * STEPS + step) * 120;
      return velocity ? [{ tick, note: DRUMS[drum].note, velocity }] : [];
    }),
  );
  const key = ({ tick, note }) => tick * 128 + note;
  const on = notes.filter((note) => note.on).sort((a, b) => key(a) - key(b));
  assert.deepEqual(
    on.map(({ tick, note, velocity }) => ({ tick, note, velocity })),
    hits.sort((a, b) => key(a) - key(b)),
  );
  const sounding = new Map();
  for (const { note, on: begins } of notes) {
    sounding.set(note, (sounding.get(note) ?? 0) + (begins ? 1 : -1));
    assert.ok(sounding.get(note) >= 0 && sounding.get(note) <= 1);
  }
  assert.ok([...sounding.values()].every((left) => left === 0));
});

test('swing moves the second of each pair, in the file as in the room', () => {
  const bar = written({ hat: 'xxxx xxxx xxxx xxxx' });
  const { notes } = readMidi(midiFile([bar], { tempo: 120, swing: 66 }));
  const ticks = notes.filter(({ on }) => on).map(({ tick }) => tick);
  assert.deepEqual(ticks.slice(0, 4), [0, 158, 240, 398]);
  const seconds = [0, 1, 2, 3].map((step) => stepTime(step, { tempo: 120, swing: 66 }));
  seconds.forEach((second, i) => {
    assert.ok(Math.abs(second - (ticks[i] / 480) * 0.5) < 1e-3);
  });
  for (let step = 1; step < STEPS; step++) {
    const feel = { tempo: 60, swing: 75 };
    assert.ok(stepTime(step, feel) > stepTime(step - 1, feel));
  }
});

test('long waits are written in groups of seven bits', () => {
  const late = emptyBar();
  late[place(15, 0)] = 100;
  const bars = [...Array(31).fill(emptyBar()), late];
  const { notes, metas } = readMidi(midiFile(bars, { tempo: 100 }));
  assert.equal(notes[0].tick, (31 * STEPS + 15) * 120);
  assert.equal(metas[0x2f].tick, 32 * STEPS * 120);
});

test('agreement is micro-F1, and bars of files are checked', () => {
  const bar = GROOVES[1].bars[0];
  assert.equal(agreement([[bar, bar]]), 1);
  assert.equal(agreement([[bar, emptyBar()]]), 0);
  const half = bar.slice();
  const hits = [...bar.keys()].filter((i) => bar[i]);
  for (const i of hits.slice(0, hits.length / 2)) half[i] = 0;
  const kept = hits.length - Math.floor(hits.length / 2);
  assert.ok(Math.abs(agreement([[bar, half]]) - (2 * kept) / (hits.length + kept)) < 1e-12);
  assert.deepEqual(barsIn([[...bar]]), [bar]);
  for (const wrong of [null, [], [[1]], [Array(CELLS).fill(128)], ['x'], [Array(CELLS).fill(0.5)]])
    assert.equal(barsIn(wrong), undefined);
  assert.match(inWords(bar), /^Kick 1 9 11; Snare 5 13; Closed hat 1 3/);
  assert.equal(inWords(emptyBar()), 'silence');
});

test('every change of a song can be taken back, and no bar is shared', () => {
  const song = new Song(() => {});
  const states = [];
  const state = () => JSON.stringify([song.bars.map((bar) => [...bar]), song.selected]);
  song.begin([emptyBar()]);
  assert.equal(song.canUndo, false);
  const change = [
    () => song.set(0, 0, 100),
    () => song.append(song.bar),
    () => song.set(3, 2, 60),
    () => song.removeSelected(),
    () => song.replace(GROOVES[2].bars),
  ];
  for (const step of change) {
    states.push(state());
    step();
    assert.notEqual(state(), states.at(-1));
  }
  while (states.length) {
    song.undo();
    assert.equal(state(), states.pop());
  }
  assert.equal(song.canUndo, false);
});

test('what a song feels like goes back with its bars, also after later changes', () => {
  const plain = { tempo: 112, swing: 50, groove: '' };
  const shuffle = { tempo: 90, swing: 66, groove: '3' };
  let feel = plain;
  const feeling = {
    get: () => feel,
    set: (next) => {
      feel = next;
    },
  };
  const song = new Song(() => {}, feeling);
  song.begin(GROOVES[0].bars);
  const takeBack = song.replace(GROOVES[3].bars, 0, shuffle);
  song.undo();
  assert.deepEqual([song.bars, feel], [GROOVES[0].bars, plain]);
  const again = song.replace(GROOVES[3].bars, 0, shuffle);
  song.set(0, 7, 100);
  const edited = song.bars;
  feel = { ...shuffle, tempo: 120 };
  again();
  assert.deepEqual([song.bars, feel], [GROOVES[0].bars, plain]);
  song.undo();
  assert.deepEqual([song.bars, feel.tempo], [edited, 120]);
  takeBack();
  assert.deepEqual([song.bars, feel], [GROOVES[0].bars, plain]);
});

test('there is nothing to remove of one empty bar', () => {
  const song = new Song(() => {});
  song.begin([emptyBar()]);
  assert.equal(song.removeSelected(), undefined);
  assert.equal(song.canUndo, false);
  song.set(0, 0, 100);
  song.removeSelected()();
  assert.equal(song.bar[place(0, 0)], 100);
});

test('every groove comes back from its MIDI file, with tempo and swing', () => {
  for (const { bars, tempo, swing } of GROOVES) {
    const found = grooveIn(midiFile(bars, { tempo, swing }));
    assert.deepEqual(found.bars, bars);
    assert.ok(Math.abs(found.tempo - tempo) < 0.01);
    const offbeat = bars.some((bar) =>
      [...bar.keys()].some((i) => bar[i] && Math.floor(i / DRUMS.length) % 2),
    );
    assert.ok(!offbeat || Math.abs(found.swing - swing) <= 1, `${found.swing} for ${swing}`);
    assert.deepEqual([found.late, found.other], [0, 0]);
  }
});

/** A file of two tracks: tempo in the first, notes with running status in the second. */
function twoTracks({ meter = [4, 2], notes }) {
  const chunk = (name, bytes) => [...Buffer.from(name), 0, 0, 0, bytes.length, ...bytes];
  const first = [
    0,
    0xff,
    0x58,
    4,
    ...meter,
    24,
    8,
    0,
    0xff,
    0x51,
    3,
    0x07,
    0xa1,
    0x20,
    0,
    0xff,
    0x2f,
    0,
  ];
  const second = [
    0,
    0xc9,
    0,
    0,
    0x99,
    ...notes.flatMap(([wait, ...note], i) => (i ? [wait, ...note] : note)),
  ];
  return Uint8Array.from([
    ...chunk('MThd', [0, 1, 0, 2, 0, 96]),
    ...chunk('MTrk', first),
    ...chunk('XXXX', [1, 2, 3]),
    ...chunk('MTrk', [...second, 0, 0xff, 0x2f, 0]),
  ]);
}

test('a MIDI file of another program: tracks, running status, other instruments, early hits', () => {
  const file = twoTracks({
    notes: [
      [0, 35, 90], // the other kick
      [0, 60, 90], // a bongo
      [1, 35, 0], // ends
      [22, 38, 64], // one tick before the second sixteenth
      [73, 36, 80],
    ],
  });
  assert.ok(isMidi(file));
  const { bars, tempo, other } = grooveIn(file);
  assert.equal(tempo, 120);
  assert.equal(other, 1);
  assert.equal(inWords(bars[0]), 'Kick 1 5; Snare 2');
  assert.equal(bars[0][place(1, 1)], 64);
});

test('a MIDI file that is none of ours is refused in words, however it is cut', () => {
  const file = twoTracks({ notes: [[0, 36, 90]] });
  for (let length = 0; length < file.length - 4; length++)
    assert.throws(() => grooveIn(file.subarray(0, length)), /MIDI file/);
  assert.throws(() => grooveIn(twoTracks({ meter: [3, 2], notes: [[0, 36, 90]] })), /in 3\/4/);
  assert.throws(() => grooveIn(twoTracks({ notes: [[0, 60, 90]] })), /none of the nine drums/);
});

test('a running status goes on after events that are no notes, as some programs write it', () => {
  const between = [
    [0, 0xff, 0x06, 1, 65], // a marker
    [0, 0xf0, 2, 1, 0xf7], // of the system
  ];
  for (const other of between) {
    const { bars } = grooveIn(twoTracks({ notes: [[0, 36, 90], other, [96, 38, 80]] }));
    assert.equal(inWords(bars[0]), 'Kick 1; Snare 5');
  }
});

test('a note without any status is damage, and told as that', () => {
  const file = twoTracks({ notes: [[0, 36, 90]] });
  file.set([0, 0x24, 0x40, 0], file.lastIndexOf(0xc9) - 1);
  assert.throws(() => grooveIn(file), /damaged/);
});

test('of a MIDI file that is too quick or slow, the nearest tempo plays, and it is told', () => {
  const [bars] = [GROOVES[0].bars];
  for (const [tempo, plays] of [
    [250, 240],
    [30, 40],
    [112, 112],
    [240, 240],
    [40, 40],
  ]) {
    const found = grooveIn(midiFile(bars, { tempo }));
    assert.equal(Math.round(nearestFeel(found).tempo), plays);
    const said = leftOut(found, 'x.mid');
    assert.equal(
      said,
      tempo === plays ? '' : `x.mid has ${tempo} beats a minute: it plays at ${plays}.`,
    );
  }
  assert.deepEqual(nearestFeel({ tempo: Number.POSITIVE_INFINITY, swing: 50 }), {
    tempo: 240,
    swing: 50,
  });
});

test('what a MIDI file loses is told by its name', () => {
  const groove = { bars: Array(32).fill(emptyBar()), tempo: 120, swing: 50, late: 1, other: 2 };
  assert.equal(
    leftOut(groove, 'x.mid'),
    'Left out of x.mid: 1 bar beyond 32, 2 hits of other instruments.',
  );
});

test('what a model says of its feel is taken where it is one', () => {
  assert.deepEqual(feelIn({ tempo: 99, swing: 66 }), { tempo: 99, swing: 66 });
  assert.deepEqual(feelIn({ tempo: '<b>', swing: 1e9 }), { tempo: 112, swing: 50 });
});

test('a MIDI file as full as it may be is read', () => {
  const hit = [0, 36, 100];
  const many = Array.from({ length: 340_000 }, () => hit).flat();
  const file = twoTracks({ notes: [hit] });
  const large = [0, 0x99, 36, 100, ...many];
  const size = large.length;
  const bytes = [size >>> 24, (size >> 16) & 255, (size >> 8) & 255, size & 255];
  const track = [...Buffer.from('MTrk'), ...bytes];
  const whole = new Uint8Array(file.length + track.length + size);
  whole.set(file);
  whole.set(track, file.length);
  large.forEach((byte, i) => {
    whole[file.length + track.length + i] = byte;
  });
  assert.ok(whole.length < 2 ** 20);
  assert.equal(inWords(grooveIn(whole).bars[0]), 'Kick 1');
});

test('what rings beyond the end of a loop is heard at its beginning', () => {
  const samples = Float32Array.of(0.5, 0, 0, 0.25, -0.5, 0.125, 0.25);
  assert.deepEqual([...folded(samples, 3)], [0.5 + 0.25 + 0.25, -0.5, 0.125]);
  assert.equal(Math.max(...folded(Float32Array.of(1, 0, 1, 0), 2)), 1);
});
