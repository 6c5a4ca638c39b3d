// What the build puts at vendor/d3-dsv.js (see build_steps/site.py).
export * from 'd3-dsv';
