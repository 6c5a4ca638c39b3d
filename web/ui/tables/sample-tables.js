// The sample tables that come with the site, with where they come from.
// @ts-check
import { ASSETS } from '../site.js';

/** @typedef {{ file: string, title: string, rows: number, target: string, task: string, source: string, licence: string, description: string }} Sample */

const FOLDER = new URL('samples/', ASSETS);

/** @returns {Promise<Sample[]>} */
export const listOfSamples = () => fetchSample('index.json').then(JSON.parse);

/** @param {string} file */
export async function fetchSample(file) {
  const response = await fetch(new URL(file, FOLDER));
  if (!response.ok) throw new Error(`The sample ${file} could not be loaded.`);
  return response.text();
}
