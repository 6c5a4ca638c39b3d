#!/usr/bin/env bash
# After which lines of Python Pyodide makes no snapshot of its memory.
#
# Pyodide 314.0.4, loaded with _makeSnapshot. Attributes, len, to_py and a typed array that was let go of are no
# hindrance. One call of a method of an array, a typed array or a text is: makeMemorySnapshot refuses,
# with a place in a list and no name, even if the method gave a text back, nothing holds the array any
# more and Python has collected its garbage. Methods of a Map and functions such as Date.now may be called.
#
# Seen on 2026-11-30: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > log
npm install --silent --no-audit --no-fund --ignore-scripts pyodide@314.0.4 >> log
cat > snapshots.mjs <<'JS'
import { loadPyodide } from 'pyodide';

const LINES = [
  'js.Uint8Array.new(4).byteLength',
  'len(js.Uint8Array.new(4))',
  'js.Uint8Array.new(4).to_py()',
  'js.Uint8Array.new(4).join("")',
  'js.Uint8Array.new(4).join(""); del js; gc.collect()',
  'js.Array.new().push(1)',
  'js.String.new("a").toUpperCase()',
  'js.Map.new().get(1)',
  'js.Date.now()',
];
for (const line of LINES) {
  const pyodide = await loadPyodide({ _makeSnapshot: true });
  pyodide.runPython(`import gc, js; ${line}`);
  let said = 'made';
  try {
    pyodide.makeMemorySnapshot();
  } catch (error) {
    said = `refused: ${error.message.split('\n')[0]}`;
  }
  console.log(line, '→', said);
}
JS
node snapshots.mjs > "$folder/seen"
diff - "$folder/seen" <<'SEEN'
js.Uint8Array.new(4).byteLength → made
len(js.Uint8Array.new(4)) → made
js.Uint8Array.new(4).to_py() → made
js.Uint8Array.new(4).join("") → refused: Can't serialize object at index 7
js.Uint8Array.new(4).join(""); del js; gc.collect() → refused: Can't serialize object at index 7
js.Array.new().push(1) → refused: Can't serialize object at index 7
js.String.new("a").toUpperCase() → refused: Can't serialize object at index 7
js.Map.new().get(1) → made
js.Date.now() → made
SEEN
echo "as seen before"
