import { expect, test } from '@playwright/test';

test('the page says whether the lamp is on', async ({ page }) => {
  await page.goto('/');
  await expect(page.locator('output')).toHaveText('on', { timeout: 60_000 }); // Python starts
});
