// The types that the package ships: an app compiles against them, and they tell all that is there.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const typescript = join(root, 'web/node_modules/typescript/bin/tsc');

const MODULES = {
  'elm-toolkit': 'web/client/index',
  'elm-toolkit/share': 'web/client/share',
  'elm-toolkit/predictor': 'web/client/predictor/index',
  'elm-toolkit/predictor/base': 'web/client/predictor/base',
  'elm-toolkit/predictor/load': 'web/client/predictor/load',
  'elm-toolkit/predictor/to-function': 'web/client/predictor/to-function',
  'elm-toolkit/predictor/vectors': 'web/client/predictor/vectors',
  'elm-toolkit/testing': 'web/testing/index',
  'elm-toolkit/worker/protocol': 'worker/protocol',
};

/** They tell nothing, or what others do; the worker runs nowhere but in a worker. */
const SILENT = {
  'elm-toolkit/worker': 'worker/worker',
  'elm-toolkit/node': 'web/node/index',
  ...Object.fromEntries(
    ['audio', 'elm', 'online', 'simd', 'table', 'unsupervised'].map((name) => [
      `elm-toolkit/predictor/${name}`,
      'web/client/predictor/kind',
    ]),
  ),
};

const DOM = ['DOM', 'DOM.Iterable', 'DOM.AsyncIterable'];

/**
 * @param {string[]} files their names, or what they hold @param {'ts' | 'js'} [kind] of these
 * @param {{ lib?: string[], types?: string[] }} [has] what else their project has
 */
function compile(files, kind = 'ts', { lib = DOM, types = kind === 'js' ? ['node'] : [] } = {}) {
  mkdirSync(join(root, '.build'), { recursive: true });
  const folder = mkdtempSync(join(root, '.build', 'types-'));
  const config = {
    compilerOptions: {
      ...{ target: 'ES2023', module: 'ESNext', moduleResolution: 'Bundler', strict: true },
      ...{ noEmit: true, skipLibCheck: false, exactOptionalPropertyTypes: true },
      ...{ allowJs: true, checkJs: true, types },
      typeRoots: [join(root, 'web/node_modules/@types')],
      lib: ['ES2023', ...lib],
      rootDirs: [join(root, 'web'), root],
      paths: Object.fromEntries(
        Object.entries({ ...MODULES, ...SILENT }).map(([name, path]) => [
          name,
          [join(root, `${path}.d.ts`)],
        ]),
      ),
    },
    files: files.map((text, i) => {
      if (!text.includes('\n')) return text;
      writeFileSync(join(folder, `${i}.${kind}`), text);
      return `${i}.${kind}`;
    }),
  };
  try {
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    execFileSync(process.execPath, [typescript, '-p', folder], { encoding: 'utf8' });
    return '';
  } catch (error) {
    return /** @type {any} */ (error).stdout || String(error);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('an app in TypeScript compiles', () => {
  assert.equal(compile([join(root, 'tests/types/use.ts')]), '');
});

test('a program in Node compiles without the types of a page', () => {
  const program = `import { ElmToolkit } from 'elm-toolkit/node';
const elm: ElmToolkit = await ElmToolkit.start();
elm.addEventListener('lost', ({ detail }) => detail.reason.code);
elm.addEventListener('other', { handleEvent: (event: Event) => event.type });
`;
  assert.equal(compile([program], 'ts', { lib: [], types: ['node'] }), '');
});

/** What the documents take as given. */
const GIVEN = `
import type { ElmToolkit } from 'elm-toolkit';
declare global {
  const [elm, json]: [ElmToolkit, string];
}
`;
/** The programs of a document, but for those that run Pyodide, or as a service worker. @param {string} path */
function programsOf(path) {
  const text = readFileSync(join(root, path), 'utf8');
  const found = text.matchAll(
    /^(?:```js| {2}<script type="module">)\n(.*?)^(?:```| *<\/script>)$/gms,
  );
  return Array.from(found, ([, program]) => program)
    .filter((program) => !/pyodide|addEventListener\('install'/.test(program))
    .map((program) =>
      program
        .replaceAll(/'\.\/(?:site\/|elm-toolkit\/)?client\/(?:index\.js)?/g, "'elm-toolkit/")
        .replaceAll(/'elm-toolkit\/([\w/-]*?)\/?(?:index)?(?:\.js)?'/g, (_, name) =>
          name ? `'elm-toolkit/${name}'` : "'elm-toolkit'",
        )
        .concat('export {};\n'),
    );
}

test('the programs of the documents compile', () => {
  const pages = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
  const programs = ['README.md', ...pages.map((name) => join('docs', name))].flatMap(programsOf);
  assert.ok(programs.length >= 15);
  const given = mkdtempSync(join(root, '.build', 'given-'));
  try {
    writeFileSync(join(given, 'given.d.ts'), GIVEN);
    assert.equal(compile([...programs, join(given, 'given.d.ts')], 'js'), '');
  } finally {
    rmSync(given, { recursive: true });
  }
});

test('what is wrong does not compile', () => {
  const told = compile(["import { Modell } from 'elm-toolkit';\nModell;\n"]);
  assert.match(told, /has no exported member/);
});

test('what a module exports and what its types tell are the same', async () => {
  const files = [];
  for (const [name, path] of Object.entries(MODULES)) {
    const module = await import(new URL(`../../${path}.js`, import.meta.url).href);
    const names = Object.keys(module);
    const text = [`import * as all from '${name}';`, 'type Same<A, B extends A> = B;'];
    text.push(`export type There = Same<keyof typeof all, ${union(names)}>;`);
    text.push(`export type Told = Same<${union(names)}, keyof typeof all>;`);
    for (const each of names.filter((name) => isClass(module[name]))) {
      const members = Object.getOwnPropertyNames(module[each].prototype).filter(isPublic);
      text.push(`export type Of${each} = Same<keyof all.${each}, ${union(members)}>;`);
    }
    files.push(text.join('\n'));
  }
  assert.equal(compile(files), '');
});

/** @param {unknown} value */
const isClass = (value) => typeof value === 'function' && /^class\b/.test(String(value));

/** @param {string} name */
const isPublic = (name) => name !== 'constructor' && !name.startsWith('_');

/** @param {string[]} names */
const union = (names) => names.map((name) => `'${name}'`).join(' | ') || 'never';
