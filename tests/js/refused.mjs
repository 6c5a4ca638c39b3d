import assert from 'node:assert/strict';
import { ElmError } from '../../web/client/errors.js';

/** Expects an ElmError with exactly these details and a message for people. */
export function refused(run, details, pattern = /./) {
  assert.throws(run, (error) => {
    assert.ok(error instanceof ElmError, String(error));
    assert.equal(error.code, 'invalid-input');
    assert.deepEqual(error.details, details);
    assert.match(error.message, pattern);
    return true;
  });
}
