// Small texts that the browser remembers for the site ('local') or for this tab ('session'). Where
// it remembers nothing (switched off, a frame without an origin), nothing is found.
// @ts-check

/** @param {'local' | 'session'} which */
function of(which) {
  const place = () => (which === 'local' ? localStorage : sessionStorage); // throws where there is none
  return {
    /** @param {string} key */
    get(key) {
      try {
        return place().getItem(key);
      } catch {
        return null;
      }
    },
    /** @param {string} key @param {string | undefined} value nothing forgets it @returns {boolean} whether there was room */
    set(key, value) {
      try {
        if (value === undefined) place().removeItem(key);
        else place().setItem(key, value);
        return true;
      } catch {
        return false;
      }
    },
    /** @returns {string[]} */
    keys() {
      try {
        return Object.keys(place());
      } catch {
        return [];
      }
    },
  };
}

export const forSite = of('local');
export const forTab = of('session');
