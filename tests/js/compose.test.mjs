// Chains of bricks: what fits behind what, and the model that they come to.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brick, isBrick, KINDS, specOf } from '../../web/pages/compose/bricks.js';
import {
  check,
  compile,
  fitting,
  isSound,
  placeOf,
  python,
  stepsOf,
} from '../../web/pages/compose/chain.js';

const bricks = (...kinds) => kinds.map((kind) => brick(kind));

test('an encoder turns what is given into numbers, once', () => {
  assert.ok(isSound(bricks('table', 'autoencoder', 'elm'), 'table'));
  assert.ok(isSound(bricks('texts', 'kernel'), 'texts'));
  assert.ok(isSound(bricks('conv'), 'pictures'));
  assert.match(check(bricks('elm'), 'table').bricks[0], /put “Table encoder” before/);
  assert.match(check(bricks('table', 'texts', 'elm'), 'table').bricks[1], /takes texts/);
  assert.match(check(bricks('pictures', 'conv'), 'pictures').bricks[1], /takes pictures/);
});

test('the end must be one classifier, or several that are joined', () => {
  assert.match(check([], 'numbers').whole, /Empty/);
  assert.match(check(bricks('autoencoder'), 'numbers').whole, /classifier/);
  assert.match(check(bricks('elm', 'kernel'), 'numbers').whole, /refiner/);
  assert.ok(isSound(bricks('elm', 'kernel', 'stack'), 'numbers'));
  assert.match(check(bricks('elm', 'kernel', 'promise'), 'numbers').bricks[2], /one classifier/);
  assert.match(check(bricks('stack'), 'numbers').bricks[0], /put one before/);
  assert.match(check(bricks('elm', 'vote', 'elm'), 'numbers').bricks[2], /last/);
  assert.match(check(bricks('elm', 'autoencoder'), 'numbers').bricks[1], /comes before/);
});

test('a new brick goes where it fits', () => {
  const chain = bricks('elm', 'stack');
  for (const [kind, given] of [
    ['table', 'table'],
    ['autoencoder', 'table'],
    ['kernel', 'table'],
  ])
    chain.splice(placeOf(chain, kind, given), 0, brick(kind));
  assert.deepEqual(
    chain.map(({ kind }) => kind),
    ['table', 'autoencoder', 'elm', 'kernel', 'stack'],
  );
});

test('classifiers and their refiner are one step of the chain', () => {
  const chain = bricks('table', 'elm', 'kernel', 'stack');
  const { params } = compile(chain);
  assert.deepEqual(
    params.steps.map((step) => step.class),
    ['TableEncoder', 'StackingELMClassifier'],
  );
  assert.deepEqual(
    params.steps[1].params.estimators.map((one) => one.class),
    ['ELMClassifier', 'KernelELMClassifier'],
  );
  assert.deepEqual(stepsOf(chain), [0, 1, 1, 1]);
  assert.equal(
    compile(bricks('elm', 'promise')).params.steps[0].params.estimator.class,
    'ELMClassifier',
  );
});

test('Python text has lists, texts and truth values as Python writes them', () => {
  const text = python(compile(bricks('pictures', 'combine', 'elm')));
  assert.match(text, /^Chain\(\[\n {4}ImageVectorizer\(height=8, width=8, centre=False\),\n/);
  assert.match(text, /Combine\(\[\n {8}ELMAutoencoder\(n_hidden=32, random_state=0\),\n/);
  assert.match(text, /activation="relu", random_state=0\),\n\]\)$/);
});

test('bricks of a file are those of this page, with values that there are', () => {
  for (const kind of Object.keys(KINDS)) {
    assert.ok(isBrick(brick(kind)));
    assert.equal(specOf(brick(kind)).class, KINDS[kind].class);
  }
  for (const bad of [
    null,
    {},
    { kind: 'constructor', set: {} },
    { kind: 'elm', set: {} },
    { kind: 'elm', set: { n_hidden: 1e9, activation: 'relu' } },
    { kind: 'elm', set: null },
  ])
    assert.ok(!isBrick(bad));
});

test('only bricks that fit are offered, and any of them leaves no brick wrong', () => {
  assert.deepEqual(fitting([], 'table'), ['table']);
  assert.deepEqual(fitting(bricks('elm'), 'table'), ['table', 'stack', 'vote', 'promise']);
  assert.deepEqual(fitting(bricks('conv'), 'pictures').sort(), [
    'conv',
    'promise',
    'stack',
    'vote',
  ]);
  const whole = fitting(bricks('texts', 'elm', 'stack'), 'texts');
  assert.ok(whole.includes('kernel') && whole.includes('autoencoder'));
  for (const none of ['texts', 'table', 'pictures', 'conv', 'vote', 'promise'])
    assert.ok(!whole.includes(none), none);
  for (const chain of [
    bricks('table', 'elm'),
    bricks('table', 'combine', 'kernel', 'elm', 'vote'),
  ]) {
    const offered = fitting(chain, 'table');
    for (const kind of Object.keys(KINDS)) {
      const next = chain.toSpliced(placeOf(chain, kind, 'table'), 0, brick(kind));
      const isRight = check(next, 'table').bricks.every((message) => !message);
      assert.equal(offered.includes(kind), isRight, kind);
    }
  }
});
