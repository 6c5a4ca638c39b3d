/**
 * The text of one JavaScript function that predicts for one row and needs no library: of an
 * ELMClassifier, ELMRegressor, OnlineELM*, SemiSupervisedELMClassifier, TableClassifier or
 * TableRegressor.
 *
 * It takes an array of numbers; of a table model, an object with a cell for each column (null for
 * a gap), read as the Predictor reads them. Cells that cannot be read count as missing;
 * `predict.unread` then holds a `{ column, text }` for each.
 */
export function toFunction(json: string | object): string;
