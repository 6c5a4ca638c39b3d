// What the build puts at vendor/uplot.js (see build_steps/site.py).
export { default } from 'uplot';
