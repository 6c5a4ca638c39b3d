// Every kind of model that a Predictor knows.
// @ts-check
import { register } from './core.js';
import { elm } from './elm.js';

register({
  ELMClassifier: elm,
  ELMRegressor: elm,
  OnlineELMClassifier: elm,
  OnlineELMRegressor: elm,
});
