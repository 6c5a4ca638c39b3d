// The sources import one another as they lie in the site, where worker/ and vendor/ stand beside
// client/. In the checkout worker/ stands beside web/, and most of vendor/ is made from npm packages:
// so `node --import` this file.
import { register } from 'node:module';

const hooks = `
  import { existsSync } from 'node:fs';
  const inSite = /\\/web\\/worker\\//;
  const vendor = /^(?:\\.\\.\\/)+vendor\\/(.+)\\.js$/;
  export async function resolve(specifier, context, next) {
    if (!specifier.startsWith('.') || !context.parentURL) return next(specifier, context);
    const name = vendor.exec(specifier)?.[1];
    const url = new URL(specifier, context.parentURL);
    if (name && !existsSync(url)) return next(name, context);
    url.pathname = url.pathname.replace(inSite, '/worker/');
    const found = await next(url.href, context);
    return url.pathname.includes('/worker/') ? { ...found, format: 'module' } : found;
  }`;

register(`data:text/javascript,${encodeURIComponent(hooks)}`);
