// The kinds of models that every Predictor knows; modules.js names those with a module of their own.
// @ts-check
import './chain.js';
import './deep.js';
import './elm.js';
import './kernel.js';
import './online.js';
import './simd.js';
import './text.js';
import { Predictor as Known } from './core.js';

/** One of this module, so that whoever bundles it has the kinds, and whoever does not has none. */
export const Predictor = Known;
