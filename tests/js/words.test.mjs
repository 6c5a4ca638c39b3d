// What the pages on words compute without a page: words, documents, ranks, thresholds, carets.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide, measure, partsOf } from '../../web/pages/guard/scores.js';
import { tellingWords } from '../../web/pages/guard/telling.js';
import { facetsOf, markdownDocs, tableDocs, textDocs } from '../../web/pages/search/documents.js';
import { judged, mean, quality } from '../../web/pages/search/ranking.js';
import { NOTES_OF_SAMPLE, QUESTIONS } from '../../web/pages/search/sample.js';
import { expanded, placesOf, snippet, vocabularyOf } from '../../web/pages/search/words.js';
import { accepted, contextAt, finishedSentence, fitted } from '../../web/pages/type-ahead/caret.js';
import { STARTER, UNREAD } from '../../web/pages/type-ahead/starter.js';
import { heldOut, taken, trial } from '../../web/pages/type-ahead/trial.js';
import { parseTable } from '../../web/ui/files/delimited.js';

const row = (truth, proba, refused = false) => ({ text: '', truth, proba, refused });

test('precision and recall of a flagged class follow the threshold', () => {
  const rows = [
    row('a', [0.9, 0.1]),
    row('a', [0.6, 0.4]),
    row('b', [0.7, 0.3]),
    row('b', [0.2, 0.8]),
  ];
  const at = (threshold) => measure(rows, ['a', 'b'], { flag: 0, threshold });
  assert.deepEqual([at(0.5).precision, at(0.5).recall], [2 / 3, 1]);
  assert.deepEqual([at(0.8).precision, at(0.8).recall], [1, 0.5]);
  assert.deepEqual([at(0.95).precision, at(0.95).recall], [null, 0]);
});

test('answers of every class: those out of scope count against precision alone', () => {
  const rows = [
    row('a', [0.7, 0.2, 0.1]),
    row('b', [0.5, 0.4, 0.1]),
    row('c', [0.1, 0.1, 0.8], true),
    row(null, [0.6, 0.2, 0.2]),
    row(null, [0.6, 0.2, 0.2], true),
  ];
  const found = measure(rows, ['a', 'b', 'c'], { flag: -1, threshold: 0.3 });
  assert.equal(found.precision, 1 / 3);
  assert.equal(found.recall, 1 / 3);
  assert.deepEqual([found.outside, found.caught], [2, 1]);
  assert.equal(decide([0.4, 0.35, 0.25], false, { flag: -1, threshold: 0.45 }), -1);
  assert.equal(decide([0.2, 0.8], false, { flag: 0, threshold: 0.5 }), 1);
});

test('each class goes round the parts', () => {
  assert.deepEqual(partsOf(['a', 'b', 'a', 'a', 'b', 'a'], 3), [0, 0, 1, 2, 1, 0]);
});

test('words that hardly move a sure answer are still told by the odds they change', () => {
  const words = [
    { word: 'free', start: 0, end: 4, contribution: 0.004 },
    { word: 'the', start: 5, end: 8, contribution: 0 },
    { word: 'lunch', start: 9, end: 14, contribution: -0.002 },
  ];
  const found = tellingWords({ words, value: 0.99, base: 0.5 }, 98);
  assert.deepEqual(
    found.map(({ word, weight }) => [word, Math.sign(weight)]),
    [
      ['free', 1],
      ['lunch', -1],
    ],
  );
});

test('a half-typed word is completed, a word in another form is found, nonsense is not', () => {
  const vocabulary = vocabularyOf(['Growing tomatoes', 'Tomato soup', 'To bake bread', 'Éclair']);
  assert.ok(expanded('toma', vocabulary).includes('tomatoes'));
  assert.ok(expanded('tomatos soup', vocabulary).includes('tomatoes'));
  assert.deepEqual(expanded('bake ', vocabulary), ['bake']);
  assert.deepEqual(expanded('ÉCLAIR ', vocabulary), ['éclair']);
  assert.deepEqual(expanded('xqzt', vocabulary), []);
  assert.deepEqual(expanded('', vocabulary), []);
});

test('places of words are whole words, whatever their case; a snippet holds the first', () => {
  const text = 'Bread, breadth and BREAD.';
  const places = placesOf(text, new Set(['bread']));
  assert.deepEqual(
    places.map(({ start, end }) => text.slice(start, end)),
    ['Bread', 'BREAD'],
  );
  const long = `${'filler '.repeat(100)}needle ${'filler '.repeat(100)}`;
  const part = snippet(long, new Set(['needle']));
  assert.match(part, /^….*needle.*…$/s);
  assert.ok(part.length < 300);
});

test('Markdown is cut at its headings, not at those within code', () => {
  const docs = markdownDocs(
    'a.md',
    '# One\nfirst\n\n```\n# no heading\n```\n## Two ##\nsecond\n# Empty\n',
  );
  assert.deepEqual(
    docs.map(({ id, title }) => [id, title]),
    [
      ['a.md#1', 'One'],
      ['a.md#2', 'Two'],
    ],
  );
  assert.ok(docs[0].text.includes('# no heading'));
});

