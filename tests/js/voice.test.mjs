import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endOf, fromText, outline, RATE, toText, whistle } from '../../web/pages/voice/clips.js';
import { advance, LANES, newGame, steer } from '../../web/pages/voice/game.js';
import { countsOf } from '../../web/pages/voice/measure.js';
import { joined, Recognizer } from '../../web/pages/voice/recognizer.js';
import {
  BACKGROUND,
  checkClip,
  checkWord,
  fromFile,
  newWordIn,
  newWords,
  toData,
  wordIn,
} from '../../web/pages/voice/vocabulary.js';
import { wavFile } from '../../web/ui/audio/wav.js';

test('a clip goes out as text and as WAV, and comes back within a bit of sixteen', () => {
  const clip = whistle('rise', 1);
  const back = fromText(toText(clip));
  assert.equal(back.length, clip.length);
  assert.ok(clip.every((sample, i) => Math.abs(sample - back[i]) <= 1 / 32767));
  const wav = wavFile(clip, RATE);
  const view = new DataView(wav.buffer);
  const text = (at) => String.fromCharCode(...wav.subarray(at, at + 4));
  assert.deepEqual([text(0), text(8), text(12), text(36)], ['RIFF', 'WAVE', 'fmt ', 'data']);
  assert.equal(view.getUint32(4, true), wav.length - 8);
  assert.equal(view.getUint32(24, true), RATE);
  assert.equal(view.getUint32(40, true), 2 * clip.length);
  assert.ok(Math.abs(view.getInt16(44 + 2 * 3000, true) / 32767 - clip[3000]) <= 1 / 32767);
  assert.equal(new DataView(wavFile(Float32Array.of(9), RATE).buffer).getInt16(44, true), 32767);
});

test('the end of a word is where it falls silent', () => {
  const clip = new Float32Array(16000);
  for (let i = 2000; i < 9000; i++) clip[i] = 0.5 * Math.sin(i / 7);
  for (let i = 0; i < clip.length; i++) clip[i] += 0.002 * Math.sin(i / 3);
  assert.ok(Math.abs(endOf(clip, RATE) - 9000) <= 80);
  const peaks = outline(clip, 16);
  assert.equal(Math.max(...peaks), 1);
  assert.ok(peaks[0] < 0.01 && peaks[15] < 0.01);
});

test('the word of a file is the one that its name or folder says', () => {
  const words = ['left', 'right', 'up', 'upper', BACKGROUND];
  const said = (name, webkitRelativePath) => wordIn({ name, webkitRelativePath }, words);
  assert.equal(said('Left-3.wav'), 'left');
  assert.equal(said('right.wav'), 'right');
  assert.equal(said('upper_2.wav'), 'upper');
  assert.equal(said('a1.wav', 'set/right/a1.wav'), 'right');
  assert.equal(said('leftover.wav'), undefined);
  assert.equal(said('background 1.ogg'), BACKGROUND);
});

test('a file of another name brings a new word, a number alone does not', () => {
  const said = (name, webkitRelativePath) => newWordIn({ name, webkitRelativePath });
  assert.equal(said('Banana-1.wav'), 'Banana');
  assert.equal(said('good_morning (2).wav'), 'good morning');
  assert.equal(said('a1.wav', 'set/go/a1.wav'), 'go');
  assert.equal(said('001.wav'), undefined);
  const samples = ['b', 'a', 'b', BACKGROUND].map((word) => ({ word, clip: whistle('rise', 1) }));
  assert.deepEqual(newWords(samples, ['a']), ['b']);
});

test('samples go out and in, and files that are none of them are refused', () => {
  const samples = [
    { word: 'ä', clip: whistle('rise', 1) },
    { word: BACKGROUND, clip: whistle('fall', 1) },
  ];
  const back = fromFile(JSON.stringify(toData(['ä', 'b'], samples)));
  assert.deepEqual(back.words, ['ä', 'b']);
  assert.deepEqual(
    back.samples.map(({ word, clip }) => [word, clip.length]),
    samples.map(({ word, clip }) => [word, clip.length]),
  );
  const file = (change) => JSON.stringify({ ...toData(['a'], samples), ...change });
  for (const [text, said] of [
    ['{', /not JSON/],
    ['null', /no samples/],
    [file({ format: 'x' }), /no samples/],
    [file({ rate: 8000 }), /no samples/],
    [file({ words: ['a', 'a'] }), /already/],
    [file({ samples: [{ word: 'a', pcm16: '***' }] }), /Sample 1 is no sound/],
    [file({ samples: [{ word: 'a', pcm16: '' }] }), /Sample 1 is silent/],
    [file({ samples: [null] }), /Sample 1/],
  ])
    assert.throws(() => fromFile(text), said);
});

