// Answers, line by line, what the page reads in a text: its rows for a delimiter, or the whole table.
// The other half of tests/core/test_table_reader.py.
import { createInterface } from 'node:readline';
import { eachRow } from '../../web/client/files/rows.js';
import { readText } from '../../web/ui/files/reading.js';
import { cellsOf } from '../../web/ui/tables/cells.js';

function answer({ text, delimiter }) {
  try {
    if (delimiter) {
      const rows = [];
      eachRow(text, delimiter, (row) => void rows.push(row));
      return { rows };
    }
    const { columns, rows, ...found } = readText(text);
    return { columns: columns.map((column) => [column.name, cellsOf(column)]), ...found };
  } catch (error) {
    return { refused: error.message };
  }
}

for await (const line of createInterface({ input: process.stdin }))
  process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
