import { existsSync } from 'node:fs';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';
import { isPackaged, packagedChromium } from './packaged-chromium.ts';

/** Names a browser that is to be used instead. */
const programVariable = 'BELFRY_TEST_BROWSER';

const startTimeoutMs = 60_000;
const args = ['--disable-gpu', '--font-render-hinting=none', '--disable-lcd-text', '--hide-scrollbars'];

/** Where Chrome's own channels do not look. */
const linuxPrograms = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/snap/bin/chromium'];
const channels = ['chrome', 'msedge', 'chrome-beta'];

/**
 * Starts Chromium without a window: that of the npm package where it has one for the system, an installed Chrome,
 * Edge or Chromium elsewhere. It needs no more of the system than Node.js does, and runs as root too. Throws, with
 * what to do, where there is none.
 */
export async function launchBrowser(): Promise<Browser> {
  const named = process.env[programVariable];
  if (named !== undefined) return launch({ executablePath: named });
  if (isPackaged) return launch(await packagedChromium());
  const program = process.platform === 'linux' ? linuxPrograms.find((path) => existsSync(path)) : undefined;
  if (program !== undefined) return launch({ executablePath: program });
  for (const channel of channels) {
    const browser = await launch({ channel }).catch((error: unknown) => {
      if (error instanceof Error && error.message.includes('is not found')) return null;
      throw error;
    });
    if (browser !== null) return browser;
  }
  throw new Error(
    `No browser for the tests: the npm package has none for ${process.platform} on ${process.arch}. Install Google Chrome, or name a Chromium in ${programVariable}.`,
  );
}

function launch(options: LaunchOptions): Promise<Browser> {
  return chromium.launch({ headless: true, args, timeout: startTimeoutMs, ...options });
}
