// A model as small as a link needs it.
// @ts-check

/** @import { ElmToolkit, SaveOptions } from '../../client/index.js' */

/** @typedef {{ className: string, params: object, save: (how?: SaveOptions) => Promise<string> }} Kept */

/** What has counted words needs no network: its texts say nearly all, in a hundredth of the room. */
export const COUNTED = 'Autocomplete';

/**
 * @param {ElmToolkit} elm @param {Kept} model @param {SaveOptions} how
 * @returns {Promise<string>}
 */
export async function savedShort(elm, model, how) {
  if (model.className !== COUNTED) return model.save(how);
  const { texts_: texts } = JSON.parse(await model.save()).learned;
  const counts = await elm.create(COUNTED, { ...model.params, n_hidden: 0 });
  try {
    await counts.fit(texts);
    return await counts.save(how);
  } finally {
    await counts.dispose();
  }
}
