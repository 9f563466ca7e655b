/**
 * One person's browser window: a context of its own, so that nobody shares cookies or storage. It notes whatever
 * must not happen on any page; `close` fails with it.
 */
import type { Browser, BrowserContext, BrowserContextOptions, Page, Response } from 'playwright-core';
import type { SessionCookie } from './installation.ts';

export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /**
   * What must not happen: errors of scripts, errors on the console (a breach of the Content-Security-Policy is one),
   * requests to other servers, requests that failed, answers that say the server failed, files that are missing.
   */
  readonly trouble: readonly string[];
  /** From now on, trouble that this matches is no trouble: for what a test brings about on purpose. */
  readonly expectTrouble: (pattern: RegExp) => void;
  /** Throws where there was trouble. */
  readonly close: () => Promise<void>;
}

export interface VisitorOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
  readonly cookie?: SessionCookie | null;
  /** Animations are off unless a test is about them: nothing moves, so nothing has to be waited for. */
  readonly reducedMotion?: 'reduce' | 'no-preference';
  readonly timezoneId?: string;
  readonly more?: BrowserContextOptions;
}

export const wide = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };
export const narrowest = { width: 360, height: 740 };

/** For finding, clicking and loading; the machine may be busy. */
const actionTimeoutMs = 15_000;
/** A page that was left takes its requests with it. */
const leftBehind = /net::ERR_ABORTED/;

export async function openVisitor(
  browser: Browser,
  baseUrl: string,
  options: VisitorOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: baseUrl,
    viewport: options.viewport ?? wide,
    colorScheme: options.colorScheme ?? 'light',
    reducedMotion: options.reducedMotion ?? 'reduce',
    timezoneId: options.timezoneId ?? 'Europe/Paris',
    locale: 'en-GB',
    ...options.more,
  });
  context.setDefaultTimeout(actionTimeoutMs);
  if (options.cookie) await context.addCookies([{ ...options.cookie, url: baseUrl }]);
  const noted: string[] = [];
  const expected: RegExp[] = [];
  const trouble = () => noted.filter((one) => !expected.some((pattern) => pattern.test(one)));
  watch(context, baseUrl, (what) => noted.push(what));
  const page = await context.newPage();
  return {
    page,
    context,
    get trouble() {
      return trouble();
    },
    expectTrouble: (pattern) => void expected.push(pattern),
    async close() {
      await context.close();
      if (trouble().length > 0) throw new Error(`On a page there was trouble:\n${trouble().join('\n')}`);
    },
  };
}

function watch(context: BrowserContext, baseUrl: string, note: (what: string) => void): void {
  context.on('weberror', (event) => note(`script: ${event.error().stack ?? event.error().message}`));
  context.on('console', (message) => {
    // Of a refused request the answer itself is judged below.
    if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return;
    note(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${baseUrl}/`) && !url.startsWith('data:') && !url.startsWith('blob:')) {
      note(`request to another server: ${url}`);
    }
  });
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    if (!leftBehind.test(reason)) note(`request failed: ${request.method()} ${request.url()} ${reason}`);
  });
  context.on('response', (response) => {
    if (isTrouble(response, baseUrl)) {
      note(`answer: ${response.status()} to ${response.request().method()} ${response.url()}`);
    }
  });
}

/** The API may refuse; it may not fail, and what the pages are made of has to be there. */
function isTrouble(response: Response, baseUrl: string): boolean {
  const status = response.status();
  return status >= 500 || (status >= 400 && !response.url().startsWith(`${baseUrl}/api/`));
}
