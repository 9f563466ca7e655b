import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violationsOn } from './axe.ts';
import { type ConsoleRig, consoleRig, rigStartTimeoutMs } from './console-rig.ts';
import { screens } from './screens.ts';
import { settled } from './settled.ts';
import { smallWorld } from './small-world.ts';
import { narrowest, openVisitor, type Visitor, wide } from './visitor.ts';
import type { World } from './world.ts';

let rig: ConsoleRig;
let world: World;

beforeAll(async () => {
  rig = await consoleRig();
  world = await smallWorld(rig);
}, rigStartTimeoutMs);
afterAll(async () => {
  for (const visitor of visitors.values()) await visitor.close();
  await rig.close();
});

/** One window for each kind of person: its pages have the scripts already, which is most of what a page takes. */
const visitors = new Map<string, Visitor>();

async function visitorOf(as: 'owner' | 'viewer' | 'nobody'): Promise<Visitor> {
  const cookie = as === 'nobody' ? null : world[as].cookie;
  const visitor =
    visitors.get(as) ?? (await openVisitor(rig.browser, rig.baseUrl, { cookie, viewport: wide }));
  visitors.set(as, visitor);
  return visitor;
}

/** Axe alone takes seconds for a long page where the machine is busy. */
const screenTimeoutMs = 60_000;

/** The page is not wider than the window: nobody has to scroll sideways to read it. */
const sidewaysPx = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

describe.each(screens)('$name', (screen) => {
  test(
    'has no violation for axe, light and wide, dark and narrow; is no wider than a phone; breaks no policy',
    async () => {
      const visitor = await visitorOf(screen.as ?? 'owner');
      const page = await visitor.context.newPage();
      if (screen.trouble !== undefined) visitor.expectTrouble(screen.trouble);
      await page.goto(screen.path(world));
      await settled(page);
      await screen.act?.(page, world);
      await settled(page);
      const lightAndWide = await violationsOn(page);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.setViewportSize(narrowest);
      // The page is told of it, and then draws.
      await page.locator('html[data-mantine-color-scheme="dark"]').waitFor({ state: 'attached' });
      await settled(page);
      const darkAndNarrow = await violationsOn(page);
      expect({ lightAndWide, darkAndNarrow }).toEqual({ lightAndWide: [], darkAndNarrow: [] });
      expect(await page.evaluate(sidewaysPx)).toBe(0);
      await page.close();
      expect(visitor.trouble).toEqual([]);
    },
    screenTimeoutMs,
  );
});
