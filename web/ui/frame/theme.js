// Light and dark: as the system has it, until the button says otherwise.
// @ts-check
import { byId } from '../dom/dom.js';
import { forSite } from '../storage/web-storage.js';

export function bindTheme() {
  const root = document.documentElement;
  const button = byId('theme');
  const system = matchMedia('(prefers-color-scheme: dark)');
  const current = () => root.dataset.theme ?? (system.matches ? 'dark' : 'light');
  const stored = forSite.get('theme');
  if (stored === 'dark' || stored === 'light') root.dataset.theme = stored;
  const label = () => button.setAttribute('aria-pressed', String(current() === 'dark'));
  button.addEventListener('click', () => {
    root.dataset.theme = current() === 'dark' ? 'light' : 'dark';
    forSite.set('theme', root.dataset.theme);
    label();
    dispatchEvent(new Event('themechange'));
  });
  system.addEventListener('change', () => {
    label();
    dispatchEvent(new Event('themechange'));
  });
  label();
}
