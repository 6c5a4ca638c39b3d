// Where the site is, and the files that come with its modules. As they are bundled, modules lie one
// folder below those files; so does this one, which is why it is in no folder of its own.
// @ts-check

/** The folder of all modules and what they fetch, which is named by its content. */
export const ASSETS = new URL('../', import.meta.url);

/** The folder of the pages. */
export const SITE = new URL('../', ASSETS);

/** The file of the page that is open. */
export const thisPage = () => location.pathname.split('/').pop() || 'index.html';
