// What is wrong with a file of a table, in words for the person who brought it.
// @ts-check
export class CsvError extends Error {}