test('names of words and lengths of clips are checked', () => {
  assert.equal(checkWord('  go ', ['stop']), 'go');
  for (const name of ['', ' ', 'stop', 'x'.repeat(41)])
    assert.throws(() => checkWord(name, ['stop']));
  assert.throws(() => checkClip(new Float32Array(RATE), 'it'), /it is silent/);
  assert.throws(() => checkClip(new Float32Array(5 * RATE).fill(0.5), 'it'), /lasts 5.0 s/);
});

test('the boat stays in the water, and every star is caught or missed', () => {
  const game = newGame(3);
  for (const way of [1, 1, 1, 1, -1, -1, -1, -1, -1, -1, 1]) {
    steer(game, way);
    assert.ok(game.lane >= 0 && game.lane < LANES);
  }
  const seen = { new: 0, caught: 0, missed: 0 };
  for (let i = 0; i < 4000; i++) {
    for (const event of advance(game, 0.05)) seen[event]++;
    if (game.stars[0] && i % 20 === 0) steer(game, Math.sign(game.stars[0].lane - game.lane));
  }
  assert.equal(seen.caught + seen.missed + game.stars.length, seen.new);
  assert.deepEqual([game.caught, game.missed], [seen.caught, seen.missed]);
  assert.ok(seen.caught > seen.missed, 'who steers to the star catches it');
  const again = newGame(3);
  advance(again, 0.5);
  const other = newGame(3);
  advance(other, 0.5);
  assert.deepEqual(again.stars, other.stars);
});

test('the samples of each word are counted', () => {
  const samples = [...'aabbbaab'].map((word) => ({ word }));
  assert.deepEqual(countsOf(samples), [
    ['a', 4],
    ['b', 4],
  ]);
});

test('the recognizer sends everything once, in order, and tells how long a word took', async () => {
  const sent = [];
  const heard = [];
  let total = 0;
  const rate = 8000;
  const clip = new Float32Array(rate);
  for (let i = 1000; i < 4000; i++) clip[i] = 0.5 * Math.sin(i / 5);
  for (let i = 0; i < clip.length; i++) clip[i] += 1e-4;
  const model = {
    async listen(samples, options) {
      sent.push({ samples, ...options });
      total += samples.length;
      await new Promise((resolve) => setTimeout(resolve, 2));
      const over = total >= 5200 && !heard.length;
      return {
        words: over ? [{ label: 'go', probability: 0.9, seconds: 0.6 }] : [],
        speaking: false,
      };
    },
  };
  const recognizer = new Recognizer({
    model: () => model,
    onWord: (word) => heard.push(word),
    onSpeaking: () => {},
    onError: (error) => assert.fail(error),
  });
  recognizer.feed(new Float32Array(80), rate); // a device that wakes up
  for (let at = 0; at < clip.length; at += 80) {
    recognizer.feed(clip.slice(at, at + 80), rate);
    if (at % 800 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  }
  while (total < clip.length) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(
    joined(
      sent.map(({ samples }) => samples),
      total,
    ),
    clip,
  );
  assert.deepEqual(
    sent.map(({ restart }) => restart),
    sent.map((_, i) => i === 0),
  );
  const [{ label, clip: said, milliseconds }] = heard;
  assert.equal(label, 'go');
  assert.ok(said.some((sample) => sample > 0.4) && milliseconds > 0);
});

test('a recognizer whose model fails says so and hears on from the start', async () => {
  const errors = [];
  let fail = true;
  const restarts = [];
  const first = {
    async listen(_, { restart }) {
      restarts.push(restart);
      if (fail) throw new Error('lost');
      return { words: [], speaking: false };
    },
  };
  let model = first;
  const recognizer = new Recognizer({
    model: () => model,
    onWord: () => {},
    onSpeaking: () => {},
    onError: (error) => errors.push(error.message),
  });
  const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
  recognizer.feed(Float32Array.of(1), 8000);
  await settled();
  fail = false;
  recognizer.feed(Float32Array.of(1), 8000);
  await settled();
  assert.deepEqual(errors, ['lost']);
  assert.deepEqual(restarts, [true, true]);
  fail = true;
  recognizer.feed(Float32Array.of(1), 8000);
  model = { ...first }; // it fails because another takes its place
  await settled();
  assert.deepEqual(errors, ['lost']);
});
