// Small modules of WebAssembly, of which one a kind is made.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shareSmallModules } from '../../worker/small-modules.js';

const HEAD = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const named = (/** @type {string} */ name, padding = 0) => {
  const text = [...new TextEncoder().encode(name)];
  const content = [text.length, ...text, ...new Array(padding).fill(0)];
  const size = [(content.length & 0x7f) | 0x80, content.length >> 7];
  return Uint8Array.from([...HEAD, 0, ...size, ...content]);
};

test('of the same bytes one module is made, of others another, until it ends', () => {
  const { Module } = WebAssembly;
  const end = shareSmallModules();
  try {
    const module = new WebAssembly.Module(named('a'));
    assert.equal(new WebAssembly.Module(named('a')), module);
    assert.notEqual(new WebAssembly.Module(named('b')), module);
    assert.ok(module instanceof WebAssembly.Module);
    assert.equal(WebAssembly.Module.customSections(module, 'a').length, 1);
    assert.ok(new WebAssembly.Instance(module) instanceof WebAssembly.Instance);
    const large = named('a', 1000);
    assert.notEqual(new WebAssembly.Module(large), new WebAssembly.Module(large));
    assert.throws(() => new WebAssembly.Module(Uint8Array.of(1)), WebAssembly.CompileError);
  } finally {
    end();
  }
  assert.equal(WebAssembly.Module, Module);
});
