// Where the files of a start lie. The package has them in other places than the site: its build writes
// a module of this name.
// @ts-check

/** The worker's script, in the folder that `assets` names. */
export const WORKER = 'worker/worker.js';
/** That folder, as a module of the client sees it. */
export const BESIDE = '../';
