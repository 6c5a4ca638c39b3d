// Streams made here by a seed: rows with a class, and a world that changes under them.
// @ts-check
import { seeded } from '../../ui/data/seeded-random.js';

/** @typedef {{ X: { data: Float64Array, shape: number[] }, y: string[], changes: number[], rows?: number[] }} Block `changes`: rows at which the stream really changed; `rows`: where they are in a file, from 0 */
/** @typedef {{ name: string, columns: string[], classes: string[], total: number, row: number, take: (n: number) => Block | undefined }} Source `take` gives undefined at the end */

/**
 * @typedef {object} Kind
 * @property {string} id
 * @property {string} name
 * @property {string} about
 * @property {string[]} columns
 * @property {boolean} sudden whether it changes all at once, every so many rows
 * @property {(random: () => number, length: number) => (row: number) => { x: number[], yes: boolean }} open
 */

const SEA = [8, 9, 7, 9.5];

/** @type {Kind[]} */
export const KINDS = [
  {
    id: 'wave',
    name: 'Turned round',
    about:
      'Above or below a wave? At each change the answers turn round. One label in twenty is wrong.',
    columns: ['x', 'y'],
    sudden: true,
    open: (random, length) => (row) => {
      const x = [random(), random()];
      const above = x[1] > 0.5 + 0.3 * Math.sin(2 * Math.PI * x[0]);
      const turned = Math.floor(row / length) % 2 === 1;
      return { x, yes: (above !== turned) !== random() < 0.05 };
    },
  },
  {
    id: 'sea',
    name: 'SEA',
    about:
      'Is x₁ + x₂ above a threshold? It moves between 8, 9, 7 and 9.5 (Street & Kim 2001); x₃ says nothing, and one label in ten is wrong: nobody can be right in more than 90 %.',
    columns: ['x1', 'x2', 'x3'],
    sudden: true,
    open: (random, length) => (row) => {
      const x = [10 * random(), 10 * random(), 10 * random()];
      const above = x[0] + x[1] > SEA[Math.floor(row / length) % SEA.length];
      return { x, yes: above !== random() < 0.1 };
    },
  },
  {
    id: 'plane',
    name: 'Turning plane',
    about:
      'Ten columns, on which side of a plane? It turns a little with every row, never at once. One label in twenty is wrong.',
    columns: Array.from({ length: 10 }, (_, i) => `x${i + 1}`),
    sudden: false,
    open(random, length) {
      const phase = Array.from({ length: 10 }, () => 2 * Math.PI * random());
      return (row) => {
        const x = phase.map(random);
        const turn = (2 * Math.PI * row) / (4 * length);
        const side = x.reduce(
          (sum, value, i) => sum + Math.sin(turn + phase[i]) * (value - 0.5),
          0,
        );
        return { x, yes: side > 0 !== random() < 0.05 };
      };
    },
  },
  {
    id: 'steady',
    name: 'No change',
    about:
      'The wave, and nothing changes: what forgetting costs, and whether drifts are told that are none.',
    columns: ['x', 'y'],
    sudden: false,
    open: (random) => () => {
      const x = [random(), random()];
      return { x, yes: x[1] > 0.5 + 0.3 * Math.sin(2 * Math.PI * x[0]) !== random() < 0.05 };
    },
  },
];

/** Changes until a stream made here ends. */
const CHANGES = 6;

/** @param {Kind} kind @param {{ seed: number, length: number }} settings @returns {Source} */
export function madeHere(kind, { seed, length }) {
  const next = kind.open(seeded(seed), length);
  const total = CHANGES * length;
  return {
    name: kind.name,
    columns: kind.columns,
    classes: ['no', 'yes'],
    total,
    row: 0,
    take(n) {
      const rows = Math.min(n, total - this.row);
      if (rows <= 0) return undefined;
      const data = new Float64Array(rows * kind.columns.length);
      const y = [];
      const changes = [];
      for (let i = 0; i < rows; i++, this.row++) {
        if (kind.sudden && this.row && this.row % length === 0) changes.push(this.row);
        const { x, yes } = next(this.row);
        data.set(x, i * x.length);
        y.push(yes ? 'yes' : 'no');
      }
      return { X: { data, shape: [rows, kind.columns.length] }, y, changes };
    },
  };
}
