#!/usr/bin/env node
// The command of the package: npx --no elm-toolkit copy FOLDER
// @ts-check
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BESIDE } from '../client/place.js';
import { copyAssets, Refusal } from './copy.js';

const USAGE = `usage: elm-toolkit copy FOLDER

Brings FOLDER up to date with the files that ElmToolkit.start({ assets }) needs: the worker and the
Python runtime. FOLDER is one that your server sends, as public/elm; files of earlier versions are
removed. It has to be empty, new, or made by this command.`;

const [command, folder, ...rest] = process.argv.slice(2);
if (['--help', '-h', 'help'].includes(command)) {
  console.log(USAGE);
} else if (command !== 'copy' || !folder || rest.length || folder.startsWith('-')) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  try {
    const source = fileURLToPath(new URL(BESIDE, import.meta.url));
    const { copied, bytes, removed, kept, foreign } = copyAssets(source, folder);
    const place = relative('', folder) || '.';
    console.log(
      `${place}: ${copied.length} files copied (${(bytes / 1e6).toFixed(1)} MB), ${removed.length} of an earlier version removed, ${kept} were up to date`,
    );
    if (foreign.length)
      console.log(`left alone, as it is not the toolkit's: ${foreign.join(', ')}`);
  } catch (error) {
    if (!(error instanceof Refusal) && !Object(error).syscall) throw error;
    console.error(`elm-toolkit: ${/** @type {Error} */ (error).message}`);
    process.exitCode = 1;
  }
}
