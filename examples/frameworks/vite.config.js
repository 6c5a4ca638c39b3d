import { svelte } from '@sveltejs/vite-plugin-svelte';
import react from '@vitejs/plugin-react';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

const pages = ['react', 'vue', 'svelte', 'element', 'ask'];

// of the toolkit there is nothing to set: these are five small apps in one
export default defineConfig({
  plugins: [react(), vue(), svelte({ configFile: false })],
  build: {
    rollupOptions: {
      input: {
        ...Object.fromEntries(pages.map((name) => [name, `${name}.html`])),
        'service-worker': 'src/service-worker.js',
      },
      output: {
        // a service worker keeps its address, beside the pages
        entryFileNames: ({ name }) =>
          name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js',
      },
    },
  },
});
