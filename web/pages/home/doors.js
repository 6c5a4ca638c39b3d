// The pictures on the doors move once, when they are first seen: the sheet of styles says how, and
// whether motion is wanted at all.
// @ts-check

export function bindDoors() {
  const watch = new IntersectionObserver(
    (doors) => {
      for (const { target, isIntersecting } of doors) {
        if (!isIntersecting) continue;
        target.classList.add('seen');
        watch.unobserve(target);
      }
    },
    { threshold: 0.6 },
  );
  for (const door of document.querySelectorAll('.rooms .door')) watch.observe(door);
}
