// Changes of the documents, and other work on the library, which another library may replace.
// @ts-check
import { serialQueue } from '../../ui/async/serial-queue.js';
import { byId } from '../../ui/dom/dom.js';

export const { enqueue, run } = serialQueue(
  byId('docs-message'),
  'Cancelled. The documents are as they were.',
);
