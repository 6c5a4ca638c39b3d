// What is taken of the packages that read Parquet; the build puts it into one file.
// @ts-check
export { decompress as unpackZstd } from 'fzstd';
export { parquetMetadata, parquetRead, parquetSchema } from 'hyparquet';
export { parquetHeader } from 'hyparquet/src/column.js';
// not the package's main module, which compiles WebAssembly as soon as it is loaded
export { decompressBrotli as unpackBrotli } from 'hyparquet-compressors/src/brotli.js';
export { gunzip } from 'hyparquet-compressors/src/gzip.js';
export {
  decompressLz4 as unpackLz4,
  decompressLz4Raw as unpackLz4Raw,
} from 'hyparquet-compressors/src/lz4.js';
