// Where the site keeps what it fetches by address.
// @ts-check

/** The folder of the ready models and their cards. */
export const GALLERY = new URL('../gallery/', import.meta.url);
