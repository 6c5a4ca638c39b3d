// Its modules come without types of their own.
declare module 'hyparquet-compressors/src/*.js' {
  type Unpack = (packed: Uint8Array, size: number) => Uint8Array;
  export const decompressBrotli: Unpack;
  export const decompressLz4: Unpack;
  export const decompressLz4Raw: Unpack;
  export const gunzip: (packed: Uint8Array, into: Uint8Array) => Uint8Array;
}
