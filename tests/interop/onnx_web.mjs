// Runs ONNX files in onnxruntime-web, in WebAssembly: FOLDER holds NAME.onnx and x.json.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const folder = process.argv[2];
const ort = createRequire(`${process.cwd()}/`)('onnxruntime-web');
ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'error';
const read = (name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'));
const rows = read('x.json');

const plain = (value) => (typeof value === 'bigint' ? String(value) : value);
const said = {};
for (const file of readdirSync(folder).filter((name) => name.endsWith('.onnx'))) {
  const dtype = file.endsWith('64.onnx') ? 'float64' : 'float32';
  try {
    const session = await ort.InferenceSession.create(readFileSync(`${folder}/${file}`));
    const numbers = dtype === 'float64' ? Float64Array : Float32Array;
    const x = new ort.Tensor(dtype, numbers.from(rows.flat()), [rows.length, rows[0].length]);
    const outputs = await session.run({ X: x });
    said[file] = Object.fromEntries(
      Object.entries(outputs).map(([name, { type, dims, data }]) => {
        return [name, { type, dims, data: Array.from(data, plain) }];
      }),
    );
  } catch (error) {
    said[file] = { refused: String(error.message ?? error) };
  }
}
process.stdout.write(JSON.stringify(said));
