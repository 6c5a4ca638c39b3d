// The endings of files that pages offer to open. What a file is, its content says: see formats.js.
// @ts-check

/** Of tables, for the dialogue of the browser: all that read-table.js reads. */
export const TABLE_ENDINGS =
  '.csv,.tsv,.tab,.txt,.data,.dat,.xlsx,.xlsm,.parquet,.arff,.svm,.svmlight,.libsvm,.json,.jsonl,.ndjson,text/csv';

/** Whether a file is by its name a table, and not texts, one a line. @param {string} name */
export const isTableName = (name) =>
  !/\.txt$/i.test(name) && TABLE_ENDINGS.split(',').some((end) => name.toLowerCase().endsWith(end));
