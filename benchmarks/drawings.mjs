// Writes the rows that the draw page makes of its first drawings: node drawings.mjs OUT.json
import { writeFileSync } from 'node:fs';
import { rowsOf } from '../web/ui/drawing/rows.js';
import { starter } from '../web/pages/draw/starter.js';

const rows = starter().flatMap(({ name, samples }) =>
  samples.flatMap((strokes) =>
    rowsOf(strokes).map((ink) => ({ label: Number(name), ink: Array.from(ink) })),
  ),
);
writeFileSync(process.argv[2], JSON.stringify(rows));
