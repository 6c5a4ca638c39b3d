import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { digest } from '../../web/client/predictor/json.js';
import { fromFragment } from '../../web/client/share.js';
import { fragmentFor } from '../../web/ui/keep/copy-link.js';

const large = JSON.stringify(randomBytes(150_000).toString('base64'));

test('a link of all of a model says nothing of parts left out', async () => {
  const { fragment, without } = await fragmentFor(async () => '{"all": true}');
  assert.equal(await fromFragment(fragment), '{"all": true}');
  assert.equal(without, '');
});

test('a link of a model made shorter says what it is without', async () => {
  const asked = [];
  const { fragment, without } = await fragmentFor(async (how) => {
    asked.push(how);
    return how ? '{"short": true}' : large;
  });
  assert.equal(await fromFragment(fragment), '{"short": true}');
  assert.deepEqual(asked, [undefined, { statistics: false, precision: 'float16' }]);
  assert.match(without, /without what further training needs, and its numbers are rounded/);
});

test('a model too large even then is refused', async () => {
  await assert.rejects(
    fragmentFor(async () => large),
    /too large for a link/,
  );
});

/** A model file, as far as it is read without its model. */
const stored = (metadata, name = 'TextClassifier') => {
  const body = { format: 'elm-toolkit-model', class: name, metadata };
  return JSON.stringify({ ...body, sha256: digest(body) });
};

test('what a link carries of what the model was taught is said', async () => {
  const taughtIn = async (metadata) => (await fragmentFor(async () => stored(metadata))).taught;
  const sentences = [
    { name: 'a', sentences: ['one', 'two'] },
    { name: 'b', sentences: ['three'] },
  ];
  assert.match(await taughtIn({ sentences }), /the 3 sentences that it was taught: whoever has it/);
  const drawings = [{ name: '7', samples: [[[0, 0]]] }];
  assert.match(await taughtIn({ drawings }), /the 1 drawing that it was taught/);
  assert.equal(await taughtIn({ sentences: null, page: 'Topics' }), '');
});

test('a type-ahead is linked by its counts alone, and its texts go with it', async () => {
  const short = stored({}, 'Autocomplete');
  const { without, taught } = await fragmentFor(async (how) => (how ? short : large));
  assert.match(without, /without its network/);
  assert.match(taught, /the texts that it has read/);
});
