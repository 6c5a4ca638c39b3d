// Reads cases from a file and says what a Predictor makes of them: the other half of
// tests/core/test_predictor*.py.
import { readFileSync } from 'node:fs';
import { load } from '../../web/client/predictor/load.js';
import { readVectors } from '../../web/client/predictor/vectors.js';

const plain = (out) => {
  if (ArrayBuffer.isView(out)) return { data: [...out] };
  return out?.data ? { data: [...out.data], shape: out.shape } : out;
};

async function answer({ model, X, one, methods, vectors, begun, k, heard, rate }) {
  try {
    const options = vectors ? { vectors: readVectors(readFileSync(vectors)) } : {};
    const predictor = await load(model, options);
    const found = Object.fromEntries(methods.map((name) => [name, plain(predictor[name](X))]));
    if (begun) found.suggest = begun.map((text) => predictor.suggest(text, { k }));
    found.listen = heard?.map((samples, i) =>
      predictor.listen(samples, { sampleRate: rate, restart: i === 0 }),
    );
    found.unread = predictor.unread;
    if (one !== undefined) found.one = methods.map((name) => plain(predictor[name](one)));
    return found;
  } catch (error) {
    return { error: `${error.name}: ${error.message}`, code: error.code ?? error.stack };
  }
}

const cases = JSON.parse(readFileSync(process.argv[2], 'utf8'));
process.stdout.write(JSON.stringify(await Promise.all(cases.map(answer))));
