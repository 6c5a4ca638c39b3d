// What sounds will cost is known from their heads, before they are decoded.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkCost, checkSize, headerOf } from '../../web/ui/audio/sound-limits.js';

const file = (...parts) => {
  const bytes = parts.flatMap((part) =>
    typeof part === 'string' ? [...part].map((letter) => letter.charCodeAt(0)) : part,
  );
  return Uint8Array.from(bytes).buffer;
};
const big = (value, width) =>
  Array.from({ length: width }, (_, i) => Math.floor(value / 256 ** (width - 1 - i)) % 256);
const little = (value, width) => big(value, width).reverse();

/** STREAMINFO: rate in 20 bits, channels in 3, bits a sample in 5, length in 36. */
const flac = (rate, channels, frames) => {
  const packed = BigInt(rate) << 44n;
  const all = packed | (BigInt(channels - 1) << 41n) | (15n << 36n) | BigInt(frames);
  const eight = Array.from({ length: 8 }, (_, i) => Number((all >> BigInt(56 - 8 * i)) & 255n));
  return file('fLaC', [0, 0, 0, 34], big(4096, 2), big(4096, 2), big(0, 6), eight, big(0, 16));
};

test('the head of a FLAC file tells length, channels and rate', () => {
  assert.deepEqual(headerOf(flac(44_100, 2, 441_000)), { rate: 44_100, channels: 2, seconds: 10 });
  const long = headerOf(flac(48_000, 8, 2 ** 35));
  assert.deepEqual([long.channels, Math.round(long.seconds)], [8, Math.round(2 ** 35 / 48_000)]);
});

test('heads are found where covers or containers stand before them', () => {
  const vorbis = file(
    'OggS',
    new Array(200).fill(7),
    '\x01vorbis',
    little(0, 4),
    [6],
    little(96_000, 4),
  );
  assert.deepEqual(headerOf(vorbis), { packed: true, channels: 6, rate: 96_000 });
  assert.deepEqual(headerOf(file([0x1a, 0x45, 0xdf, 0xa3], 'OpusHead', [1, 2, 0, 0])), {
    packed: true,
    channels: 2,
    rate: 48_000,
  });
});

test('what is cut off or of another kind tells nothing', () => {
  for (const odd of ['', 'fLaC', 'fLaC\0\0', '\x01vorbis\0', 'OpusHead', 'RIFF']) {
    assert.deepEqual(headerOf(file(odd)), { packed: false });
  }
  for (const odd of ['ID3\x03', [0xff, 0xfb, 0x90, 0]]) {
    assert.deepEqual(headerOf(file(odd)), { packed: true });
  }
});

test('a minute of stereo is read, and what takes more is refused with the way out', () => {
  checkCost({ seconds: 60, channels: 2, rate: 192_000 }, 1e6);
  checkCost({ seconds: 60 }, 1e8);
  checkCost({}, 2e6);
  const cost = { seconds: 60, channels: 8, rate: 192_000 };
  assert.throws(
    () => checkCost(cost, 1e5),
    /8 channels of 192000 samples a second, and lasts 60 s/,
  );
  assert.throws(() => checkCost({ seconds: 61 }, 1e5), /lasts 61 s; at most 60 s are read: cut/);
  assert.throws(() => checkCost({}, 3e6), /has 3\.0.MB and does not say how long.*save it as WAV/);
  checkCost({ seconds: 2, packed: true }, 4e6);
  checkCost({ seconds: 60, packed: true }, 60 * 40_000 + 4e6);
  assert.throws(
    () => checkCost({ seconds: 2, packed: true }, 6e6),
    /6\.0.MB, and says.*2\.0 s: that/,
  );
  assert.throws(() => checkSize(2e8), /has 200\.0.MB; sounds of at most 138\.2.MB are read/);
});
