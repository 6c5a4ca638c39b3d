const output = document.querySelector('output');

/** Once the service worker answers for this page: `claim` asks it to, where it does not. */
async function served() {
  const { serviceWorker } = navigator;
  const controlled = new Promise((resolve) => {
    serviceWorker.addEventListener('controllerchange', resolve, { once: true });
  });
  await serviceWorker.register('./service-worker.js', { type: 'module' });
  const { active } = await serviceWorker.ready;
  if (serviceWorker.controller) return;
  active.postMessage('claim');
  await controlled;
}

async function ask(rows) {
  const response = await fetch('predict', { method: 'POST', body: JSON.stringify(rows) });
  const said = await response.json();
  if (!response.ok) throw new Error(said.error);
  return said;
}

try {
  await served();
  const said = await ask([
    [5.2, 3.4, 1.5, 0.2],
    [6.5, 3.0, 4.6, 1.4],
  ]);
  output.textContent = said.join(', ');
} catch (error) {
  output.textContent = `Failed: ${error.message}`;
}
