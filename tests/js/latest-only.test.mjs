// Of calls in quick succession one shows its result, and none that was stopped.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { latestOnly } from '../../web/ui/async/latest-only.js';

/** Calls whose work ends when the test says so. */
function calls() {
  const ending = [];
  const signals = [];
  const shown = [];
  const call = latestOnly(async (signal) => {
    const n = signals.push(signal);
    await new Promise((resolve) => ending.push(resolve));
    return () => shown.push(n);
  });
  return { call, ending, signals, shown };
}

test('the newest call shows its result, whichever ends first', async () => {
  const { call, ending, signals, shown } = calls();
  const both = [call(), call()];
  assert.deepEqual([signals[0].aborted, signals[1].aborted], [true, false]);
  ending[1]();
  ending[0]();
  await Promise.all(both);
  assert.deepEqual(shown, [2]);
});

test('what is under way when it is stopped shows nothing; what comes after does', async () => {
  const { call, ending, signals, shown } = calls();
  call.stop(); // nothing is under way
  const stopped = call();
  call.stop();
  assert.ok(signals[0].aborted);
  ending[0]();
  await stopped;
  assert.deepEqual(shown, []);
  const after = call();
  ending[1]();
  await after;
  assert.deepEqual(shown, [2]);
});

test('a call that is stopped while it waits for quiet does not begin', async () => {
  let begun = 0;
  const call = latestOnly(async () => () => begun++, { wait: 1 });
  const stopped = call();
  call.stop();
  await stopped;
  await call();
  assert.equal(begun, 1);
});

test('a call that a newer one replaces ends with it, and so do all that are asked for', async () => {
  const { call, ending, shown } = calls();
  const ends = [];
  await call.ended(); // nothing has begun
  call().then(() => ends.push('first'));
  call.ended().then(() => ends.push('asked before the second'));
  call();
  ending[0]();
  await new Promise((resolve) => setTimeout(resolve));
  assert.deepEqual(ends, []);
  ending[1]();
  await call.ended();
  await new Promise((resolve) => setTimeout(resolve));
  assert.deepEqual(shown, [2]);
  assert.deepEqual(ends.sort(), ['asked before the second', 'first']);
});

test('what stands where the result comes is marked as old until it is there', async () => {
  const place = {
    old: false,
    toggleAttribute(name, on) {
      assert.equal(name, 'data-old');
      this.old = on;
    },
  };
  const ending = [];
  const call = latestOnly(
    async () => {
      await new Promise((resolve) => ending.push(resolve));
      return () => {};
    },
    { place },
  );
  const [first, second] = [call(), call()];
  assert.ok(place.old);
  ending[0]();
  await new Promise((resolve) => setTimeout(resolve));
  assert.ok(place.old); // the newest one is not there yet
  ending[1]();
  await Promise.all([first, second]);
  assert.ok(!place.old);
  call();
  call.stop();
  assert.ok(!place.old);
});
