// A link that holds a model, on the clipboard.
// @ts-check

import { ElmError } from '../../client/errors.js';
import { toFragment } from '../../client/share.js';
import { h } from '../dom/dom.js';
import { showNote } from '../feedback/notice.js';
import { toast } from '../feedback/toast.js';
import { soundIn } from '../models/stored.js';
import { grouped } from '../text/format.js';
import { COUNTED } from './short-save.js';
import { saidOfTaught } from './taught.js';

/** @import { SaveOptions } from '../../client/index.js' */

/** Where whoever gets the link looks at the model first, and goes on from. */
const PAGE = 'share.html';

const ROUNDED = 'It is without what further training needs, and its numbers are rounded.';
const BY_COUNTS = 'It goes by how often words followed each other, without its network.';

/** What a link can do without, where all of a model is too large for it. @type {SaveOptions} */
const SHORT = { statistics: false, precision: 'float16' };

/**
 * @param {(how?: SaveOptions) => Promise<string>} saved the text of the model
 * @param {Element} message where the link is shown if it cannot be copied
 * @throws {Error} for a model that is too large for a link
 */
export async function copyLink(saved, message) {
  const { fragment, without, taught } = await fragmentFor(saved);
  const link = new URL(PAGE + fragment, document.baseURI).href;
  const said = [without, taught].filter(Boolean).join(' ');
  try {
    await navigator.clipboard.writeText(link);
    const length = `${grouped(link.length)} characters`;
    toast(taught ? 'The link is copied, with what it was taught' : `The link is copied, ${length}`);
    if (said) showNote(message, `The link has ${length}. ${said}`);
  } catch {
    const field = h('input', {
      type: 'text',
      readOnly: true,
      value: link,
      'aria-label': 'The link',
    });
    showNote(message, 'The page may not copy. This is the link: ', field, ` ${said}`);
    field.select();
  }
}

/**
 * @param {(how?: SaveOptions) => Promise<string>} saved the text of the model
 * @returns {Promise<{ fragment: string, without: string, taught: string }>} and a sentence of what it
 *   lacks, and of what it was taught
 * @throws {Error} for a model that is too large for a link
 */
export async function fragmentFor(saved) {
  const all = await saved();
  const fragment = await fragmentOf(all);
  if (fragment) return { fragment, without: '', taught: saidOfTaught(all) };
  const short = await saved(SHORT);
  return {
    fragment: (await fragmentOf(short)) ?? tooLarge(),
    without: soundIn(short)?.className === COUNTED ? BY_COUNTS : ROUNDED,
    taught: saidOfTaught(short),
  };
}

/** @param {string} json @returns {Promise<string | undefined>} undefined where it does not fit */
async function fragmentOf(json) {
  try {
    return await toFragment(json);
  } catch (error) {
    if (error instanceof ElmError && error.code === 'invalid-input') return undefined;
    throw error;
  }
}

/** @returns {never} */
function tooLarge() {
  throw new Error('This model is too large for a link. Save it as a file, and send that.');
}
