import { ElmToolkit } from 'elm-toolkit';

let starting;

/** The toolkit that all components share: it takes a second to start, and is started once. */
export function toolkit() {
  starting ??= ElmToolkit.start({ assets: `${import.meta.env.BASE_URL}elm/` }).catch((error) => {
    starting = undefined; // the next one tries again
    throw error;
  });
  return starting;
}
