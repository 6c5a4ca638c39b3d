export default {
  mode: 'production',
  entry: './src/main.js',
  experiments: { outputModule: true },
  output: { module: true, clean: true }, // Python runs in module workers alone
};
