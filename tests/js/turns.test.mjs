// Whose turn it is of what comes in quick succession.
import assert from 'node:assert/strict';
import test from 'node:test';
import { newestOnly, oneByOne } from '../../web/ui/async/turns.js';

/** Works that end when they are told to; what they did, in order. */
function works() {
  const log = [];
  const ends = {};
  const work = (name) => async (isOn) => {
    log.push(`${name} begins`);
    await new Promise((resolve) => {
      ends[name] = resolve;
    });
    log.push(`${name} ${isOn() ? 'counts' : 'is late'}`);
  };
  return { log, ends, work };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test('of what is shown the newest counts, whichever ends first', async () => {
  const { log, ends, work } = works();
  const turn = newestOnly();
  const both = [turn(work('a')), turn(work('b'))];
  ends.b();
  await both[1];
  ends.a();
  await both[0];
  assert.deepEqual(log, ['a begins', 'b begins', 'b counts', 'a is late']);
});

test('of what is learnt each counts, in the order in which it came', async () => {
  const { log, ends, work } = works();
  const turn = oneByOne();
  const all = ['a', 'b', 'c'].map((name) => turn(work(name)));
  for (const name of ['a', 'b', 'c']) {
    await settled();
    ends[name]();
  }
  await Promise.all(all);
  const each = (name) => [`${name} begins`, `${name} counts`];
  assert.deepEqual(log, [...each('a'), ...each('b'), ...each('c')]);
});
