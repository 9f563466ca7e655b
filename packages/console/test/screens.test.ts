import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violationsOn } from './axe.ts';
import { type ConsoleRig, consoleRig, rigStartTimeoutMs } from './console-rig.ts';
import { screens } from './screens.ts';
import { settled } from './settled.ts';
import { smallWorld } from './small-world.ts';
import { narrowest, openVisitor, wide } from './visitor.ts';
import type { World } from './world.ts';

let rig: ConsoleRig;
let world: World;

beforeAll(async () => {
  rig = await consoleRig();
  world = await smallWorld(rig);
}, rigStartTimeoutMs);
afterAll(() => rig.close());

/** Axe alone takes seconds for a long page where the machine is busy. */
const screenTimeoutMs = 60_000;

/** The page is not wider than the window: nobody has to scroll sideways to read it. */
const sidewaysPx = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

describe.each(screens)('$name', (screen) => {
  test(
    'has no violation for axe, light and wide, dark and narrow; is no wider than a phone; breaks no policy',
    async () => {
      const person = screen.as === 'viewer' ? world.viewer : world.owner;
      const cookie = screen.as === 'nobody' ? null : person.cookie;
      const visitor = await openVisitor(rig.browser, rig.baseUrl, { cookie, viewport: wide });
      const { page } = visitor;
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
      await visitor.close();
    },
    screenTimeoutMs,
  );
});
