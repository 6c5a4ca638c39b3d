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

/** @param {string} name @param {any} kind */
const both = (name, kind) => ({ [`${name}Classifier`]: kind, [`${name}Regressor`]: kind });

register({
  ...both('AutoELM', chosen),
  ...both('BaggingELM', average),
  Chain: chain,
  Combine: combine,
  ConvELMClassifier: conv,
  ...both('Conformal', chosen),
  ...both('DeepELM', deep),
  ELMAutoencoder: autoencoder,
  ...both('ELM', elm),
  Frozen: frozen,
  LanguageClassifier: textClassifier,
  SemiSupervisedELMClassifier: elm,
  IntentClassifier: textClassifier,
  ...both('KernelELM', kernel),
  ...both('OnlineELM', elm),
  ...both('StackingELM', stacking),
  ...both('Table', tableModel),
  TableEncoder: tableEncoder,
  TextClassifier: textClassifier,
  TextVectorizer: vectorizer,
  ...both('VotingELM', average),
});
