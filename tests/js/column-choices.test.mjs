import assert from 'node:assert/strict';
import test from 'node:test';
import { ColumnChoices, choicesFor, readings } from '../../web/pages/table/column-choices.js';

const about = (name, kind, rest = {}) => ({ name, kind, reading: { kind }, hints: [], ...rest });
const sentinel = (...missing) => ({ code: 'sentinel', text: '', change: { missing } });
const CODES = { code: 'codes', text: '', change: { kind: 'category' } };

test('what is chosen goes before what is pressed, and that before what the file says', () => {
  const choices = new ColumnChoices({ a: 'category', b: 'text' });
  assert.deepEqual(choices.kinds(), { a: { kind: 'category' }, b: { kind: 'text' } });
  choices.press('a', sentinel('-999'));
  choices.choose('a', 'number');
  choices.choose('__proto__', 'ignore');
  assert.deepEqual(Object.entries(choices.kinds()), [
    ['a', { kind: 'number', missing: ['-999'] }],
    ['b', { kind: 'text' }],
    ['__proto__', { kind: 'ignore' }],
  ]);
  choices.choose('a', undefined);
  assert.deepEqual(choices.kinds().a, { kind: 'category', missing: ['-999'] });
});

test('a hint is taken back by pressing it again, and stays listed while it is pressed', () => {
  const choices = new ColumnChoices();
  const column = about('a', 'number', { hints: [sentinel('-999')] });
  choices.press('a', column.hints[0]);
  const further = sentinel('-999', '-998');
  assert.deepEqual(
    choices.hints(about('a', 'number', { hints: [further] })).map((hint) => hint.isPressed),
    [true, false],
  );
  choices.press('a', further);
  assert.deepEqual(choices.kinds().a, { missing: ['-999', '-998'] });
  choices.press('a', further);
  assert.deepEqual([choices.kinds(), choices.hints(column).length], [{}, 1]);
  const opposite = { code: 'date-order', text: '', change: { order: 'dmy' } };
  choices.press('d', { ...opposite, change: { order: 'mdy' } });
  assert.equal(choices.hints(about('d', 'date', { hints: [opposite] })).length, 1);
});

test('codes are taken by the hint or the menu, and left open again', () => {
  const choices = new ColumnChoices();
  const open = about('dept', 'number', { hints: [CODES] });
  choices.take([open]);
  assert.deepEqual(choices.found('dept'), { kind: 'number', open: true });
  choices.press('dept', CODES);
  assert.equal(choices.chosen('dept'), 'category');
  choices.choose('dept', 'number');
  assert.deepEqual([choices.pressed('dept'), choices.kinds().dept], [[], { kind: 'number' }]);
  choices.take([about('dept', 'number')]);
  assert.equal(choices.found('dept').open, true);
  choices.choose('dept', undefined);
  assert.deepEqual(choices.kinds(), {});
});

test('a tick takes a column in and out', () => {
  const choices = new ColumnChoices();
  const number = about('n', 'identifier', { min: 0 });
  const names = about('who', 'identifier');
  const size = about('size', 'number', { min: 0 });
  choices.take([number, names, size]);
  for (const column of [number, names]) choices.use(column, true);
  choices.use(size, false);
  assert.deepEqual(choices.kinds(), {
    n: { kind: 'number' },
    who: { kind: 'category' },
    size: { kind: 'ignore' },
  });
  choices.use(size, true);
  choices.use(number, false);
  assert.deepEqual(choices.kinds(), { n: { kind: 'ignore' }, who: { kind: 'category' } });
});

test('what a file leaves out is taken in by its tick, as what it is found to be', () => {
  const choices = new ColumnChoices({ weight: 'ignore' });
  const weight = about('weight', 'ignored');
  choices.take([weight]);
  assert.equal(choices.isLeftOutByFile('weight'), true);
  choices.use(weight, true);
  assert.deepEqual([choices.kinds(), choices.isLeftOutByFile('weight')], [{}, false]);
  choices.use(weight, false);
  assert.deepEqual(choices.kinds(), { weight: { kind: 'ignore' } });
  assert.equal(choices.isLeftOutByFile('weight'), false);
});

test('models get the readings that are shown, without the kind where training decides', () => {
  const columns = [
    about('dept', 'number', { hints: [CODES], reading: { kind: 'number', decimal: '.' } }),
    about('size', 'number', { unit: 'mm', reading: { kind: 'number', decimal: ',', unit: null } }),
    about('way', 'category'),
    about('__proto__', 'category', { reading: { kind: 'category', labels: ['None'] } }),
  ];
  assert.deepEqual(Object.entries(readings(columns)), [
    ['dept', { decimal: '.' }],
    ['size', { kind: 'number', decimal: ',', unit: 'mm' }],
    ['way', { kind: 'category', labels: [] }],
    ['__proto__', { kind: 'category', labels: ['None'] }],
  ]);
});

test('what was said of a table is there when it is opened again', () => {
  const origin = { name: 'rows.csv', source: 'a,b' };
  const choices = choicesFor(origin, { header: true, kinds: { a: 'text' } });
  assert.deepEqual(choices.kinds(), { a: { kind: 'text' } });
  choices.choose('a', 'number');
  assert.notEqual(choicesFor(origin, { header: false, kinds: {} }), choices);
  assert.equal(choicesFor(origin, { header: true, kinds: {} }), choices);
  assert.notEqual(choicesFor({ ...origin }, { header: true, kinds: {} }), choices);
});
