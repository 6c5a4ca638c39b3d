// The samples that benchmarks/speed/cases.py draws and the server holds.

const fetched = new Map();

/** @param {{ name: string, n: number, d: number, test: number }} of */
export function sample(of) {
  if (!fetched.has(of.name)) fetched.set(of.name, fetchSample(of));
  return fetched.get(of.name);
}

async function fetchSample({ name, n, d, test }) {
  const read = async (part) => (await fetch(`/bench/${name}.${part}`)).arrayBuffer();
  const [x, y] = await Promise.all([read('x'), read('y')]);
  return { X: { data: new Float64Array(x), shape: [n + test, d] }, y: new Int32Array(y), n };
}

export function trainingRows({ X, y, n }, rows = n, f32 = false) {
  const d = X.shape[1];
  const data = X.data.slice(0, rows * d);
  return {
    X: { data: f32 ? Float32Array.from(data) : data, shape: [rows, d] },
    y: y.slice(0, rows),
  };
}

export function testRows({ X, y, n }, rows = X.shape[0] - n) {
  const d = X.shape[1];
  return {
    X: { data: X.data.slice(n * d, (n + rows) * d), shape: [rows, d] },
    y: y.slice(n, n + rows),
  };
}
