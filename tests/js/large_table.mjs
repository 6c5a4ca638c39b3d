// Reads a table of 50 MB that is nothing but delimiters, or nearly so, and says what came of it and
// what memory it took: a process of its own, for table-files.test.mjs.
import { readBytes } from '../../web/ui/files/reading.js';

const SIZE = 50 * 2 ** 20;
const shapes = {
  'one line': (bytes) => bytes.fill(0x2c),
  'many lines': (bytes) => {
    for (let i = 0; i < SIZE; i++) bytes[i] = i % 100 === 99 ? 0x0a : 0x2c;
  },
  'a line behind a table': (bytes) => {
    bytes.fill(0x2c);
    bytes.set(new TextEncoder().encode('a,b\n1,2\n3,4\n5,'));
  },
};

const before = process.resourceUsage().maxRSS;
const bytes = new Uint8Array(SIZE);
shapes[process.argv[2]](bytes);
const said = await readBytes(bytes, { name: 'commas.csv' }).then(
  () => 'read',
  (error) => error.message,
);
const taken = (process.resourceUsage().maxRSS - before) * 1024;
process.stdout.write(JSON.stringify({ said, times: taken / SIZE }));
