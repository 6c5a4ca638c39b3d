// Reads columns of texts from a file and says how they write their numbers: the other half of
// tests/core/test_number_reading.py.
import { readFileSync } from 'node:fs';
import { isMissing } from '../../web/client/reading/missing.js';
import { parseNumber } from '../../web/client/reading/number.js';
import { decideFormat } from '../../web/client/reading/number-format.js';

const plain = (numbers) => numbers.map((value) => (Number.isNaN(value) ? null : value));

function answer({ texts, decimal, given, again }) {
  const decided = decideFormat(texts, decimal, given);
  const applied = again.map((text) => parseNumber(text, decided.format));
  return { ...decided, numbers: plain(decided.numbers), again: plain(applied) };
}

const { cases, marks } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
process.stdout.write(
  JSON.stringify({ answers: cases.map(answer), missing: marks.filter(isMissing) }),
);
