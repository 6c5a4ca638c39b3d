// What the pages on words compute without a page: words, documents, ranks, thresholds, carets.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decidingWords, times } from '../../web/pages/guard/explanation.js';
import { decide, measure, percentBelow } from '../../web/pages/guard/scores.js';
import { facetsOf, markdownDocs, tableDocs, textDocs } from '../../web/pages/search/documents.js';
import { inPlaceOfEarlier, placed } from '../../web/pages/search/names.js';
import { queryInterpretation } from '../../web/pages/search/query-interpretation.js';
import { judged, mean, quality } from '../../web/pages/search/ranking.js';
import { NOTES_OF_SAMPLE, QUESTIONS } from '../../web/pages/search/sample.js';
import { partOf, snippet } from '../../web/pages/search/snippet.js';
import { wordStart } from '../../web/pages/search/word-boundary.js';
import { scoreOf } from '../../web/pages/text/score.js';
import { accepted, contextAt, finishedSentence, fitted } from '../../web/pages/type-ahead/caret.js';
import { STARTER, UNREAD } from '../../web/pages/type-ahead/starter.js';
import { heldOut, taken, trial } from '../../web/pages/type-ahead/trial.js';
import { parseTable } from '../../web/ui/files/delimited.js';
import { bestOf } from '../../web/ui/models/best-answer.js';

const row = (truth, proba, refused = false) => ({ text: '', truth, proba, refused });

test('two answers that look the same are none, on Guard as on Topics', () => {
  const rule = { flag: 1, threshold: 0.5 };
  assert.equal(decide([0.5, 0.5], false, rule), -1);
  assert.equal(decide([0.498, 0.502], false, rule), -1); // “Spam, 50 %” beside “Fine, 50 %”
  assert.equal(decide([0.48, 0.52], false, rule), 1);
  assert.equal(decide([0.5, 0.5], false, { flag: 1, threshold: 0.2 }), 1); // as was asked for
  assert.equal(decide([0.4, 0.4, 0.2], false, { flag: -1, threshold: 0.35 }), -1);
  assert.deepEqual(bestOf([0.2, 0.5, 0.3]), { best: 1, tied: false });
  assert.deepEqual(bestOf([1]), { best: 0, tied: false });
});

test('a share below the threshold does not look as if it reached it', () => {
  assert.equal(percentBelow(0.948, 0.95), '94\u00a0%');
  assert.equal(percentBelow(0.936, 0.95), '94\u00a0%');
  assert.equal(percentBelow(0.95, 0.95), '95\u00a0%');
  assert.equal(percentBelow(0.996, 1), '99\u00a0%');
});

test('what a word makes of the odds is told up to a hundredfold', () => {
  assert.equal(times(Math.log(2.5)), '×2.5');
  assert.equal(times(Math.log(0.25)), '×0.25');
  assert.equal(times(20.7), 'more than ×100');
  assert.equal(times(-20.7), 'less than ×0.01');
});

test('the sentence of a class that has no other is not counted', () => {
  const labels = ['a', 'a', 'b', 'c', 'c'];
  const texts = ['a1', 'a2', 'b1', 'c1', 'c2'];
  const summary = { n_samples: 5, loo: { value: 0.8 } };
  const found = scoreOf(summary, { texts, labels, said: ['a', 'a', 'b', 'c', 'a'] });
  assert.deepEqual([found.n, found.right, found.single], [4, 3, ['b']]);
  assert.deepEqual(found.wrong, [{ text: 'c2', truth: 'c', said: 'a' }]);
  const alone = scoreOf(summary, { texts: ['x', 'y'], labels: ['a', 'b'], said: ['a', 'b'] });
  assert.deepEqual([alone.n, alone.single], [0, ['a', 'b']]);
  assert.equal(scoreOf(summary).right, 4);
});

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

test('words that hardly move a sure answer are still told by the odds they change', () => {
  const words = [
    { word: 'free', start: 0, end: 4, contribution: 0.004 },
    { word: 'the', start: 5, end: 8, contribution: 0 },
    { word: 'lunch', start: 9, end: 14, contribution: -0.002 },
  ];
  const found = decidingWords({ words, value: 0.99, base: 0.5 }, 98);
  assert.deepEqual(
    found.map(({ word, weight }) => [word, Math.sign(weight)]),
    [
      ['free', 1],
      ['lunch', -1],
    ],
  );
});

test('a snippet holds the first mark, and the marks that are in it', () => {
  const marksOf = (text, word) =>
    [...text.matchAll(new RegExp(word, 'g'))].map(({ index }) => ({
      start: index,
      end: index + word.length,
    }));
  for (const [word, filler] of [
    ['needle', 'filler '],
    ['経営者', '我们今天学习机器学习'],
    ['ไทย', 'ภาษาง่ายมาก'],
    ['😀', '👍🏽'],
  ]) {
    const text = `${filler.repeat(100)}${word}${filler.repeat(5)} ${word}${filler.repeat(100)}`;
    const marks = marksOf(text, word);
    const part = snippet(text, marks);
    assert.ok(part.text.length <= 262, `${part.text.length}`);
    assert.match(part.text, /^….*…$/s);
    assert.ok(part.text.isWellFormed());
    assert.ok(part.marks.length >= 1);
    for (const { start, end } of part.marks) assert.equal(part.text.slice(start, end), word);
    assert.ok(text.includes(part.text.slice(1, -1)));
  }
  assert.deepEqual(snippet('short', [{ start: 1, end: 2 }]), {
    text: 'short',
    marks: [{ start: 1, end: 2 }],
  });
  assert.equal(snippet('x'.repeat(300), []).text, `${'x'.repeat(260)}…`);
  assert.deepEqual(partOf(marksOf('a b a', 'a'), 2, 5), [{ start: 2, end: 3 }]);
});

