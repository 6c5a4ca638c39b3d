// What the header says while Python loads.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startText } from '../../web/ui/frame/start-progress.js';

const download = (loaded, total = 7_300_000) => ({ stage: 'download', loaded, total });

test('a download is told in megabytes, with the time left once there is a pace', () => {
  assert.equal(startText(download(100_000), 0.2), 'Only once: 0.1 of 7.3\u00a0MB');
  assert.equal(startText(download(0), 5), 'Only once: 0.0 of 7.3\u00a0MB');
  assert.equal(startText(download(730_000), 3), 'Only once: 0.7 of 7.3\u00a0MB, 27 s left');
  assert.equal(startText(download(730_000), 30), 'Only once: 0.7 of 7.3\u00a0MB, 5 min left');
  assert.equal(startText(download(7_300_000), 30), 'Only once: 7.3 of 7.3\u00a0MB, 1 s left');
});

test('what comes from this machine has no megabytes', () => {
  assert.equal(
    startText({ stage: 'runtime', loaded: 0, total: 0 }, 2),
    'Starting Python 55\u00a0%',
  );
});
