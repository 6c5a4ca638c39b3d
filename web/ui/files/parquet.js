// The columns of a Parquet file as texts.
// @ts-check

import { columnNames } from '../../client/files/names.js';
import {
  gunzip,
  parquetHeader,
  parquetMetadata,
  parquetRead,
  parquetSchema,
  unpackBrotli,
  unpackLz4,
  unpackLz4Raw,
  unpackZstd,
} from '../../vendor/parquet.js';
import { declaredIn } from './arrow-schema.js';
import { AS_STORED, isDuration, NO_TEXT, textsOf } from './parquet-values.js';
import { CsvError, checkColumns, tableOf } from './table.js';
import { offsetIn } from './zones.js';

/** @import { FileMetaData, PageHeader, SchemaTree } from 'hyparquet' */
/** @import { Declared } from './arrow-schema.js' */
/** @import { ParsedTable } from './table.js' */

/** What a file may hold: so much, and so many times its bytes. */
const CELLS = { room: 5_000_000, times: 1000, most: 50_000_000 };
const BYTES = { room: 20 * 2 ** 20, times: 1000, most: 2 ** 30 };

/** Into as many bytes as the page says, which are known not to be too many. */
const COMPRESSORS = {
  GZIP: (/** @type {Uint8Array} */ packed, /** @type {number} */ size) =>
    gunzip(packed, new Uint8Array(size)),
  ZSTD: (/** @type {Uint8Array} */ packed, /** @type {number} */ size) =>
    unpackZstd(packed, new Uint8Array(size)),
  BROTLI: unpackBrotli,
  LZ4: unpackLz4,
  LZ4_RAW: unpackLz4Raw,
};

/** @param {Uint8Array} bytes @returns {Promise<ParsedTable>} */
export async function readParquet(bytes) {
  const buffer = /** @type {ArrayBuffer} */ (
    bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer
  );
  try {
    return await read(buffer);
  } catch (error) {
    if (error instanceof CsvError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new CsvError(`The Parquet file cannot be read: ${why}.`);
  }
}

/** @param {ArrayBuffer} buffer @returns {Promise<ParsedTable>} */
async function read(buffer) {
  const metadata = parquetMetadata(buffer, { geoparquet: false });
  const fields = parquetSchema(metadata).children;
  const rows = Number(metadata.num_rows);
  const flat = fields.filter(isFlat);
  /** @type {string[]} */
  const notes = leftOut(
    fields.filter((field) => !isFlat(field)),
    'lists or objects',
  );
  checkSize(
    rows * Math.max(1, flat.length),
    CELLS,
    buffer,
    `${rows} rows of ${flat.length} columns`,
  );
  checkPages(buffer, metadata, new Set(flat.map(({ element }) => element.name)));
  checkColumns(flat.length);
  const known = knownTypes(metadata);
  const columns = [];
  /** @type {SchemaTree[]} */
  const binary = [];
  for (const field of flat) {
    const column = await columnOf(buffer, metadata, field, known.get(field.element.name));
    if (column) columns.push(column);
    else binary.push(field);
  }
  notes.push(...leftOut(binary, 'bytes that are no text'), ...clocksOf(flat, known));
  if (!columns.length || !rows)
    throw new CsvError('The Parquet file has no rows that can be read.');
  const categories = declared(metadata);
  const named = columnNames(columns.map(({ name }) => (isIndex(name) ? '' : name)));
  /** @type {Record<string, string>} */
  const kinds = {};
  for (const [i, name] of named.names.entries()) {
    if (categories.has(columns[i].name)) kinds[name] = 'category';
    columns[i].name = name;
  }
  return tableOf(columns, { notes: [...notes, ...named.notes], kinds });
}

/** The index of a data frame, which files of text have without a name. @param {string} name */
const isIndex = (name) => /^__index_level_[0-9]+__$/.test(name);

/** @param {SchemaTree} field */
const isFlat = ({ children, element }) =>
  !children.length &&
  element.repetition_type !== 'REPEATED' &&
  element.converted_type !== 'INTERVAL';

/** @param {SchemaTree[]} fields @param {string} what */
function leftOut(fields, what) {
  if (!fields.length) return [];
  const names = fields.map(({ element }) => `“${element.name}”`).join(', ');
  return fields.length === 1
    ? [`Column ${names} is left out: it holds ${what}.`]
    : [`Columns ${names} are left out: they hold ${what}.`];
}

/**
 * @param {number} size @param {{ room: number, times: number, most: number }} bound
 * @param {ArrayBuffer} buffer @param {string} shown
 */
function checkSize(size, { room, times, most }, buffer, shown) {
  if (!(size <= Math.min(most, room + times * buffer.byteLength))) {
    throw new CsvError(
      `The Parquet file claims to hold ${shown}, which is too much for a file of its size: take a part of its rows.`,
    );
  }
}

/**
 * Looks at the head of every page, before anything is unpacked: a few bytes may stand for any
 * number of equal cells.
 *
 * @param {ArrayBuffer} buffer @param {FileMetaData} metadata @param {Set<string>} names
 */
function checkPages(buffer, metadata, names) {
  let unpacked = 0;
  for (const { columns, num_rows } of metadata.row_groups) {
    for (const { meta_data: about } of columns) {
      if (!about || !names.has(about.path_in_schema[0])) continue;
      const start = Number(about.dictionary_page_offset || about.data_page_offset);
      const end = Math.min(buffer.byteLength, start + Number(about.total_compressed_size));
      const reader = { view: new DataView(buffer, 0, end), offset: start };
      let cells = 0;
      while (reader.offset < end && cells < num_rows) {
        const page = parquetHeader(reader);
        if (!isSound(page)) throw new Error('a page is damaged');
        reader.offset += page.compressed_page_size;
        unpacked += page.uncompressed_page_size;
        cells += (page.data_page_header ?? page.data_page_header_v2)?.num_values ?? 0;
      }
      if (cells !== Number(num_rows)) {
        throw new Error(`a column has ${cells} cells, its group ${num_rows} rows`);
      }
    }
  }
  checkSize(unpacked, BYTES, buffer, `${Math.round(unpacked / 2 ** 20)} MB`);
}

/** Whether what the head of a page says can be: the parser takes its word for it. @param {PageHeader} page */
function isSound(page) {
  const { compressed_page_size: packed, uncompressed_page_size: size } = page;
  const { dictionary_page_header: dictionary, data_page_header_v2: v2 } = page;
  const levels = v2 ? [v2.definition_levels_byte_length, v2.repetition_levels_byte_length] : [];
  const counts = [packed, size, ...levels, dictionary?.num_values ?? 0];
  if (v2) counts.push(v2.num_nulls, v2.num_values - v2.num_nulls);
  return (
    counts.every((count) => Number.isInteger(count) && count >= 0) &&
    levels.reduce((a, b) => a + b, 0) <= Math.min(packed, size) &&
    (dictionary?.num_values ?? 0) <= 8 * size
  );
}

/**
 * The cells of one column; null if they are no text.
 *
 * @param {ArrayBuffer} buffer @param {FileMetaData} metadata @param {SchemaTree} field
 * @param {Declared} [declared] what is known beside the file's own types
 */
async function columnOf(buffer, metadata, { element }, declared) {
  const codes = new Int32Array(Number(metadata.num_rows));
  /** @type {Map<unknown, number>} */
  const places = new Map();
  let row = 0;
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    await parquetRead({
      ...{ file: buffer, metadata, rowStart, rowEnd, columns: [element.name] },
      ...{ compressors: COMPRESSORS, parsers: AS_STORED, geoparquet: false },
      onChunk({ columnData }) {
        for (let i = 0; i < columnData.length; i++) {
          let value = columnData[i] ?? null;
          if (value instanceof Uint8Array) value = NO_TEXT;
          let code = places.get(value);
          if (code === undefined) {
            code = places.size;
            places.set(value, code);
          }
          codes[row++] = code;
        }
      },
    });
    rowStart = rowEnd;
  }
  if (row !== codes.length) throw new Error(`column ${element.name} has ${row} cells`);
  if (places.has(NO_TEXT)) return null;
  return { name: element.name, codes, values: textsOf([...places.keys()], element, declared) };
}

