// Several files opened at once as classes of texts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classesOf } from '../../web/ui/samples/class-files.js';

const file = (name, text) => new File([text], name);
const MODEL = '{"format": "elm-toolkit-model", "format_version": 1}';

test('a text is a class of its lines, called as its file without blanks around', async () => {
  const found = await classesOf([
    file('cats.txt', 'it purrs\n'),
    file(' cats .txt', 'meow'),
    file('  .txt', 'what is it'),
    file(`${'n'.repeat(79)} more.txt`, 'long'),
  ]);
  assert.deepEqual(found, [
    { name: 'cats', sentences: ['it purrs', 'meow'] },
    { name: 'Class 1', sentences: ['what is it'] },
    { name: 'n'.repeat(79), sentences: ['long'] },
  ]);
});

test('models among several files are opened one at a time, which is said', async () => {
  const cats = file('cats.txt', 'it purrs');
  for (const files of [
    [file('one.json', MODEL), file('two.json', MODEL)],
    [cats, file('one.json', MODEL)],
    [cats, file('one.json', '{')],
    [cats, file('one.txt', MODEL)],
  ]) {
    await assert.rejects(classesOf(files), {
      code: 'unsupported',
      message: /^Open one\.(json|txt) by itself/,
    });
  }
});
