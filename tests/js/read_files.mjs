// Reads files by the modules of the pages and says what is in them: the other half of the tests
// that compare with elm_core.files.
import { readFileSync } from 'node:fs';
import { readBytes } from '../../web/ui/files/reading.js';
import { CsvError } from '../../web/ui/files/table.js';

async function answer({ path, options }) {
  try {
    const table = await readBytes(new Uint8Array(readFileSync(path)), options);
    const cells = ({ name, codes, values }) => [name, Array.from(codes, (code) => values[code])];
    return { ...table, columns: Object.fromEntries(table.columns.map(cells)) };
  } catch (error) {
    return error instanceof CsvError ? { error: error.message } : { fault: error.stack };
  }
}

const cases = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const answers = [];
for (const one of cases) answers.push(await answer(one));
process.stdout.write(JSON.stringify(answers));
