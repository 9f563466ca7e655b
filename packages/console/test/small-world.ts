import type { ConsoleRig } from './console-rig.ts';
import { callAs } from './installation.ts';
import { granted, makeWebhook, publish, untilCalled } from './traffic.ts';
import type { World } from './world.ts';

/** A world with one or a few things of each kind, made in a second. */
export async function smallWorld(rig: ConsoleRig): Promise<World> {
  const { workspace, owner, baseUrl } = rig;
  const { api } = workspace;
  const [viewer, standard, empty, healthy, failing] = await Promise.all([
    rig.makeMember(workspace, 'viewer'),
    rig.makeWorkspace('Payments', 'standard'),
    rig.makeWorkspace('Sandbox'),
    rig.sink(() => ({ status: 200, body: '{"received":true}' })),
    rig.sink(() => ({ status: 500, body: '<h1>Internal Server Error</h1>' })),
  ]);
  const [healthyWebhook, failingWebhook, offlineWebhook] = await Promise.all([
    makeWebhook(workspace, { name: 'CRM', url: healthy.url }),
    makeWebhook(workspace, { name: 'Screening desk', url: failing.url, events: ['Case.Created'] }),
    makeWebhook(workspace, { name: 'Data warehouse', url: healthy.url, events: ['Case.Created'] }),
    granted(
      await standard.api.eventTypes.create({
        type: 'payment.settled',
        data_example: { payment_id: 'pay_1' },
      }),
    ),
    granted(await api.keys.create({ name: 'Nightly export', allowed_networks: ['192.0.2.0/24'] })),
  ]);
  granted(await api.webhooks.offline(offlineWebhook));
  granted(await api.webhooks.rotateSecret(healthyWebhook));
  const record = await makeCase(rig);
  const eventIds = await publish(workspace, 'Case.Created', { count: 3 });
  await untilCalled(workspace, eventIds);
  const newest = async (webhook_id: string) =>
    granted(await api.deliveries.list({ webhook_id, limit: 1 })).data[0]?.id ?? '';
  const { url } = await callAs<{ url: string }>(baseUrl, owner.cookie, 'POST', '/invitations', {
    body: { role: 'operator' },
    in: workspace.id,
  });
  return {
    baseUrl,
    owner,
    viewer,
    workspace,
    standard,
    empty,
    ids: {
      healthyWebhook,
      failingWebhook,
      offlineWebhook,
      delivered: await newest(healthyWebhook),
      failed: await newest(failingWebhook),
      event: eventIds[0] ?? '',
      record,
    },
    invitationLink: url,
  };
}

/** A case with a person, through Dotfile's API; answers its id. */
async function makeCase({ baseUrl, workspace }: ConsoleRig): Promise<string> {
  const call = async (path: string, body: object): Promise<{ readonly id: string }> => {
    const response = await fetch(`${baseUrl}/dotfile/v1${path}`, {
      method: 'POST',
      headers: { 'x-dotfile-api-key': workspace.key, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    // Every record that the API answers has an id.
    return (await response.json()) as { readonly id: string };
  };
  const { id } = await call('/cases', { name: 'Test Inc.', external_id: 'customer-1' });
  await call('/individuals', { case_id: id, first_name: 'Ada', last_name: 'LOVELACE' });
  return id;
}
