export * from '../client/index.js';

/**
 * From now on a model of a class becomes, when it is fitted, that of a saved file: the Predictor
 * answers for it, and `save` gives that file. Models of other classes answer with the label, or the
 * number, of the sample most like the one asked about. An empty object ends it.
 */
export function learnAs(files: Record<string, string>): void;
