// Files that hold no table that can be read here: what each is, and the way out.
// @ts-check
import { CsvError } from './table.js';
import { zipNames } from './zip.js';

const TAKE_OUT = 'take the file out of the archive, then open that';
const FROM_PANDAS = 'write it as CSV or Parquet (in pandas: to_csv, to_parquet)';
const R_OBJECTS = 'a file of R objects: write the table as CSV in R (write.csv)';
const PICTURE = 'a picture: the page Pictures takes these';
const SOUND = 'a sound: there is no table in it';
const SPSS = 'an SPSS file (.sav): save it as CSV or .xlsx in SPSS';
const STATA = 'a Stata file (.dta): write it as CSV (export delimited)';
const SAS = 'a SAS file: write it as CSV (proc export)';
const XML = 'an XML file: save the table in it as CSV';
const HTML = 'a web page (HTML): copy the table in it into a spreadsheet, and save it as CSV';

const DAMAGED = 'a damaged workbook or zip archive: save or download it again';

/** How a file of bytes begins, a character a byte, and what it is. @type {[string, string][]} */
const BYTES = [
  [
    '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
    'an old Excel file (.xls), or one with a password: save it as .xlsx without a password, or as CSV',
  ],
  ['SQLite format 3\0', 'a SQLite database: write the table that you want as CSV'],
  ['\0\x01\0\0Standard ', 'an Access database: export the table that you want as CSV'],
  ['\x89HDF\r\n\x1a\n', `an HDF5 or NetCDF file: ${FROM_PANDAS}`],
  ['CDF\x01', `a NetCDF file: ${FROM_PANDAS}`],
  ['CDF\x02', `a NetCDF file: ${FROM_PANDAS}`],
  ['ARROW1', `a Feather or Arrow file: ${FROM_PANDAS}`],
  ['FEA1', `a Feather file: ${FROM_PANDAS}`],
  ['\xff\xff\xff\xff', `a stream of Arrow: ${FROM_PANDAS}`],
  ['ORC', `an ORC file: ${FROM_PANDAS}`],
  ['Obj\x01', `an Avro file: ${FROM_PANDAS}`],
  ['\x93NUMPY', 'an array of NumPy: write it as CSV (numpy.savetxt)'],
  ['MATLAB 5.0', 'a MATLAB file: write it as CSV (writetable)'],
  ['RDX2\n', R_OBJECTS],
  ['RDX3\n', R_OBJECTS],
  ['X\n\0\0\0', R_OBJECTS],
  ['$FL2', SPSS],
  ['$FL3', SPSS],
  ['\0\0\0\0\0\0\0\0\0\0\0\0\xc2\xea\x81\x60', SAS],
  ['\x89PNG', PICTURE],
  ['\xff\xd8\xff', PICTURE],
  ['GIF8', PICTURE],
  ['II*\0', PICTURE],
  ['MM\0*', PICTURE],
  ['BM', PICTURE],
  ['RIFF', 'a sound, film or picture: there is no table in it'],
  ['ID3', SOUND],
  ['OggS', SOUND],
  ['BZh', 'a compressed file (bzip2): unpack it first'],
  ['\xfd7zXZ\0', 'a compressed file (xz): unpack it first'],
  ['\x28\xb5\x2f\xfd', 'a compressed file (zstd): unpack it first'],
  ['7z\xbc\xaf\x27\x1c', `a 7z archive: ${TAKE_OUT}`],
  ['Rar!', `a RAR archive: ${TAKE_OUT}`],
];

/** How a file of text begins, and what it is. @type {[string, string][]} */
const TEXTS = [
  ['<stata_dta>', STATA],
  ['HEADER RECORD*******', SAS],
  ['%PDF-', 'a PDF: copy the table in it into a spreadsheet, and save it as CSV'],
  ['{\\rtf', 'a text document (RTF): copy the table in it into a spreadsheet, and save it as CSV'],
];

/** What a zip holds, and what it is then. @type {[RegExp, string][]} */
const ZIPS = [
  [/^xl\/workbook\.bin$/, 'a binary Excel workbook (.xlsb): save it as .xlsx or CSV'],
  [/^word\//, 'a Word document: copy the table in it into a spreadsheet, and save it as CSV'],
  [/^ppt\//, 'a presentation: copy the table in it into a spreadsheet, and save it as CSV'],
  [/^Index\/.*\.iwa$/, 'a document of Numbers or Pages: export it as CSV or .xlsx'],
  [
    /^content\.xml$/,
    'an OpenDocument file (.ods): save it as .xlsx or CSV in the program that wrote it',
  ],
  [/\.npy$/, 'an archive of NumPy arrays: write the one that you want as CSV (numpy.savetxt)'],
];

/** Throws what a file is, if it is known to hold no table. @param {Uint8Array} bytes @param {string} name */
export function refuse(bytes, name) {
  const head = latin(bytes.subarray(0, 2000));
  const what =
    begins(TEXTS, head) ??
    (hasControls(head) || bytes[0] >= 0x80 ? ofBytes(bytes, head, name) : undefined) ??
    markup(head, latin(bytes.subarray(-2000)));
  if (what) throw new CsvError(`This is ${what}.`);
}

/** A character for each byte. @param {Uint8Array} bytes */
const latin = (bytes) => String.fromCharCode(...bytes);

/** @param {[string, string][]} of @param {string} head */
const begins = (of, head) => of.find(([beginning]) => head.startsWith(beginning))?.[1];

/** Whether there are characters that no text has. @param {string} head */
function hasControls(head) {
  for (let i = 0; i < head.length; i++) if (head.charCodeAt(i) < 9) return true;
  return false;
}

/** @param {Uint8Array} bytes @param {string} head @param {string} name */
function ofBytes(bytes, head, name) {
  if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')) {
    const names = zipNames(bytes);
    const found = ZIPS.find(([pattern]) => names.some((entry) => pattern.test(entry)));
    return found?.[1] ?? (names.length ? `a zip archive: ${TAKE_OUT}` : DAMAGED);
  }
  if (head.startsWith('\x1f\x8b')) {
    return /\.(rds|rda|rdata)$/i.test(name)
      ? R_OBJECTS
      : 'a compressed file (gzip): unpack it first';
  }
  const last = latin(bytes.subarray(-2)).trimEnd();
  if (head[0] === '\x80' && head[1] >= '\x02' && head[1] <= '\x05' && last.endsWith('.'))
    return `a pickle, which may hold a program and is not opened: ${FROM_PANDAS}`;
  if (/\.dta$/i.test(name) && 'ilnoqrs'.includes(head[0])) return STATA;
  return begins(BYTES, head);
}

/** Markup says so itself, or ends with the element that it begins with. */
/** @param {string} head @param {string} end */
function markup(head, end) {
  const start = head.replace(/^\xef\xbb\xbf/, '').trimStart();
  const found = /^<(?:!doctype|\?xml|([a-z][\w:.-]*)[\s>/])/i.exec(start);
  if (!found || (found[1] && !end.trimEnd().endsWith(`</${found[1]}>`))) return undefined;
  return /<(!doctype html|html|head|body|table)\b/i.test(start) ? HTML : XML;
}
