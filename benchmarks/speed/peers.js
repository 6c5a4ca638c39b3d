// The page's side of peer-worker.js.

let worker;

export function train(request) {
  worker ??= new Worker('/bench/peer-worker.js');
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) =>
      data.error ? reject(new Error(data.error)) : resolve(data.result);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(request);
  });
}
