import { learnLamp } from './lamp.js';

const lamp = await learnLamp();
const [state] = await lamp.model.predict([[1]]);
document.querySelector('output').textContent = state;
