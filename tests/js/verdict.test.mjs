// What pages say of an answer of a ready model.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { load } from '../../web/client/predictor/load.js';
import { verdictOf } from '../../web/ui/models/verdict.js';

const file = new URL('../../web/gallery/languages.json', import.meta.url);
const model = await load(fs.readFileSync(file, 'utf8'));
const { none, letters } = model.metadata;
const said = (text) => {
  const shares = Array.from(model.predictProba(text));
  return verdictOf({ classes: model.classes, shares, none, letters }, text).text;
};

test('sentences of the twelve are told', () => {
  const right = { 'Das Wetter ist heute schön': 'German', 'Oggi fa bel tempo': 'Italian' };
  Object.assign(right, { 'Où est la gare ?': 'French', 'Hvor er stationen?': 'Danish' });
  for (const [text, language] of Object.entries(right)) {
    assert.match(said(text), new RegExp(`^${language}, `), text);
  }
});

test('other letters, other languages and keys at random are none of the twelve', () => {
  assert.equal(said('Dnes je krásné počasí'), 'None of the 12: they have no “č”');
  assert.equal(said('今天天气很好'), 'None of the 12: they have no “今”');
  for (const text of ['asdf jkl qwer', 'hgfd qwoei xnbv zmpq', 'lkjh gfds', 'sdlkfj sldkfj']) {
    assert.match(said(text), /^(None of the 12 that it knows|Not sure)/, text);
  }
});

test('what is not sure says so', () => {
  const answer = { classes: ['A', 'B', 'C'], shares: [0.4, 0.35, 0.25] };
  assert.match(verdictOf(answer, 'x').text, /^Not sure. At best A, 40/);
  const alike = { classes: ['A', 'B'], shares: [0.5, 0.5] };
  assert.match(verdictOf(alike, [1]).text, /^Not sure: it may be any/);
  assert.deepEqual(verdictOf({ classes: ['A'], shares: null }, 'x'), { text: '', bars: false });
});
