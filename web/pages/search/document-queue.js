// Changes of the documents, and other work on the library, which another library may replace.
// @ts-check

import { byId } from '../../ui/dom/dom.js';
import { serialQueue } from '../../ui/feedback/serial-queue.js';

export const { enqueue, run } = serialQueue(
  byId('docs-message'),
  'Cancelled. The documents are as they were.',
);
