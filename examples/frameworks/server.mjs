// A server that answers questions to a saved model: curl -d '[[5.2, 3.4, 1.5, 0.2]]' ADDRESS/predict
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { load } from 'elm-toolkit/predictor/load';

const predictor = await load(readFileSync(new URL('public/model.json', import.meta.url), 'utf8'));

const server = createServer(async (request, response) => {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  try {
    const rows = JSON.parse(Buffer.concat(pieces).toString());
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(predictor.predict(rows)));
  } catch (error) {
    response.writeHead(400).end(JSON.stringify({ error: error.message, code: error.code }));
  }
});
server.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}/predict`);
});
