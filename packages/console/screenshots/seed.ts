/** The world of the pictures: three workspaces with people, and a day's history. */
import { seededChoices } from '@belfry/server/test/process/seeded';
import { callAs, setUpInstallation, type WorkspaceWithKey } from '../test/installation.ts';
import { granted } from '../test/traffic.ts';
import type { World, WorldIds } from '../test/world.ts';
import { type Acme, liveThroughTheDay } from './acme.ts';
import type { BelfrydInThePast } from './belfryd-in-the-past.ts';
import { firstExternalId } from './cases.ts';
import { fillStandardWorkspace } from './orders.ts';
import type { Receivers } from './receivers.ts';

const seed = 20_261_122;
const randomSteps = 1_000_000;

export async function makeWorld(
  belfryd: BelfrydInThePast,
  receivers: Receivers,
  historyMs: number,
): Promise<World> {
  const choices = seededChoices(seed);
  const installation = await setUpInstallation(
    belfryd.startLink,
    { name: 'Acme', dialect: 'dotfile' },
    'Amélie Laurent',
  );
  const { workspace, owner, baseUrl } = installation;
  const operator = await installation.makeMember(workspace, 'operator', 'Daniel Okoye');
  const viewer = await installation.makeMember(workspace, 'viewer', 'Sofia Lindqvist');
  const [standard, empty] = [
    await installation.makeWorkspace('Acme Payments', 'standard'),
    await installation.makeWorkspace('Sandbox', 'dotfile'),
  ];
  await makeKeys(workspace);
  const random = () => choices.whole(randomSteps) / randomSteps;
  const acme = await liveThroughTheDay(
    { installation, workspace, operator, receivers, belfryd, random },
    historyMs,
  );
  await fillStandardWorkspace(standard, receivers);
  const invitation = { role: 'operator', email: 'noor.haddad@acme.example' };
  const { url } = await callAs<{ url: string }>(baseUrl, owner.cookie, 'POST', '/invitations', {
    body: invitation,
    in: workspace.id,
  });
  const ids = await findIds(workspace, acme);
  return { baseUrl, owner, viewer, workspace, standard, empty, ids, invitationLink: url };
}

async function makeKeys({ api }: WorkspaceWithKey): Promise<void> {
  const inAYear = new Date(Date.now() + 365 * 86_400_000).toISOString();
  granted(await api.keys.create({ name: 'Onboarding service', expires_at: inAYear }));
  granted(
    await api.keys.create({ name: 'Nightly export', allowed_networks: ['10.20.0.0/16', '192.0.2.44/32'] }),
  );
  const { id } = granted(await api.keys.create({ name: 'Trial of the CRM vendor' }));
  granted(await api.keys.revoke(id));
}

/** Of each kind of thing the newest that has the most to show. */
async function findIds({ api }: WorkspaceWithKey, acme: Acme): Promise<WorldIds> {
  const failures = granted(await api.deliveries.list({ webhook_id: acme.failingWebhook, limit: 100 })).data;
  const delivered = granted(
    await api.deliveries.list({ webhook_id: acme.healthyWebhook, state: 'succeeded' }),
  ).data;
  const failed = failures.filter(({ status_code }) => status_code === 500);
  failed.sort((a, b) => b.attempt_count - a.attempt_count);
  const { data: events } = granted(await api.events.list({ type: 'Case.Created' }));
  const { data: cases } = granted(await api.records.list({ text: firstExternalId }));
  return {
    ...acme,
    delivered: delivered[0]?.id ?? '',
    failed: failed[0]?.id ?? '',
    event: events[0]?.id ?? '',
    record: cases[0]?.id ?? '',
  };
}
