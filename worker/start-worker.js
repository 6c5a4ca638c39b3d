// Starts module workers, also of scripts that another origin serves.
// @ts-check

/** @type {Map<string, string>} script of another origin → a script of ours that imports it */
const relays = new Map();

/** @type {{ createScriptURL: (url: string) => string } | undefined} */
let policy;

/**
 * A browser starts no script of another origin, but one of the page's own may import it, if its host
 * allows that (CORS). Where a page's policy asks for trusted types, ours is called 'elm-toolkit'.
 *
 * @param {URL} script
 */
export function startWorker(script) {
  const isOther = ![script.origin, 'null'].includes(globalThis.origin); // without an origin neither starts
  const url = isOther ? relayOf(script.href) : script.href;
  return new Worker(trusted(url), { type: 'module' });
}

/** @param {string} script */
function relayOf(script) {
  const content = new Blob([`import ${JSON.stringify(script)};`], { type: 'text/javascript' });
  if (!relays.has(script)) relays.set(script, URL.createObjectURL(content));
  return /** @type {string} */ (relays.get(script));
}

/** @param {string} url */
function trusted(url) {
  try {
    const { trustedTypes } = /** @type {any} */ (globalThis);
    policy ??= trustedTypes?.createPolicy('elm-toolkit', {
      createScriptURL: (/** @type {string} */ address) => address,
    });
  } catch {
    // not one of those that the page allows: the browser says whether it is needed
  }
  return policy?.createScriptURL(url) ?? url;
}
