// Which kinds of columns of those given each part knows: for tests/core/test_column_kinds.py.
import { readFileSync } from 'node:fs';
import { columnsOf } from '../../web/client/predictor/column-check.js';
import { ruleOf } from '../../web/client/reading/rule-of.js';
import { RULES } from '../../web/client/reading/rules.js';
import { KINDS } from '../../web/pages/table/column-words.js';

const given = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const isKnown = (kind) => {
  const column = { name: 'a', kind, marks_missing: false, usual: 0, values: ['a'] };
  try {
    return columnsOf({ columns_: [column] }).length === 1;
  } catch {
    return false;
  }
};
process.stdout.write(
  JSON.stringify({
    'rule-of.js': given.filter((kind) => RULES[ruleOf(kind, {})]),
    'column-check.js': given.filter(isKnown),
    'column-words.js': Object.keys(KINDS).filter((kind) => kind !== 'ignore'),
  }),
);
