// How much the browser keeps for this site, how much more it would, and whether for good.
// @ts-check
import { byId, h, replace } from '../../ui/dom/dom.js';
import { toast } from '../../ui/feedback/toast.js';
import { size } from '../../ui/text/format.js';

export async function showStorageUse() {
  const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  const persisted = (await navigator.storage?.persisted?.()) ?? false;
  replace(
    byId('room'),
    quota > 0 &&
      h('progress', { max: quota, value: usage, 'aria-label': 'Share of the room that is used' }),
    h(
      'p',
      {},
      quota
        ? `${size(usage)} used, Python and the pages for use without a network among it; ${size(quota - usage)} left.`
        : 'This browser does not say how much room there is.',
    ),
    persisted
      ? h('p', { class: 'muted' }, 'Kept for good: the browser asks before it clears anything.')
      : [
          h(
            'p',
            { class: 'muted' },
            'Where the disk is nearly full, a browser may clear what pages keep. You can ask it not to.',
          ),
          h('button', { type: 'button', class: 'quiet', onclick: keepForGood }, 'Keep for good'),
        ],
  );
}

async function keepForGood() {
  const granted = (await navigator.storage?.persist?.()) ?? false;
  if (granted) toast('Kept for good');
  await showStorageUse();
  if (granted) return;
  const why =
    'The browser declined: it does so for sites that are seldom used and not bookmarked. ';
  byId('room').append(h('p', { role: 'status' }, `${why}Download what matters.`));
  byId('room').querySelector('button')?.focus();
}
