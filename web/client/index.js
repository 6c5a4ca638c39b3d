// The client as it lies: a page that imports it by its address need not say where the rest is.
// @ts-check
import './home.js';

export * from './main.js';
