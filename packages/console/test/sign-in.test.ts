import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNoViolations } from './axe.ts';
import { launchBrowser } from './browser.ts';
import { rigStartTimeoutMs, startBelfryd } from './console-rig.ts';
import { passwordOfAll } from './installation.ts';
import { settled } from './settled.ts';
import { openVisitor, type Visitor } from './visitor.ts';

/** One belfryd from its first start on: each test goes on where the one before ended. */
let belfryd: Awaited<ReturnType<typeof startBelfryd>>;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let visitor: Visitor;

beforeAll(async () => {
  [belfryd, browser] = await Promise.all([startBelfryd({ dev: false }), launchBrowser()]);
  visitor = await openVisitor(browser, belfryd.url);
}, rigStartTimeoutMs);
afterAll(async () => {
  await visitor.close();
  await browser.close();
  await belfryd.close();
});

const email = 'ada@example.com';

async function signIn(password = passwordOfAll): Promise<void> {
  const { page } = visitor;
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('the link of the first start makes the owner and the first workspace, leads into it, and works once', async () => {
  const { page } = visitor;
  await page.goto(belfryd.startLink);
  await page.getByRole('heading', { name: 'Welcome to Belfry' }).waitFor();
  expect(page.url()).not.toContain('#');
  await page.getByRole('button', { name: 'Create the account' }).click();
  await page.getByLabel('Name', { exact: true }).and(page.locator('[aria-invalid="true"]')).waitFor();
  await expectNoViolations(page);
  await page.getByLabel('Name', { exact: true }).fill('Ada Owner');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(passwordOfAll);
  await page.getByLabel('Workspace', { exact: true }).fill('Analytical Engines');
  await page.getByRole('button', { name: 'Create the account' }).click();
  await page.waitForURL(/\/w\/[\w-]+\/overview/);
  await page.getByRole('button', { name: 'Workspace: Analytical Engines' }).waitFor();
  expect(await page.title()).toBe('Overview · Analytical Engines · Belfry');

  const late = await openVisitor(browser, belfryd.url);
  await late.page.goto(belfryd.startLink);
  await late.page.getByRole('heading', { name: 'This link cannot be used' }).waitFor();
  await late.close();
});

test('a wrong password is refused in words, the right one leads in, and signing out leads out', async () => {
  const { page } = visitor;
  await page.getByRole('button', { name: 'Account: Ada Owner' }).click();
  await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await page.waitForURL(/\/sign-in/);
  await signIn('not the password at all');
  await page.getByRole('alert').getByText('wrong').waitFor();
  await expectNoViolations(page);
  await signIn();
  await page.waitForURL(/\/overview/);
});

test('a session that ended leads to the sign-in and back to the page that was open', async () => {
  const { page } = visitor;
  await page.getByRole('link', { name: 'Webhooks' }).click();
  await page.waitForURL(/\/webhooks/);
  await settled(page);
  const { pathname } = new URL(page.url());
  await belfryd.database.sql`delete from sessions`;
  await page.goto(`${pathname}?q=crm`);
  await page.waitForURL(/\/sign-in/);
  await page.getByText('Your session ended').waitFor();
  await signIn();
  await page.waitForURL((url) => url.pathname === pathname && url.search.includes('q=crm'));
});

test('signing out everywhere ends the session of another browser too', async () => {
  const other = await openVisitor(browser, belfryd.url);
  await other.context.addCookies(await visitor.context.cookies());
  await other.page.goto('/');
  await other.page.waitForURL(/\/overview/);
  const { page } = visitor;
  await page.getByRole('button', { name: 'Account: Ada Owner' }).click();
  await page.getByRole('menuitem', { name: 'Sign out everywhere' }).click();
  await page.waitForURL(/\/sign-in/);
  await other.page.waitForURL(/\/sign-in/);
  await other.close();
});
