// Files that the build has compressed: hosts that send files as they are cost no more than others.
// @ts-check

/** @import { Manifest, ManifestFile } from './download.js' */

const canInflate = () => Boolean(globalThis.DecompressionStream);

/** Those of hosts whose policy lets no module come from memory. @type {WeakSet<Manifest>} */
const strict = new WeakSet();

/** The policy of the worker itself is not known to it: a host sends one with all its answers. @param {Manifest} manifest @param {Headers} headers */
export function notePolicy(manifest, headers) {
  const policy = headers.get('Content-Security-Policy');
  if (policy && !policy.includes('blob:')) strict.add(manifest);
}

/**
 * What a start asks for: of what cannot be used compressed the files in its place.
 *
 * @param {Manifest} manifest
 * @returns {ManifestFile[]}
 */
export function filesOfStart(manifest) {
  const { path, bytes, sha256 } = manifest.runtime.packages;
  return [...runtimeFiles(manifest), { path, bytes, sha256 }];
}

/** Those that no snapshot holds. @param {Manifest} manifest */
export const modulesOfStart = (manifest) => runtimeFiles(manifest).filter(isModule);

/** Those of the runtime that a snapshot holds. @param {Manifest} manifest */
export const filesOfSnapshot = (manifest) =>
  runtimeFiles(manifest).filter((file) => !isModule(file));

/** @param {ManifestFile} file */
const isModule = ({ path, holds = path }) => holds.endsWith('.mjs');

/** @param {Manifest} manifest @returns {ManifestFile[]} */
function runtimeFiles(manifest) {
  const { files, plain } = manifest.runtime;
  const needed = plain.filter((file) => !canInflate() || (isModule(file) && strict.has(manifest)));
  const inPlace = new Map(needed.map((file) => [file.path, file]));
  return files.map((file) => inPlace.get(file.holds ?? '') ?? file);
}

/** The interpreter, as it comes in. @param {Response} response */
export function inflated({ body }) {
  const stream = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (body).pipeThrough(
    new DecompressionStream('gzip'),
  );
  return new Response(stream, { headers: { 'Content-Type': 'application/wasm' } });
}

/** @param {Uint8Array<ArrayBuffer>} bytes @returns {Promise<Uint8Array<ArrayBuffer>>} */
export async function inflatedBytes(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
