// Names that run from right to left stand apart, whatever is in them; others stay as they are.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apart, isolated, quotedApart, turns } from '../../web/ui/text/bidi.js';

const between = (text) => `\u2068${text}\u2069`;

test('names that turn round what stands beside them are set apart', () => {
  for (const name of ['שלום', 'سلام 3', 'a ב', '\u{1e900}', 'x\u200f']) {
    assert.ok(turns(name), name);
    assert.equal(isolated(name), between(name));
    assert.equal(apart`Removed ${name}: ${3} rows`, `Removed ${between(name)}: 3 rows`);
  }
});

test('other names stay as they are, to be looked for and copied', () => {
  for (const name of ['', 'name', '日本', 'ελληνικά', '-3.5', 7]) {
    assert.equal(isolated(name), String(name));
    assert.equal(apart`“${name}” \\ ${1}`, `“${name}” \\ 1`);
  }
});

test('a name cannot end what keeps it apart, nor leave a direction behind', () => {
  assert.equal(isolated('a\u2069\u202eb'), between('a\u202eb'));
  assert.equal(isolated('\u2069ש\u2066'), between('ש'));
  assert.equal(isolated('\u2067ש'), between('ש'));
});

test('what a message quotes stands apart, once', () => {
  assert.equal(quotedApart(`column 'שם' has 3`), `column '${between('שם')}' has 3`);
  assert.equal(quotedApart('“a” and “ב”'), `“a” and “${between('ב')}”`);
  assert.equal(quotedApart('column "ב": 1'), `column "${between('ב')}": 1`);
  const done = apart`“${'ב'}” is there`;
  assert.equal(quotedApart(done), done);
  const whole = apart`3 of ${'ב'}`;
  assert.equal(apart`Remove ${whole}.`, `Remove ${between(whole)}.`);
});
