// The rules of the game: stars fall in five lanes, a boat below goes left and right.
// @ts-check
import { seeded } from '../../ui/data/seeded-random.js';

export const LANES = 5;
/** Seconds a star takes to fall, and between stars, at the start; both shrink as stars are caught. */
const [FALL, BETWEEN] = [5, 3];
const [QUICKER, QUICKEST] = [0.97, 0.5];

/** @typedef {{ lane: number, y: number }} Star y from 0, the top, to 1 */
/** @typedef {{ lane: number, stars: Star[], caught: number, missed: number, wait: number, random: () => number }} Game */
/** @typedef {'new' | 'caught' | 'missed'} Event */

/** @param {number} seed @returns {Game} */
export const newGame = (seed) => ({
  lane: 2,
  stars: [],
  caught: 0,
  missed: 0,
  wait: 0.3,
  random: seeded(seed),
});

/** @param {Game} game @param {-1 | 1} way */
export function steer(game, way) {
  game.lane = Math.max(0, Math.min(LANES - 1, game.lane + way));
}

/** How much quicker it has become. @param {Game} game */
const pace = ({ caught }) => Math.max(QUICKEST, QUICKER ** caught);

/** @param {Game} game @param {number} seconds @returns {Event[]} what happened */
export function advance(game, seconds) {
  /** @type {Event[]} */
  const events = [];
  for (const star of game.stars) star.y += seconds / (FALL * pace(game));
  for (const star of game.stars.filter(({ y }) => y >= 1)) {
    const hit = star.lane === game.lane;
    if (hit) game.caught++;
    else game.missed++;
    events.push(hit ? 'caught' : 'missed');
  }
  game.stars = game.stars.filter(({ y }) => y < 1);
  game.wait -= seconds;
  if (game.wait <= 0) {
    game.stars.push({ lane: nextLane(game), y: 0 });
    game.wait = BETWEEN * pace(game);
    events.push('new');
  }
  return events;
}

/** One or two lanes from the star before, or from the boat: never where it is already. @param {Game} game */
function nextLane({ stars, lane, random }) {
  const from = stars.length ? stars[stars.length - 1].lane : lane;
  const reach = [-2, -1, 1, 2].map((way) => from + way).filter((to) => to >= 0 && to < LANES);
  return reach[Math.floor(random() * reach.length)];
}
