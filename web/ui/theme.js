// Light and dark: as the system has it, until the button says otherwise.
// @ts-check
import { byId } from './dom.js';

export function bindTheme() {
  const root = document.documentElement;
  const button = byId('theme');
  const system = matchMedia('(prefers-color-scheme: dark)');
  const current = () => root.dataset.theme ?? (system.matches ? 'dark' : 'light');
  const stored = read('theme');
  if (stored === 'dark' || stored === 'light') root.dataset.theme = stored;
  const label = () => button.setAttribute('aria-pressed', String(current() === 'dark'));
  button.addEventListener('click', () => {
    root.dataset.theme = current() === 'dark' ? 'light' : 'dark';
    write('theme', root.dataset.theme);
    label();
    dispatchEvent(new Event('themechange'));
  });
  system.addEventListener('change', () => {
    label();
    dispatchEvent(new Event('themechange'));
  });
  label();
}

/** @param {string} key */
function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage is switched off: the theme follows the system
  }
}

/** @param {string} key @param {string} value */
function write(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // it is only remembered until the page is left
  }
}
