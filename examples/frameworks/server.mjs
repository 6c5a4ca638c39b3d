// A server that answers questions to a saved model: curl -d '[[5.2, 3.4, 1.5, 0.2]]' ADDRESS/predict
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { load } from 'elm-toolkit/predictor/load';
import { answer } from './src/answer.js';

/** Of a question, in bytes. */
const MOST = 1_000_000;

const predictor = await load(readFileSync(new URL('public/model.json', import.meta.url), 'utf8'));

const server = createServer(async (request, response) => {
  const say = (status, json) =>
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(json);
  const refuse = (status, error, code) => say(status, JSON.stringify({ error, code }));
  try {
    if (request.url !== '/predict') return refuse(404, 'only /predict answers');
    if (request.method !== 'POST') {
      response.setHeader('Allow', 'POST');
      return refuse(405, 'questions are posted');
    }
    const question = await textOf(request);
    if (question === undefined) return refuse(413, `a question has at most ${MOST} bytes`);
    say(200, answer(predictor, question));
  } catch (error) {
    refuse(400, error.message, error.code); // to no one, if it has gone away
  }
});
server.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}/predict`);
});

/** Undefined where it is too long: read to its end, so that the refusal arrives, and not kept. */
async function textOf(request) {
  const pieces = [];
  let size = 0;
  for await (const piece of request) {
    size += piece.length;
    if (size <= MOST) pieces.push(piece);
  }
  return size <= MOST ? Buffer.concat(pieces).toString() : undefined;
}
