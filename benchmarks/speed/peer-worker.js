// TF.js, brain.js and an ELM in plain JavaScript in a worker. Times are taken here, inside: what the way to the page costs is
// not counted against them.

importScripts('/bench/tf.min.js', '/bench/tf-backend-wasm.min.js', '/bench/brain.js');
const { tf, brain } = self;
const EPOCHS = 20;

const peers = {
  async tfjs({ X, y }, test, { hidden, classes, d }) {
    tf.wasm.setWasmPaths('/bench/');
    await tf.setBackend('wasm');
    const model = tf.sequential();
    model.add(tf.layers.dense({ units: hidden, activation: 'relu', inputShape: [d] }));
    model.add(tf.layers.dense({ units: classes, activation: 'softmax' }));
    model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' });
    const begin = performance.now();
    const rows = tf.tensor2d(Float32Array.from(X.data), X.shape);
    const targets = tf.oneHot(tf.tensor1d(y, 'int32'), classes);
    await model.fit(rows, targets, { epochs: EPOCHS, batchSize: 32, verbose: 0 });
    const seconds = since(begin);
    const answers = async () =>
      tf
        .tidy(() =>
          model.predict(tf.tensor2d(Float32Array.from(test.X.data), test.X.shape)).argMax(1),
        )
        .data();
    const predicted = await answers();
    const start = performance.now();
    await answers();
    const predict = since(start);
    tf.disposeVariables();
    return { seconds, predict, accuracy: share(predicted, test.y) };
  },

  async brain({ X, y }, test, { hidden, classes }) {
    const net = new brain.NeuralNetwork({ hiddenLayers: [hidden] });
    const begin = performance.now();
    const targets = oneHot(y, classes);
    const rows = rowsOf(X).map((input, i) => ({ input, output: targets[i] }));
    net.train(rows, { iterations: EPOCHS, errorThresh: 1e-9, learningRate: 0.01 });
    const seconds = since(begin);
    return {
      seconds,
      accuracy: share(
        mostLikely(test, (row) => net.run(row)),
        test.y,
      ),
    };
  },

  async elm({ X, y }, test, { hidden, classes }) {
    const { train } = await import('/bench/plain-elm.js');
    const begin = performance.now();
    const scores = train(rowsOf(X), oneHot(y, classes), hidden);
    const seconds = since(begin);
    return { seconds, accuracy: share(mostLikely(test, scores), test.y) };
  },
};

self.onmessage = async ({ data: { peer, sample: of } }) => {
  try {
    const { sample, testRows, trainingRows } = await import('/bench/samples.js');
    const all = await sample(of);
    postMessage({ result: await peers[peer](trainingRows(all), testRows(all), of) });
  } catch (error) {
    postMessage({ error: String(error) });
  }
};

function rowsOf({ data, shape: [n, d] }) {
  return Array.from({ length: n }, (_, i) => Array.from(data.subarray(i * d, (i + 1) * d)));
}

function oneHot(y, classes) {
  return Array.from(y, (label) => Array.from({ length: classes }, (_, i) => Number(i === label)));
}

function mostLikely({ X }, scores) {
  return rowsOf(X).map((row) => {
    const out = scores(row);
    return out.indexOf(Math.max(...out));
  });
}

const since = (begin) => (performance.now() - begin) / 1000;

const share = (predicted, truth) =>
  truth.reduce((right, label, i) => right + (predicted[i] === label), 0) / truth.length;
