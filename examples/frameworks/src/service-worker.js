// A service worker that answers questions to a saved model: no Python, no server.
import { Predictor } from 'elm-toolkit/predictor/base';
import 'elm-toolkit/predictor/elm';
import { answer } from './answer.js';

/** Where questions are posted. All else goes to the network as without a service worker. */
const ADDRESS = new URL('predict', self.location.href).href;

let loading;
const predictor = () => {
  loading ??= load().catch((error) => {
    loading = undefined; // the next question tries again
    throw error;
  });
  return loading;
};

async function load() {
  const response = await fetch(new URL('model.json', self.location.href));
  if (!response.ok) throw new Error(`model.json: ${response.status} ${response.statusText}`);
  return Predictor.from(await response.text());
}

const say = (json, status = 200) =>
  new Response(json, { status, headers: { 'Content-Type': 'application/json' } });
const refuse = (error, status) => say(JSON.stringify({ error: error.message }), status);

async function answerTo(request) {
  const model = await predictor().catch((error) => refuse(error, 503));
  if (model instanceof Response) return model;
  try {
    return say(answer(model, await request.text()));
  } catch (error) {
    return refuse(error, 400);
  }
}

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
// a page that was reloaded with Shift held has no service worker until it asks for it
self.addEventListener('message', (event) => {
  if (event.data === 'claim') event.waitUntil(self.clients.claim());
});
self.addEventListener('fetch', (event) => {
  const { url, method } = event.request;
  if (url === ADDRESS && method === 'POST') event.respondWith(answerTo(event.request));
});
