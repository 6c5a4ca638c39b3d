// Examples that a model brings along: of what its page stored beside it, one of each class.
// @ts-check
import { inkOf, isDrawing } from '../../ui/drawing/strokes.js';
import { sentencesIn } from '../../ui/samples/labelled-texts.js';

/** @import { Example } from '../../ui/models/try-model.js' */
/** @import { Input } from '../../ui/models/model-input.js' */

const MOST = 6;
const LONGEST = 60;

/** @param {Record<string, any>} metadata of a file, which may come from anyone @param {Input} input @returns {Example[]} */
export function examplesIn(metadata, input) {
  if (input.kind === 'text') {
    const texts = (sentencesIn(metadata) ?? []).flatMap(({ sentences: [first] }) => first ?? []);
    return texts.slice(0, MOST).map((text) => ({ name: shortened(text), input: text }));
  }
  if (input.kind === 'drawing') {
    const drawings = Array.isArray(metadata.drawings) ? metadata.drawings : [];
    return drawings.slice(0, MOST).flatMap((entry) => {
      const [first] = Array.isArray(entry?.samples) ? entry.samples : [];
      if (!isDrawing(first)) return [];
      return { name: shortened(entry.name), input: Array.from(inkOf(first, input)) };
    });
  }
  return [];
}

/** @param {unknown} text */
function shortened(text) {
  const all = String(text);
  return all.length > LONGEST ? `${all.slice(0, LONGEST - 1)}…` : all;
}
