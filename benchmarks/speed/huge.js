// A long streamed fit under watch: progress, heap, how long the worker gives no answer, cancelling.
import { blocksOf, startedToolkit } from './page.js';

export async function watch({ sample: of, params, block, cancelAt }) {
  const elm = startedToolkit();
  const model = await elm.create('ELMClassifier', params);
  const abort = new AbortController();
  const seen = { events: 0, heap: 0, silence: 0 };
  let running = true;
  let asked = performance.now();
  const pulse = async () => {
    while (running) {
      asked = performance.now();
      seen.heap = Math.max(seen.heap, (await elm.info()).heap);
      seen.silence = Math.max(seen.silence, (performance.now() - asked) / 1000);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  };
  const watching = pulse();
  let abortedAt = 0;
  const onProgress = (_, { blocks }) => {
    seen.events++;
    if (blocks !== cancelAt) return;
    abortedAt = performance.now();
    abort.abort();
  };
  const begin = performance.now();
  const code = await model
    .fitStream(blocksOf(of, block), { onProgress, signal: abort.signal })
    .then(
      () => 'done',
      (error) => error.code,
    );
  const end = performance.now();
  running = false;
  await watching;
  await model.dispose();
  if (code !== (cancelAt ? 'cancelled' : 'done')) throw new Error(`the fit ended as ${code}`);
  return { ...seen, seconds: (end - begin) / 1000, cancelled: (end - abortedAt) / 1000 };
}
