// What a class is called while its name is typed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { typedName } from '../../web/ui/samples/class-name.js';

test('a name that another class has is refused, and the old one stays', () => {
  const { name, problem } = typedName(' 7 ', '8', ['7', '9']);
  assert.equal(name, '8');
  assert.match(problem, /There is a class of that name/);
});

test('a free name is taken, and so is a longer one that begins as another', () => {
  assert.deepEqual(typedName('77 ', '8', ['7', '9']), { name: '77', problem: '' });
  assert.deepEqual(typedName('8', '8', ['7', '9']), { name: '8', problem: '' });
});
