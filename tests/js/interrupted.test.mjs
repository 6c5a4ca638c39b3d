// Which errors of Pyodide's are interrupts.
import assert from 'node:assert/strict';
import test from 'node:test';
import { isInterrupt } from '../../worker/interrupted.js';

const WHILE_CONVERTED = `Traceback (most recent call last):
  File "<frozen abc>", line 121, in __subclasscheck__
KeyboardInterrupt

The above exception was the direct cause of the following exception:

pyodide.ffi.ConversionError: Conversion from python to javascript failed
`;

test('an interrupt is one in Python and one while an answer is converted, nothing else', () => {
  assert(isInterrupt({ type: 'KeyboardInterrupt', message: 'Traceback …' }));
  assert(isInterrupt({ type: 'ConversionError', message: WHILE_CONVERTED }));
  const others = [
    { type: 'ConversionError', message: WHILE_CONVERTED.replace('KeyboardInterrupt', 'TypeError') },
    { type: 'ConversionError', message: "no way to convert 'KeyboardInterrupt'\n" },
    { type: 'ValueError', message: WHILE_CONVERTED },
    new Error('KeyboardInterrupt'),
    undefined,
  ];
  for (const other of others) assert(!isInterrupt(other));
});
