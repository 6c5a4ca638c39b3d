// Draws hidden layers and prints the bytes of their weights: for tests/core/test_predictor.py.
import { readFileSync } from 'node:fs';
import { draw } from '../../web/client/predictor/hidden.js';

const hex = ({ buffer }) => Buffer.from(buffer).toString('hex');
const cases = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const drawn = cases.map(([seed, d, params]) => draw(seed, d, params));
process.stdout.write(JSON.stringify(drawn.map((l) => [hex(l.weights), hex(l.bias)])));
