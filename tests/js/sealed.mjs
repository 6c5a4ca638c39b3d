import { digest, parse } from '../../web/client/predictor/json.js';

/** The text of a model file with these contents, and the digest that belongs to them. */
export function sealed({ sha256: _, ...body }) {
  return JSON.stringify({ ...body, sha256: digest(parse(JSON.stringify(body))) });
}
