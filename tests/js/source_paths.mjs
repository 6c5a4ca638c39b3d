// The sources import one another as they lie in the site, where worker/ stands beside client/
// (../worker/protocol.js). In the checkout it stands beside web/: so `node --import` this file.
import { register } from 'node:module';

const hooks = `
  const inSite = /\\/web\\/worker\\//;
  export async function resolve(specifier, context, next) {
    if (!specifier.startsWith('.') || !context.parentURL) return next(specifier, context);
    const url = new URL(specifier, context.parentURL);
    url.pathname = url.pathname.replace(inSite, '/worker/');
    return next(url.href, context);
  }`;

register(`data:text/javascript,${encodeURIComponent(hooks)}`);
