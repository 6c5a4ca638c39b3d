// Every kind of model that a Predictor knows.
// @ts-check
import { chain, combine, frozen } from './chain.js';
import { conv } from './conv.js';
import { register } from './core.js';
import { autoencoder, deep } from './deep.js';
import { elm } from './elm.js';
import { average, chosen, stacking } from './ensemble.js';
import { kernel } from './kernel.js';
import { tableEncoder, tableModel } from './table.js';
import { textClassifier, vectorizer } from './text.js';

register({
  AutoELMClassifier: chosen,
  AutoELMRegressor: chosen,
  BaggingELMClassifier: average,
  BaggingELMRegressor: average,
  Chain: chain,
  Combine: combine,
  ConvELMClassifier: conv,
  DeepELMClassifier: deep,
  DeepELMRegressor: deep,
  ELMAutoencoder: autoencoder,
  ELMClassifier: elm,
  ELMRegressor: elm,
  Frozen: frozen,
  IntentClassifier: textClassifier,
  KernelELMClassifier: kernel,
  KernelELMRegressor: kernel,
  OnlineELMClassifier: elm,
  OnlineELMRegressor: elm,
  StackingELMClassifier: stacking,
  StackingELMRegressor: stacking,
  TableClassifier: tableModel,
  TableEncoder: tableEncoder,
  TableRegressor: tableModel,
  TextClassifier: textClassifier,
  TextVectorizer: vectorizer,
  VotingELMClassifier: average,
  VotingELMRegressor: average,
});
