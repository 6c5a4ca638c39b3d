// The names of what a zip holds.
// @ts-check

/** @param {Uint8Array} bytes @returns {string[]} none if it is damaged */
export function zipNames(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const utf8 = new TextDecoder();
  const names = [];
  let at = directoryOf(view);
  while (at >= 0 && at + 46 <= view.byteLength && view.getUint32(at, true) === 0x02014b50) {
    const length = view.getUint16(at + 28, true);
    names.push(utf8.decode(bytes.subarray(at + 46, at + 46 + length)));
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return names;
}

/** Where the list of the files begins; the record at the end of the zip says so. */
/** @param {DataView} view */
function directoryOf(view) {
  for (let at = view.byteLength - 22; at >= 0 && at > view.byteLength - 22 - 65_536; at--)
    if (view.getUint32(at, true) === 0x06054b50) return view.getUint32(at + 16, true);
  return -1;
}
