import type { Page } from 'playwright-core';

/** A busy machine takes its time. */
const timeoutMs = 20_000;
const pollMs = 25;

/**
 * Resolves when the page shows what it has to show: it has a heading, nothing is being loaded or moves any more, and
 * the fonts are there. Throws after a while with what is not.
 */
export async function settled(page: Page): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    // Where the page is being left, the next one is asked.
    const unsettled = await page.evaluate<string | null>(whatIsUnsettled).catch(() => 'it is being left');
    if (unsettled === null) return;
    if (performance.now() > deadline) throw new Error(`${page.url()} does not settle: ${unsettled}`);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

/** Evaluated as text, which the page's policy forbids only to the page itself. */
const whatIsUnsettled = `(() => {
  if (document.querySelector('h1, h2') === null) return 'no heading';
  const loading = document.querySelector('[aria-busy="true"], [role="status"][aria-label="Loading"], .mantine-Loader-root');
  if (loading !== null) return loading.outerHTML.slice(0, 200);
  // Of colours, too; what moves for ever does not count.
  const moving = document.getAnimations().find(({ playState, effect }) =>
    playState === 'running' && effect.getComputedTiming().endTime !== Infinity);
  if (moving !== undefined) return 'an animation: ' + moving.effect.target?.outerHTML.slice(0, 200);
  return [...document.fonts].some(({ status }) => status === 'loading') ? 'fonts' : null;
})()`;
