/** Of a module that is imported for the kinds of models that it makes known to the Predictor. */
export {};
