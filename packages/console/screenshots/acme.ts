/**
 * A day at Acme, which onboards companies: its cases through Dotfile's API, and the products that listen, of which one
 * has begun to fail, one is offline and one cannot be reached.
 */
import type { WebhookAnswer } from '@belfry/api';
import { vendor } from '@belfry/server/demo/dotfile/vendor';
import { vendorApi } from '@belfry/server/demo/vendor';
import { callAs, type Installation, type Person, type WorkspaceWithKey } from '../test/installation.ts';
import { granted, untilCalled } from '../test/traffic.ts';
import type { BelfrydInThePast } from './belfryd-in-the-past.ts';
import { caseBook } from './cases.ts';
import type { Receivers } from './receivers.ts';

export interface Acme {
  readonly healthyWebhook: string;
  readonly failingWebhook: string;
  readonly offlineWebhook: string;
}

interface Stage {
  readonly installation: Installation;
  readonly workspace: WorkspaceWithKey;
  readonly operator: Person;
  readonly receivers: Receivers;
  readonly belfryd: BelfrydInThePast;
  /** In [0, 1). */
  readonly random: () => number;
}

const hourMs = 3_600_000;
/** As long as a bar of the overview. */
const stepMs = hourMs / 3;
/** Of the day's end. */
const failingForMs = 100 * 60_000;
const offlineForMs = 3 * hourMs;
/** At noon; at night there is a fifth of it. */
const casesPerStepMax = 2;
const advancesPerStepMax = 9;

/** Lives through the history, up to now. */
export async function liveThroughTheDay(stage: Stage, historyMs: number): Promise<Acme> {
  const { workspace, belfryd, random } = stage;
  const { baseUrl } = stage.installation;
  const webhooks = await subscribe(stage);
  const book = caseBook(
    vendorApi(vendor, { baseUrl, key: workspace.key, api: workspace.api, fresh: true }),
    random,
  );
  const newEvents = eventsOf(workspace);
  for (let behindMs = historyMs; behindMs > 0; behindMs = await belfryd.advance(stepMs)) {
    await happens(stage, webhooks, behindMs);
    const pace = paceAt(Date.now() - behindMs);
    const often = (most: number) => Array.from({ length: Math.round(random() * most * pace) });
    for (const _ of often(casesPerStepMax)) await book.open();
    for (const _ of often(advancesPerStepMax)) await book.advance();
    await untilCalled(workspace, await newEvents());
  }
  return webhooks;
}

/** From 0.2 at night to 1 at noon. */
function paceAt(at: number): number {
  const hour = new Date(at).getUTCHours() + new Date(at).getUTCMinutes() / 60;
  return 0.2 + 0.8 * Math.max(0, Math.sin(((hour - 6) / 14) * Math.PI));
}

async function subscribe({ installation, workspace, receivers }: Stage): Promise<Acme> {
  const make = async (product: string, name: string, description: string, events: readonly string[]) => {
    const body = { name, description, url: receivers.urlOf(product), events };
    const { owner, baseUrl } = installation;
    const made = await callAs<WebhookAnswer>(baseUrl, owner.cookie, 'POST', '/webhooks', {
      body,
      in: workspace.id,
    });
    return made.id;
  };
  receivers.answer('crm', { status: 200, body: { received: true }, afterMs: 18 });
  receivers.answer('accounts', { status: 202, body: { queued: true }, afterMs: 45 });
  receivers.answer('screening', { status: 200, body: { ok: true }, afterMs: 90 });
  receivers.answer('warehouse', { status: 200, body: {}, afterMs: 30 });
  const healthyWebhook = await make('crm', 'CRM', 'Keeps the customer file of the sales team up to date.', [
    'Case.Created',
    'Case.Updated',
    'Case.ReviewUpdated',
    'Company.Created',
    'Individual.Created',
  ]);
  const failingWebhook = await make('screening', 'Screening desk', 'Work list of the compliance analysts.', [
    'Check.Started',
    'Check.ReviewNeeded',
    'Check.Approved',
    'Check.Rejected',
  ]);
  const offlineWebhook = await make('warehouse', 'Data warehouse', 'Nightly figures for the regulator.', [
    'Case.Created',
    'Case.StatusUpdated',
    'Check.Approved',
  ]);
  await make('accounts', 'Account opening', 'Opens the account when a case is approved.', [
    'Case.StatusUpdated',
  ]);
  return { healthyWebhook, failingWebhook, offlineWebhook };
}

/** What is done, or goes wrong, at certain times. */
async function happens(stage: Stage, webhooks: Acme, behindMs: number): Promise<void> {
  const { installation, operator, workspace, receivers } = stage;
  const now = (at: number) => behindMs <= at && behindMs > at - stepMs;
  const act = (path: string, body: object) =>
    callAs(installation.baseUrl, operator.cookie, 'POST', `/webhooks/${path}`, { body, in: workspace.id });
  if (now(9 * hourMs)) {
    receivers.answer('screening', { status: 503, body: { error: 'deploying' }, afterMs: 20 });
  }
  if (now(8.5 * hourMs)) receivers.answer('screening', { status: 200, body: { ok: true }, afterMs: 90 });
  if (now(offlineForMs)) await act(`${webhooks.offlineWebhook}/offline`, {});
  if (now(2 * hourMs)) await act(`${webhooks.healthyWebhook}/rotate-secret`, { grace_hours: 12 });
  if (now(failingForMs)) {
    const body = { error: 'internal_error', message: 'relation "checks_queue" does not exist' };
    receivers.answer('screening', { status: 500, body, afterMs: 60 });
  }
}

/** Answers the ids of the events since the last call. */
function eventsOf({ api }: WorkspaceWithKey): () => Promise<readonly string[]> {
  let newest = '';
  return async () => {
    const { data } = granted(await api.events.list({ limit: 100 }));
    const ids = data.map(({ id }) => id).filter((id) => id > newest);
    newest = ids[0] ?? newest;
    return ids;
  };
}