/** The columns that a data frame declares to be categories. @param {FileMetaData} metadata */
function declared(metadata) {
  const text = metadata.key_value_metadata?.find(({ key }) => key === 'pandas')?.value;
  /** @type {Set<string>} */
  const categories = new Set();
  try {
    for (const about of JSON.parse(text ?? '{}').columns ?? [])
      if (about.pandas_type === 'categorical') categories.add(about.field_name);
  } catch {
    return categories; // of no use, but the table is there
  }
  return categories;
}

/** What Arrow declares of columns; zones as far as clocks here know them. @param {FileMetaData} metadata */
function knownTypes({ key_value_metadata: pairs }) {
  const declared = declaredIn(pairs?.find(({ key }) => key === 'ARROW:schema')?.value);
  return new Map([...declared].filter(([, { zone }]) => zone === undefined || offsetIn(zone)));
}

/** In which zones instants are given, and in which unit durations. @param {SchemaTree[]} fields @param {Map<string, Declared>} known */
function clocksOf(fields, known) {
  /** @type {Map<string, string[]>} */
  const names = new Map();
  const durations = [];
  for (const { element } of fields) {
    const type = /** @type {any} */ (element.logical_type);
    const { zone = 'UTC', perSecond } = known.get(element.name) ?? {};
    if (perSecond && isDuration(element)) durations.push(`“${element.name}”`);
    if (type?.type !== 'TIMESTAMP' || !type.isAdjustedToUTC) continue;
    names.set(zone, [...(names.get(zone) ?? []), `“${element.name}”`]);
  }
  const notes = [...names].map(
    ([zone, shown]) => `Times are those of ${zone} (${shown.join(', ')}).`,
  );
  if (durations.length) notes.push(`Durations are given in seconds (${durations.join(', ')}).`);
  return notes;
}
