import { defineConfig } from 'vitest/config';

const executablePath = process.env.CHROMIUM; // one that is there, or the one Playwright installs
const launch = { executablePath, args: ['--no-sandbox'] };

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'node', include: ['tests/*.test.js'] } },
      {
        test: {
          name: 'browser',
          include: ['tests/*.browser.js'],
          browser: {
            enabled: true,
            headless: true,
            provider: 'playwright',
            screenshotFailures: false,
            instances: [{ browser: 'chromium', launch }],
          },
        },
      },
    ],
  },
});
