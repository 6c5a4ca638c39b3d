#!/usr/bin/env bash
# What hyparquet-compressors does before it has a file.
#
# hyparquet 1.33.0 and hysnappy 1.1.1 compile nothing when they are imported. hyparquet-compressors 1.1.2 compiles
# the WebAssembly of hysnappy at its import, whatever the files are compressed with. Where there is no
# WebAssembly (here node --jitless) the import fails, and with it the reading of files in gzip, zstd,
# brotli and lz4, whose decoders are JavaScript.
#
# Seen on 2026-11-30: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > log
npm install --silent --no-audit --no-fund --ignore-scripts \
  hyparquet@1.33.0 hyparquet-compressors@1.1.2 hysnappy@1.1.1 >> log
cat > imported.mjs <<'JS'
let compiled = 0;
if (globalThis.WebAssembly)
  WebAssembly.Module = class extends WebAssembly.Module {
    constructor(bytes) {
      super(bytes);
      compiled++;
    }
  };
for (const name of ['hyparquet', 'hysnappy', 'hyparquet-compressors']) {
  compiled = 0;
  let said = 'imported';
  try {
    await import(name);
  } catch (error) {
    said = `not imported: ${error.message}`;
  }
  console.log(`${name} ${said}, modules compiled: ${compiled}`);
}
JS
{
  echo "with WebAssembly:"
  node imported.mjs
  echo "without:"
  node --jitless imported.mjs 2> told
} > "$folder/seen"
diff - "$folder/seen" <<'SEEN'
with WebAssembly:
hyparquet imported, modules compiled: 0
hysnappy imported, modules compiled: 0
hyparquet-compressors imported, modules compiled: 1
without:
hyparquet imported, modules compiled: 0
hysnappy imported, modules compiled: 0
hyparquet-compressors not imported: WebAssembly is not defined, modules compiled: 0
SEEN
echo "as seen before"