test('text is cut at empty lines, and long lines are cut too', () => {
  const long = 'x'.repeat(400);
  const docs = textDocs('a.txt', `${long}\n\n${long}\n\n${'y'.repeat(4000)}`);
  assert.equal(docs.length, 5);
  assert.ok(docs.every(({ text, title }) => text.length <= 1500 && title.length <= 71));
  assert.deepEqual(textDocs('e.txt', '\n \n'), []);
});

test('rows of a table become documents whose other columns can be filtered by', () => {
  const table = parseTable(
    'title,text,colour\nA,the first text is long,red\nB,the second,blue\nC,,red\n',
  );
  const docs = tableDocs('t.csv', table);
  assert.deepEqual(
    docs.map(({ title, metadata }) => [title, metadata.colour, metadata.file]),
    [
      ['A', 'red', 't.csv'],
      ['B', 'blue', 't.csv'],
    ],
  );
  assert.deepEqual(facetsOf(docs), [
    {
      name: 'colour',
      values: [
        ['red', 1],
        ['blue', 1],
      ],
    },
  ]);
});

test('a click says something of those above it and the one below', () => {
  const order = ['a', 'b', 'c', 'd', 'e'];
  assert.deepEqual(judged(order, 'c'), ['a', 'b', 'c', 'd']);
  assert.deepEqual(judged(order, 'c', ['a']), ['b', 'c', 'd']);
  assert.deepEqual(judged(order, 'z'), ['a', 'b', 'z']);
});

test('quality of an order', () => {
  const one = quality(['a', 'b', 'c'], ['b', 'z'], [1, 2]);
  assert.deepEqual(one, { reciprocal: 0.5, recall: [0, 0.5] });
  assert.deepEqual(mean([one, { reciprocal: 1, recall: [1, 1] }]), {
    reciprocal: 0.75,
    recall: [0.5, 0.75],
  });
});

test('every sample question has its answers among the notes', () => {
  const ids = new Set(NOTES_OF_SAMPLE.map(({ id }) => id));
  assert.equal(ids.size, NOTES_OF_SAMPLE.length);
  for (const { query, relevant } of QUESTIONS)
    for (const id of relevant) assert.ok(ids.has(id), `${query}: ${id}`);
});

test('something is suggested at the end of a word, not within', () => {
  assert.equal(contextAt('thank you', 9, 9), 'thank you');
  assert.equal(contextAt('thank you', 3, 3), undefined);
  assert.equal(contextAt('thank you', 2, 5), undefined);
  assert.equal(contextAt(`${'word '.repeat(200)}end`, 1003, 1003).at(0), ' ');
});

test('what is accepted is put at the cursor with one space', () => {
  const word = (word, rest = word) => ({ word, rest, probability: 1 });
  assert.deepEqual(accepted('thank y', 7, word('you', 'ou')), {
    text: 'thank you ',
    caret: 10,
    put: 'ou ',
  });
  assert.equal(accepted('thank', 5, word('you')).text, 'thank you ');
  assert.deepEqual(accepted('a  b', 2, word('c')), { text: 'a c b', caret: 4, put: 'c' });
  assert.equal(fitted('Hello. ', word('how')).word, 'How');
  assert.equal(fitted('Hello. h', word('how', 'ow')).word, 'how');
});

test('a sentence is finished by its mark, if it has two words', () => {
  assert.equal(finishedSentence('One. Two words.', 15), 'Two words.');
  assert.equal(finishedSentence('Two words', 9), undefined);
  assert.equal(finishedSentence('One.', 4), undefined);
});

test('held-out sentences are in one part alone, and few sentences are not cut', () => {
  const texts = [Array.from({ length: 60 }, (_, i) => `this is sentence ${i}.`).join(' ')];
  const { learnt, unread } = heldOut(texts);
  const held = unread.match(/sentence \d+\./g);
  assert.equal(held.length, 6);
  for (const sentence of held) assert.ok(!learnt.includes(sentence));
  assert.equal(heldOut(['Too short. To hold out.']), undefined);
});

test('a trial counts a key for each letter that no suggestion brings', async () => {
  const none = await trial('see you', async () => []);
  assert.deepEqual([none.keys, none.characters], [7, 7]);
  const cut = await trial('see you', async () => [], { most: 6 });
  assert.equal(cut.characters, 3);
});

test('a suggestion is taken when it is the word, whole or begun', () => {
  const one = (word, rest) => [{ word, rest, probability: 1 }];
  assert.equal(taken('see you soon', 4, one('you', 'you')), 8);
  assert.equal(taken('see you soon', 5, one('you', 'ou')), 8);
  assert.equal(taken('see you soon', 5, one('your', 'our')), undefined);
  assert.equal(taken('see you soon', 3, one('you', 'you')), undefined);
});

test('the starter text does not hold the sentences it is tried on', () => {
  for (const sentence of UNREAD.split(/(?<=[.!?])\s+/))
    assert.ok(!STARTER.includes(sentence), sentence);
});
