// Every model that the forms of Boundary and the bricks of Compose can come to, one choice changed at
// a time, and the activations of How it works: for tests/core/test_page_choices.py.
import * as boundary from '../../web/pages/boundary/settings.js';
import { brick, KINDS, specOf } from '../../web/pages/compose/bricks.js';
import { ACTIVATIONS } from '../../web/pages/how-it-works/elm.js';

const bricks = Object.entries(KINDS).flatMap(([kind, { settings }]) =>
  settings.flatMap(({ name, values }) =>
    values.map((value) => specOf(brick(kind, { [name]: value }))),
  ),
);
const choices = { activation: boundary.ACTIVATIONS, kernel: boundary.KERNELS };
const settings = Object.keys(boundary.KINDS).flatMap((kind) =>
  Object.entries(choices).flatMap(([name, values]) =>
    values.map((value) => boundary.modelOf({ ...boundary.START, kind, [name]: value })),
  ),
);
process.stdout.write(
  JSON.stringify({
    boundary: settings,
    compose: bricks,
    'how-it-works': Object.keys(ACTIVATIONS),
  }),
);
