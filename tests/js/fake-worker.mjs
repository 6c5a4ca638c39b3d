import assert from 'node:assert/strict';
import { Client } from '../../web/client/client.js';
import { ElmError } from '../../web/client/errors.js';
import { RestorePoints } from '../../web/client/restore-points.js';

/** A worker that keeps what is sent to it, and says what the test wants it to say. */
export class FakeWorker {
  sent = [];
  terminated = 0;

  postMessage(message, transfer = []) {
    this.sent.push(structuredClone(message, { transfer }));
  }

  terminate() {
    this.terminated++;
  }

  say(message) {
    this.onmessage({ data: structuredClone(message) });
  }
}

export function newClient() {
  const worker = new FakeWorker();
  return { worker, client: new Client(worker) };
}

const supervisors = new WeakMap();

/** What models need of the supervisor of a worker that is never lost. */
export function supervise(client) {
  if (!supervisors.has(client)) {
    const send = (...request) => client.send(...request);
    supervisors.set(client, { restorePoints: new RestorePoints(), send, live: async () => client });
  }
  return supervisors.get(client);
}

/** Expects that the promise rejects with an ElmError of this code. */
export async function rejects(promise, code, pattern = /./) {
  await assert.rejects(promise, (error) => {
    assert.ok(error instanceof ElmError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, pattern);
    return true;
  });
}

/** Lets everything run that is ready to run. */
export const settle = () => new Promise((resolve) => setImmediate(resolve));
