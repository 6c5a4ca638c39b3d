// A service worker that answers questions to a saved model: no Python, no server.
import { Predictor } from 'elm-toolkit/predictor/base';
import 'elm-toolkit/predictor/elm';

let loading;
const predictor = () => {
  loading ??= fetch(new URL('model.json', self.location.href))
    .then((response) => response.text())
    .then((json) => Predictor.from(json));
  return loading;
};

async function answer(request) {
  try {
    const rows = await request.json();
    return Response.json((await predictor()).predict(rows));
  } catch (error) {
    return Response.json({ error: error.message }, { status: 400 });
  }
}

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  const { pathname } = new URL(event.request.url);
  if (pathname.endsWith('/predict')) event.respondWith(answer(event.request));
});
