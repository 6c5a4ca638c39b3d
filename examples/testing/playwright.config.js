import { defineConfig } from '@playwright/test';

const executablePath = process.env.CHROMIUM; // one that is there, or the one Playwright installs

export default defineConfig({
  testDir: 'tests',
  testMatch: '*.e2e.js',
  use: {
    baseURL: 'http://127.0.0.1:4173',
    launchOptions: { executablePath, args: ['--no-sandbox'] },
  },
  webServer: {
    command: 'vite --host 127.0.0.1 --port 4173 --strictPort',
    url: 'http://127.0.0.1:4173',
  },
});
