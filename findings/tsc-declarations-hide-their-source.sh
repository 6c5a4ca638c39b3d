#!/usr/bin/env bash
# A declaration beside a JavaScript file keeps the compiler from checking the file.
#
# a.js and b.js hold the same wrong type; a.d.ts stands beside a.js, as in a package that ships its
# types. TypeScript 5.9.3 with allowJs, checkJs and a project that includes every file reports b.js
# alone: of names that differ in their extension only, the declaration is taken and the source is
# left out, even where a pattern names both. Given by its name, a.js is checked.
#
# Seen on 2026-11-30: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > log
npm install --silent --no-audit --no-fund typescript@5.9.3 >> log
printf '/** @type {number} */\nexport const a = "text";\n' | tee a.js > b.js
echo 'export declare const a: number;' > a.d.ts
cat > tsconfig.json <<'JSON'
{
  "compilerOptions": { "allowJs": true, "checkJs": true, "noEmit": true, "module": "esnext", "types": [] },
  "include": ["*.js", "*.d.ts"]
}
JSON
{
  echo "the project:"
  npx tsc -p . | cut -d' ' -f1-3 || true
  echo "the file:"
  npx tsc --allowJs --checkJs --noEmit --skipLibCheck a.js | cut -d' ' -f1-3 || true
} > seen
diff - seen <<'SEEN'
the project:
b.js(2,14): error TS2322:
the file:
a.js(2,14): error TS2322:
SEEN
echo "as seen before"
