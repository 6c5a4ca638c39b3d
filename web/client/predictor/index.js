// Predictions of saved models in plain JavaScript: no Python, no worker, nothing to wait for.
// @ts-check
import './all.js';

export * from './base.js';
