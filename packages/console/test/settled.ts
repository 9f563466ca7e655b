import type { Page } from 'playwright-core';

/** Resolves when the page shows what it has to show: nothing is being loaded or drawn any more, and fonts are there. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(isSettled);
}

/** A page without a heading has not been drawn yet. What is loading is marked as busy, or is a skeleton. */
const isSettled = `
  document.fonts.status === 'loaded' &&
  document.querySelector('h1') !== null &&
  document.querySelector('[aria-busy="true"], .mantine-Skeleton-root[data-visible], .mantine-Loader-root') === null`;
