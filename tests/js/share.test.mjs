import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { fromFragment, toFragment } from '../../web/client/share.js';

const link = (bytes) => `#elm1.${deflateRawSync(bytes).toString('base64url')}`;
const refused = (promise, words) =>
  assert.rejects(promise, (error) => {
    assert.equal(error.name, 'ModelFormatError');
    assert.equal(error.code, 'model-format');
    assert.match(error.message, words);
    return true;
  });

test('what goes into a link comes out of it', async () => {
  for (const text of ['{}', '{"a": "ä 好 \u{1f600} </script>"}', `["${'x'.repeat(900_000)}"]`]) {
    const fragment = await toFragment(text);
    assert.match(fragment, /^#elm1\.[\w-]+$/);
    assert.equal(await fromFragment(fragment), text);
    assert.equal(await fromFragment(`https://example.org/share.html${fragment}`), text);
  }
});

test('other tools read and write the same links', async () => {
  assert.equal(await fromFragment(link(Buffer.from('{"b": 1}'))), '{"b": 1}');
});

test('a link without a model is none', async () => {
  for (const other of ['', '#', '#top', 'https://example.org/', '#elm']) {
    assert.equal(await fromFragment(other), null);
  }
});

test('a model that is too large for a link is refused', async () => {
  const noise = Array.from({ length: 40_000 }, (_, i) => Math.abs(Math.sin(i * i)).toString()[7]);
  const large = JSON.stringify({ data: noise.join('') });
  const tooLarge = { name: 'ElmError', code: 'invalid-input', message: /too large for a link/ };
  await assert.rejects(toFragment(large, { limit: 10_000 }), tooLarge);
  await assert.rejects(toFragment('x'.repeat(2 ** 20 + 1)), tooLarge);
});

test('a link that unfolds to a gigabyte is refused early', async () => {
  const megabyte = deflateRawSync(Buffer.alloc(2 ** 20), { finishFlush: 2 }); // Z_SYNC_FLUSH
  const bomb = Buffer.concat(Array.from({ length: 1024 }, () => megabyte));
  const before = process.memoryUsage().arrayBuffers;
  const link = `#elm1.${bomb.toString('base64url')}`;
  await refused(fromFragment(link, { limit: Infinity }), /unfolds to more than/);
  assert.ok(process.memoryUsage().arrayBuffers - before < 2 ** 26);
});

test('a link that is too long is refused before it is unfolded', async () => {
  const noise = Array.from({ length: 300_000 }, (_, i) => Math.abs(Math.sin(i * i)).toString()[7]);
  const json = JSON.stringify({ data: noise.join('') });
  const long = await toFragment(json, { limit: 200_000 });
  let unfolded = 0;
  const Real = globalThis.DecompressionStream;
  globalThis.DecompressionStream = class extends Real {
    constructor(...given) {
      super(...given);
      unfolded++;
    }
  };
  try {
    const said = new RegExp(
      `has ${long.length.toLocaleString('en')} char.*at most 100,000 .*the file`,
    );
    await refused(fromFragment(long), said);
    await refused(fromFragment(long, { limit: long.length - 1 }), /characters, and at most/);
    assert.equal(unfolded, 0);
    assert.equal(await fromFragment(long, { limit: long.length }), json);
    assert.equal(unfolded, 1);
  } finally {
    globalThis.DecompressionStream = Real;
  }
});

test('damaged and foreign links are refused in plain words', async () => {
  const whole = link(Buffer.from(JSON.stringify({ text: 'some words that do not repeat' })));
  await refused(fromFragment(whole.slice(0, -8)), /damaged, or was cut off|characters/);
  await refused(fromFragment('#elm1.$$$'), /characters/);
  await refused(fromFragment('#elm1.'), /characters/);
  await refused(fromFragment('#elm1.AAAAA'), /characters|cut off/);
  await refused(fromFragment('#elm2.AAAA'), /version 2/);
  await refused(fromFragment(link(Buffer.from([0xff, 0xfe, 0x80]))), /no text/);
});
