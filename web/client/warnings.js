// What models warned of while they answered: to who listens, else to the console.
// @ts-check

/** @import { Told } from './index.js' */

/**
 * @param {{ warnings?: Told[] }} result
 * @param {((warnings: Told[]) => void) | undefined} listener
 */
export function tell({ warnings }, listener) {
  if (!warnings) return;
  if (listener) listener(warnings);
  else for (const { message } of warnings) console.warn(message);
}
