// What pages learn at their start, by the name of the model's file: written as JSON for ready.py.
import { starter } from '../web/pages/draw/starter.js';
import { STARTER } from '../web/pages/text/starter.js';
import { STARTER as NOTES } from '../web/pages/type-ahead/starter.js';
import { MODEL, rowsOf } from '../web/ui/drawing/rows.js';
import { asRows } from '../web/ui/samples/labelled-texts.js';
import { KEEP, knownOf, SAMPLES } from '../web/ui/samples/message-sets.js';

const ofTexts = (name, params, classes) => {
  const { texts: X, labels: y } = asRows(classes);
  return { class: name, params, X, y };
};
const drawings = starter().flatMap(({ name, samples }) =>
  samples.flatMap((strokes) => rowsOf(strokes).map((row) => [Array.from(row), name])),
);
const found = {
  topics: ofTexts('TextClassifier', {}, STARTER),
  notes: { class: 'Autocomplete', params: {}, X: [NOTES] },
  drawings: {
    class: 'ConvELMClassifier',
    params: MODEL,
    X: drawings.map(([row]) => row),
    y: drawings.map(([, name]) => name),
  },
};
for (const { id, className, classes } of SAMPLES) {
  const params = className === 'IntentClassifier' ? { keep: KEEP } : {};
  found[id] = ofTexts(className, params, knownOf(className, classes));
}
process.stdout.write(JSON.stringify(found));
