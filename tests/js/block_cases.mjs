// Streams files by csvBlocks and says which numbers come of them: the other half of
// tests/core/test_same_table.py.
import { openAsBlob, readFileSync } from 'node:fs';
import { csvBlocks } from '../../web/client/csv-blocks.js';

async function answer({ path, options }) {
  const rows = [];
  const y = [];
  for await (const block of csvBlocks(await openAsBlob(path), options)) {
    const [n, width] = block.X.shape;
    for (let i = 0; i < n; i++) rows.push([...block.X.data.subarray(i * width, (i + 1) * width)]);
    y.push(...block.y);
  }
  return { rows, y };
}

const cases = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const answers = [];
for (const one of cases) answers.push(await answer(one));
process.stdout.write(JSON.stringify(answers));
