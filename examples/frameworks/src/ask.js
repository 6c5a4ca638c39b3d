const output = document.querySelector('output');
const { serviceWorker } = navigator;
const controlled = new Promise((resolve) => {
  serviceWorker.addEventListener('controllerchange', resolve, { once: true });
  if (serviceWorker.controller) resolve();
});
await serviceWorker.register('./service-worker.js', { type: 'module' });
await controlled;
const rows = [
  [5.2, 3.4, 1.5, 0.2],
  [6.5, 3.0, 4.6, 1.4],
];
const response = await fetch('predict', { method: 'POST', body: JSON.stringify(rows) });
output.textContent = (await response.json()).join(', ');
