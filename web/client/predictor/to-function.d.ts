/**
 * The text of one JavaScript function that predicts for one row and needs no library: of an
 * ELMClassifier, ELMRegressor, OnlineELM*, TableClassifier or TableRegressor.
 *
 * It takes an array of numbers; of a table model, an object with a cell for each column (numbers,
 * true or false, dates as 'YYYY-MM-DD', texts; null for a gap).
 */
export function toFunction(json: string | object): string;
