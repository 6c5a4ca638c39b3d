// The kinds of models that every Predictor knows; load.js names those with a module of their own.
// @ts-check
import { chain, chosen, combine } from './chain.js';
import { both, register } from './core.js';
import { autoencoder, deep } from './deep.js';
import { elm } from './elm.js';
import { kernel } from './kernel.js';
import { textClassifier, vectorizer } from './text.js';

register({
  ...both('AutoELM', chosen),
  Chain: chain,
  Combine: combine,
  ...both('Conformal', chosen),
  ...both('DeepELM', deep),
  ELMAutoencoder: autoencoder,
  ...both('ELM', elm),
  LanguageClassifier: textClassifier,
  SemiSupervisedELMClassifier: elm,
  IntentClassifier: textClassifier,
  ...both('KernelELM', kernel),
  ...both('OnlineELM', elm),
  TextClassifier: textClassifier,
  TextVectorizer: vectorizer,
});
