// The same app as a program: node run.mjs, bun run.mjs, deno run -A --node-modules-dir=manual run.mjs
import 'elm-toolkit/node';
import { learnLamp } from './src/lamp.js';

const lamp = await learnLamp();
console.log((await lamp.model.predict([[1], [0]])).join(', '));
lamp.end();
