// What lists of classes have in common: names that are free, and a card that is taken out.
// @ts-check

/** A class name that no class has yet. @param {string[]} taken */
export function freeName(taken) {
  let n = taken.length + 1;
  while (taken.includes(`Class ${n}`)) n++;
  return `Class ${n}`;
}

/** Whether a name is one of those, to be written over. @param {string} name */
export const isFreeName = (name) => /^Class \d+$/.test(name);

/**
 * Takes a card out of its list and of the page, and gives the focus to its neighbour.
 *
 * @template {{ root: HTMLElement, remove: HTMLButtonElement }} C
 * @param {C[]} cards in the order of the page
 * @param {C} card
 * @returns {() => void} puts it back, with what else has changed as it is
 */
export function takeOut(cards, card) {
  const place = cards.indexOf(card);
  const list = card.root.parentElement;
  const focused = card.root.contains(document.activeElement);
  cards.splice(place, 1);
  card.root.remove();
  if (focused) (cards[place] ?? cards[place - 1])?.remove.focus();
  return () => {
    if (cards.includes(card)) return;
    list?.insertBefore(card.root, cards[place]?.root ?? null);
    cards.splice(place, 0, card);
  };
}
