export default {
  base: './', // any folder of a host will do
  optimizeDeps: { exclude: ['elm-toolkit'] }, // `vite dev` would move the module away from its worker
};
