// A link that holds a model, on the clipboard.
// @ts-check

import { toFragment } from '../../client/share.js';
import { h } from '../dom/dom.js';
import { showNote } from '../feedback/notice.js';
import { toast } from '../feedback/toast.js';
import { grouped } from '../text/format.js';

/**
 * @param {string} page that opens the model, such as `draw.html`
 * @param {string} json
 * @param {Element} message where the link is shown if it cannot be copied
 * @throws {Error} for a model that is too large for a link
 */
export async function copyLink(page, json, message) {
  const link = new URL(page + (await toFragment(json)), document.baseURI).href;
  try {
    await navigator.clipboard.writeText(link);
    toast(`The link is copied (${grouped(link.length)} characters)`);
  } catch {
    const field = h('input', {
      type: 'text',
      readOnly: true,
      value: link,
      'aria-label': 'The link',
    });
    showNote(message, 'The page may not copy. This is the link: ', field);
    field.select();
  }
}
