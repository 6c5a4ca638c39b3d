// The grooves to start from, written for this page: common patterns of each style, two bars each.
// @ts-check
import { written } from './bars.js';

/** @import { Bar } from './bars.js' */

/** @typedef {{ name: string, tempo: number, swing: number, bars: Bar[] }} Groove */

/**
 * @param {string} name @param {number} tempo beats a minute @param {number} swing percent, 50 is even
 * @param {Record<string, string>} first @param {Record<string, string>} second what is other in bar 2
 * @returns {Groove}
 */
const groove = (name, tempo, swing, first, second) => ({
  name,
  tempo,
  swing,
  bars: [written(first), written({ ...first, ...second })],
});

/** @type {Groove[]} */
export const GROOVES = [
  groove(
    'Four on the floor',
    124,
    50,
    {
      kick: 'X... X... X... X...',
      snare: '.... x... .... x...',
      hat: 'o... o... o... o...',
      open: '..x. ..x. ..x. ..x.',
    },
    { snare: '.... x... .... x..o' },
  ),
  groove(
    'Straight rock',
    112,
    50,
    {
      kick: 'X... .... X.x. ....',
      snare: '.... X... .... X...',
      hat: 'x.o. x.o. x.o. x.o.',
    },
    { kick: 'X..x .... X.x. ....', snare: '.... X... .... X.xx', hat: 'x.o. x.o. x.o. x...' },
  ),
  groove(
    'Disco',
    118,
    50,
    {
      kick: 'X... x... X... x...',
      snare: '.... X... .... X...',
      hat: 'x.ox x.ox x.ox x.ox',
      open: '..x. ..x. ..x. ..x.',
    },
    { hat: 'x.ox x.ox x.ox xxox', snare: '.... X... .... X.oo' },
  ),
  groove(
    'Sixteenth funk',
    98,
    53,
    {
      kick: 'X..x ..x. ..x. .x..',
      snare: '.... X..o .o.. X..o',
      hat: 'xoxo xoxo xoxo xoxo',
    },
    { kick: 'X..x ..x. .xx. ....', hat: 'xoxo xoxo xoxo xo..', open: '.... .... .... ..x.' },
  ),
  groove(
    'Boom bap',
    90,
    60,
    {
      kick: 'X..x .... ..x. ....',
      snare: '.... X... .... X...',
      hat: 'x.x. x.x. x.x. x.x.',
    },
    { kick: 'X..x ...x ..x. ....', snare: '.... X... .... X..o' },
  ),
  groove(
    'Half-time',
    140,
    50,
    {
      kick: 'X... ..x. .... ..x.',
      snare: '.... .... X... ....',
      hat: 'x.x. x.x. x.x. x.x.',
    },
    { kick: 'X... ..x. ...x ..x.', hat: 'x.x. x.x. x.xo xoxo' },
  ),
  groove(
    'Trap',
    140,
    50,
    {
      kick: 'X... ...x ..x. ....',
      snare: '.... .... X... ....',
      hat: 'x.x. x.x. xxx. x.x.',
    },
    { hat: 'x.x. xxxx x.x. xxoo', kick: 'X..x .... ..x. .x..' },
  ),
  groove(
    'Drum and bass',
    172,
    50,
    {
      kick: 'X... .... ..X. ....',
      snare: '.... X..o .o.. X...',
      hat: 'x.x. x.x. x.x. x.x.',
    },
    { kick: 'X.x. .... ..X. ....', snare: '.... X..o .o.. X..o' },
  ),
  groove(
    'Breakbeat',
    134,
    52,
    {
      kick: 'X.X. .... ..XX ....',
      snare: '.... X..o .o.. X..o',
      ride: 'x.x. x.x. x.x. x.x.',
    },
    { kick: 'X.X. .... ..X. ....', snare: '.... X..o .o.. ..X.', crash: '.... .... ..x. ....' },
  ),
  groove(
    'Bossa nova',
    132,
    50,
    {
      kick: 'x..o x..o x..o x..o',
      snare: 'x..x ..x. ..x. .x..',
      hat: 'oooo oooo oooo oooo',
    },
    { snare: '..x. .x.. x..x ..x.' },
  ),
  groove(
    'Samba',
    104,
    50,
    {
      kick: 'o..x X..x o..x X..x',
      snare: 'x.xo x.xx .xo. x.x.',
      hat: '..x. ..x. ..x. ..x.',
      low: '.... x... .... X.x.',
    },
    { snare: 'x.xo x.xx .xox .xxo' },
  ),
  groove(
    'One drop',
    76,
    58,
    {
      kick: '.... .... X... ....',
      snare: '.... .... X... ....',
      hat: 'x.x. x.xo x.x. x.x.',
    },
    { hat: 'x.x. x.xo x.x. x...', open: '.... .... .... ..x.', high: '.... .... .... .xo.' },
  ),
  groove(
    'Shuffle',
    116,
    66,
    {
      kick: 'X... .... X..x ....',
      snare: '...o X..o ...o X..o',
      hat: 'x..x x..x x..x x..x',
    },
    { kick: 'X..x .... X... ....' },
  ),
  groove(
    'Tom-tom march',
    108,
    50,
    {
      kick: 'X... .... X... ..x.',
      low: 'x..x ..x. x..x ..x.',
      mid: '.... x... .... x...',
      snare: '.... ..oo .... ..oo',
    },
    { mid: '.... x... .... xx..', high: '.... .... .... ..xx', crash: 'x... .... .... ....' },
  ),
];
