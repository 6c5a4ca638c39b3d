// Reads cases from a file and says which rows come of them, their bytes cut anywhere: the other
// half of tests/core/test_csv_rows.py.
import { readFileSync } from 'node:fs';
import { rowsOf } from '../../web/client/reading/row-stream.js';
import { textOf } from '../../web/client/reading/text-stream.js';

function streamed(text, length) {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + length));
      at += length;
    },
  });
}

async function answer({ text, delimiter, pieces }) {
  const rows = [];
  try {
    for await (const some of rowsOf(textOf(streamed(text, pieces)), delimiter)) rows.push(...some);
    return rows;
  } catch (error) {
    return { code: error.code, message: error.message };
  }
}

const cases = JSON.parse(readFileSync(process.argv[2], 'utf8'));
process.stdout.write(JSON.stringify(await Promise.all(cases.map(answer))));
