/**
 * Every screen of the console, as data: the tests look at each for what axe finds, for what breaks the
 * Content-Security-Policy and for what is wider than a phone, and `npm run screenshots` makes pictures of each.
 */
import type { Page } from 'playwright-core';
import type { World } from './world.ts';

export interface Screen {
  /** Of the picture's file. */
  readonly name: string;
  readonly path: (world: World) => string;
  /** Who looks; the owner unless stated. */
  readonly as?: 'viewer' | 'nobody';
  /** What the person does when the page is there. */
  readonly act?: (page: Page, world: World) => Promise<void>;
  /** What the page is refused on purpose. */
  readonly trouble?: RegExp;
}

const inside = (path: string) => (world: World) => `/w/${world.workspace.id}/${path}`;
const insideStandard = (path: string) => (world: World) => `/w/${world.standard.id}/${path}`;
const insideEmpty = (path: string) => (world: World) => `/w/${world.empty.id}/${path}`;
const opened =
  (path: string, parameter: string, id: keyof World['ids']) =>
  (world: World): string =>
    `/w/${world.workspace.id}/${path}?${parameter}=${world.ids[id]}`;

export const screens: readonly Screen[] = [
  { name: 'sign-in', path: () => '/sign-in', as: 'nobody' },
  { name: 'link-invitation', path: ({ invitationLink }) => pathOf(invitationLink), as: 'nobody' },
  { name: 'link-used', path: () => '/link#no-such-link', as: 'nobody' },
  { name: 'not-found', path: inside('no-such-page') },
  { name: 'not-allowed', path: inside('keys'), as: 'viewer' },
  { name: 'overview', path: inside('overview') },
  { name: 'overview-empty', path: insideEmpty('overview') },
  {
    name: 'palette',
    path: inside('overview'),
    act: async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('textbox', { name: 'Search and commands' }).waitFor();
    },
  },
  { name: 'webhooks', path: inside('webhooks') },
  { name: 'webhooks-empty', path: insideEmpty('webhooks') },
  { name: 'webhooks-viewer', path: inside('webhooks'), as: 'viewer' },
  { name: 'webhook-healthy', path: opened('webhooks', 'webhook', 'healthyWebhook') },
  { name: 'webhook-failing', path: opened('webhooks', 'webhook', 'failingWebhook') },
  { name: 'webhook-offline', path: opened('webhooks', 'webhook', 'offlineWebhook') },
  { name: 'webhook-new', path: inside('webhooks?webhook=new') },
  {
    name: 'webhook-events',
    path: (world) => `${opened('webhooks', 'webhook', 'healthyWebhook')(world)}&tab=events`,
    act: async (page) => {
      await page.getByRole('button', { name: 'Example payload of Case.Created' }).click();
      await page.getByRole('dialog').getByText('"Case.Created"').first().waitFor();
    },
  },
  {
    name: 'webhook-status',
    path: (world) => `${opened('webhooks', 'webhook', 'failingWebhook')(world)}&tab=status`,
  },
  {
    name: 'webhook-test',
    path: opened('webhooks', 'webhook', 'failingWebhook'),
    act: async (page) => {
      await page.getByRole('button', { name: 'Run test' }).click();
      await page.getByRole('link', { name: 'Open in the logs' }).waitFor();
    },
  },
  {
    name: 'webhook-rotate',
    path: opened('webhooks', 'webhook', 'healthyWebhook'),
    act: async (page) => {
      await page.getByRole('button', { name: 'Rotate the secret' }).click();
      await page.getByRole('dialog', { name: 'Rotate the secret' }).waitFor();
    },
  },
  { name: 'logs', path: inside('logs') },
  { name: 'logs-empty', path: insideEmpty('logs') },
  { name: 'log-delivered', path: opened('logs', 'delivery', 'delivered') },
  { name: 'log-failed', path: opened('logs', 'delivery', 'failed') },
  {
    name: 'log-signature',
    path: ({ workspace, ids }) => `/w/${workspace.id}/logs?delivery=${ids.delivered}&tab=signature`,
  },
  { name: 'logs-none-found', path: inside('logs?text=no-such-text') },
  {
    name: 'logs-chosen',
    path: inside('logs'),
    act: async (page) => {
      const rows = page.getByRole('grid').getByRole('row').filter({ hasNotText: 'Test' });
      await rows.getByRole('checkbox').first().click();
      await page.getByText('1 chosen').waitFor();
    },
  },
  { name: 'events', path: inside('events') },
  { name: 'events-empty', path: insideEmpty('events') },
  { name: 'event', path: opened('events', 'event', 'event') },
  { name: 'event-publish', path: inside('events?form=publish') },
  { name: 'event-types', path: inside('event-types') },
  { name: 'event-types-own', path: insideStandard('event-types') },
  { name: 'records', path: inside('records') },
  { name: 'records-none', path: insideStandard('records') },
  { name: 'records-empty', path: insideEmpty('records') },
  { name: 'record', path: opened('records', 'record', 'record') },
  {
    name: 'record-holds',
    path: (world) => `${opened('records', 'record', 'record')(world)}&tab=holds`,
  },
  {
    name: 'record-document',
    path: (world) => `${opened('records', 'record', 'record')(world)}&tab=document`,
  },
  { name: 'keys', path: inside('keys') },
  { name: 'members', path: inside('members') },
  { name: 'audit', path: inside('audit') },
  { name: 'settings', path: inside('settings') },
];

/** The path of a link of this server, with its fragment. */
function pathOf(link: string): string {
  const { pathname, hash } = new URL(link);
  return pathname + hash;
}
