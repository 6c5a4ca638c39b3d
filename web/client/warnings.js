// What models warned of while they answered: to who listens, else to the console.
// @ts-check

/** @import { Told } from './index.js' */

/**
 * Tells what comes of it, each once: some is known before the long work.
 *
 * @param {((warnings: Told[]) => void) | undefined} listener
 */
export function teller(listener) {
  const told = new Set();
  return (/** @type {{ warnings?: Told[] }} */ { warnings = [] }) => {
    const news = warnings.filter(({ message }) => !told.has(message));
    for (const { message } of news) told.add(message);
    if (listener && news.length) listener(news);
    else for (const { message } of news) console.warn(message);
  };
}

/** @param {{ warnings?: Told[] }} result @param {((warnings: Told[]) => void) | undefined} listener */
export const tell = (result, listener) => teller(listener)(result);
