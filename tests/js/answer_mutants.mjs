// Reads files of models, one a line, and says what a Predictor makes of each: the other half of
// tests/mutants.py. Answers are lines, too: nothing is kept.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import '../../web/client/predictor/audio.js';
import '../../web/client/predictor/autocomplete.js';
import '../../web/client/predictor/conv.js';
import '../../web/client/predictor/ensemble.js';
import '../../web/client/predictor/table.js';
import '../../web/client/predictor/unsupervised.js';
import { ElmError, ModelFormatError, Predictor } from '../../web/client/predictor/index.js';

const METHODS = ['predict', 'predictProba', 'decisionFunction', 'transform'];

const plain = (out) =>
  ArrayBuffer.isView(out) ? [...out] : out?.data ? [...out.data] : Array.isArray(out) ? out : [out];

const held = () => {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

function answer({ text, X }) {
  globalThis.gc?.();
  const before = held();
  const since = process.cpuUsage();
  let predictor;
  const said = {};
  try {
    predictor = Predictor.from(text);
    said.verdict = 'loads';
  } catch (error) {
    said.verdict = error instanceof ModelFormatError ? error.code : `raw: ${error.stack}`;
    said.message = error.message;
  }
  const { user, system } = process.cpuUsage(since);
  said.ms = (user + system) / 1000;
  said.bytes = held() - before;
  said.object = ofObject(text, said.verdict);
  if (!predictor || X === null) return said;
  said.answers = {};
  for (const method of METHODS) {
    try {
      said.answers[method] = plain(predictor[method](X)).map(written);
    } catch (error) {
      const fine = error instanceof ElmError && error.code === 'invalid-input';
      said.answers[method] = fine ? `refused: ${error.message}` : `raw: ${error.stack}`;
    }
  }
  return said;
}

/** What is wrong where the contents are given, of which less can be seen: they load if the text does. */
function ofObject(text, verdict) {
  let contents;
  try {
    contents = JSON.parse(text);
  } catch {
    return null;
  }
  try {
    Predictor.from(contents);
  } catch (error) {
    if (!(error instanceof ModelFormatError)) return `raw: ${error.stack}`;
    if (verdict === 'loads') return `raw: the text loads, its contents do not: ${error.message}`;
  }
  return null;
}

/** What JSON has no words for. */
const written = (value) =>
  typeof value === 'bigint'
    ? `n${value}`
    : typeof value === 'number' && !Number.isFinite(value)
      ? String(value)
      : value;

for await (const line of createInterface({ input: createReadStream(process.argv[2]) })) {
  process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
}
