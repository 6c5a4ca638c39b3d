// Says of each model file whether the Predictor refuses it, for tests/core/test_table_stored.py.
import { readFileSync } from 'node:fs';
import { ModelFormatError, Predictor } from '../../web/client/predictor/index.js';
import '../../web/client/predictor/table.js';

const refused = JSON.parse(readFileSync(process.argv[2], 'utf8')).map((body) => {
  try {
    Predictor.from(body);
    return false;
  } catch (error) {
    if (error instanceof ModelFormatError) return true;
    throw error;
  }
});
process.stdout.write(JSON.stringify(refused));
