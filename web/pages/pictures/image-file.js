// A file of a picture as a bitmap, measured before it is decoded.
// @ts-check
import { isolated } from '../../ui/text/bidi.js';
import { grouped } from '../../ui/text/format.js';

/** Pixels that are decoded: 256 MB of memory, and more than most cameras take. */
const MOST = 64e6;

/**
 * @param {File} file @returns {Promise<ImageBitmap>} to be closed
 * @throws {Error} saying in words why it cannot be read, or that it is too large
 */
export async function decodeImage(file) {
  const unread = () => {
    throw new Error(
      `The file ${isolated(file.name)} is no picture that the browser can read, or far too large a one: save it as PNG or JPEG of at most ${MOST / 1e6} megapixels.`,
    );
  };
  const { width, height } = await dimensionsOf(file).catch(unread);
  if (width * height > MOST) {
    throw new Error(
      `The picture ${isolated(file.name)} has ${grouped(width)} × ${grouped(height)} pixels; at most ${MOST / 1e6} megapixels are read: make it smaller, or cut out what matters, and open that.`,
    );
  }
  return createImageBitmap(file).catch(unread);
}

/**
 * As the browser reads them from the head of the file, by the reader that decodes it: whatever the
 * format, and with nothing decoded, since nothing is drawn. Without a type, so that no drawing in
 * SVG is built, which would not be read either.
 *
 * @param {Blob} file
 */
async function dimensionsOf(file) {
  const url = URL.createObjectURL(file.slice(0, file.size, ''));
  const picture = new Image();
  try {
    await new Promise((resolve, reject) => {
      picture.onload = resolve;
      picture.onerror = reject;
      picture.src = url;
    });
    return { width: picture.naturalWidth, height: picture.naturalHeight };
  } finally {
    URL.revokeObjectURL(url);
  }
}