test('a text is cut where a word begins, in any script, and never within a character', () => {
  const cut = (text, at) => text.slice(0, wordStart(text, at));
  assert.equal(cut('some words here', 8), 'some ');
  assert.equal(cut('some words here', 5), 'some ');
  assert.equal(cut('some words here', 99), 'some words here');
  assert.equal(cut('我们今天学习机器学习。', 3), '我们');
  assert.equal(cut('y'.repeat(100), 70), 'y'.repeat(70));
  const family = '👨‍👩‍👧';
  for (const character of [family, '👍🏽', 'e\u0301', '😀'])
    for (let at = 1; at < 100; at++)
      assert.equal(
        cut(character.repeat(60), at).replaceAll(character, ''),
        '',
        `${character} ${at}`,
      );
});

test('what was taken for something else, and what is unknown, is said', () => {
  const word = (word, how, ...terms) => ({ word, how, terms });
  assert.equal(queryInterpretation([]), '');
  assert.equal(queryInterpretation([word('a', 'exact', 'a'), word('to', 'begun', 'tom')]), '');
  assert.equal(
    queryInterpretation([word('flihgt', 'corrected', 'flight')]),
    'Searched for “flight” instead of “flihgt”.',
  );
  assert.equal(
    queryInterpretation([
      word('bakn', 'corrected', 'bank', 'bark', 'ban'),
      word('is', 'exact', 'is'),
      word('clsed', 'corrected', 'closed'),
      word('xqzt', 'unknown'),
      word('+', 'unknown'),
    ]),
    'Searched for “bank”, “bark” or “ban” instead of “bakn” and for “closed” instead of “clsed”. No document has “xqzt”.',
  );
  assert.equal(
    queryInterpretation([word('xqzt', 'unknown')], true),
    'No document has these words. These are near in meaning.',
  );
});

const docsOf = (file, ...texts) =>
  texts.map((text, i) => ({
    id: `${file}#${i + 1}`,
    title: text,
    text,
    metadata: { file, a: '1' },
  }));

test('a file of a name that is taken gets a number, one that is there is not added again', () => {
  const add = (before, ...files) => {
    const result = placed(
      before,
      files.map(([name, ...texts]) => ({ name, docs: docsOf(name, ...texts) })),
    );
    return { ...result, all: [...before, ...result.files.flatMap(({ docs }) => docs)] };
  };
  const named = (result) => result.all.map(({ id, title, metadata }) => [id, title, metadata.file]);
  const one = add([], ['a/notes.md', 'x'], ['b/notes.md', 'y']);
  assert.deepEqual(one.numbered, []);
  assert.deepEqual(named(one), [
    ['a/notes.md#1', 'x', 'a/notes.md'],
    ['b/notes.md#1', 'y', 'b/notes.md'],
  ]);
  const two = add([], ['notes.md', 'x', 'z'], ['notes.md', 'y'], ['notes.md', 'x', 'z']);
  assert.deepEqual(two.numbered, [{ name: 'notes.md', as: 'notes (2).md' }]);
  assert.deepEqual(two.already, [{ name: 'notes.md', as: 'notes.md' }]);
  assert.deepEqual(named(two), [
    ['notes.md#1', 'x', 'notes.md'],
    ['notes.md#2', 'z', 'notes.md'],
    ['notes (2).md#1', 'y', 'notes (2).md'],
  ]);
  const three = add(
    two.all,
    ['notes.md', 'y'],
    ['notes.md', 'new'],
    ['notes', 'y'],
    ['notes (2).md', 'q'],
  );
  assert.deepEqual(three.already, [{ name: 'notes.md', as: 'notes (2).md' }]);
  assert.deepEqual(three.numbered, [
    { name: 'notes.md', as: 'notes (3).md' },
    { name: 'notes (2).md', as: 'notes (2) (2).md' },
  ]);
  assert.equal(new Set(three.all.map(({ id }) => id)).size, three.all.length);
  assert.deepEqual(add(docsOf('a.b/n', 'x'), ['a.b/n', 'y']).numbered, [
    { name: 'a.b/n', as: 'a.b/n (2)' },
  ]);
  const other = [{ ...docsOf('n.md', 'x')[0], metadata: { file: 'n.md', a: '2' } }];
  assert.equal(add(other, ['n.md', 'x']).numbered.length, 1); // another value to filter by
});

test('a newer file takes the place of the earlier one, if it is still there', () => {
  const docs = [
    ...docsOf('n.md', 'old', 'older'),
    ...docsOf('n (2).md', 'new'),
    ...docsOf('m', 'x'),
  ];
  const numbered = [
    { name: 'n.md', as: 'n (2).md' },
    { name: 'gone.md', as: 'gone (2).md' },
  ];
  assert.deepEqual(inPlaceOfEarlier(docs, numbered), {
    docs: docsOf('n.md', 'new'),
    names: ['n.md'],
    gone: ['n.md', 'n (2).md'],
  });
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
  for (const part of ['word ', '我们今天学习机器学习。', '👍🏽', 'ภาษาไทยง่ายมาก']) {
    const cut = textDocs('w.txt', part.repeat(1200));
    assert.ok(cut.every(({ text, title }) => text.isWellFormed() && title.isWellFormed()));
    assert.ok(cut.every(({ text }) => text.length <= 1500 && !/^ord|^.?rd/.test(text)));
    const together = cut.map(({ text }) => text).join('');
    assert.equal(together.replaceAll(' ', ''), part.trim().repeat(1200));
  }
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
  assert.deepEqual(one, { first: 0, reciprocal: 0.5, recall: [0, 0.5] });
  assert.deepEqual(mean([one, { first: 1, reciprocal: 1, recall: [1, 1] }]), {
    first: 0.5,
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
