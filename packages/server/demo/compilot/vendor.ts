import type { Vendor, Webhooks } from '../vendor.ts';
import { answer, type DemoWorkspace } from '../workspace.ts';

/** ComPilot's API has no requests for webhooks: they are managed through Belfry's own. */
export const vendor: Vendor = {
  name: 'ComPilot',
  path: '/compilot',
  documentation: 'docs/dialects/compilot-api.md',
  keyHeader: (key) => ({ Authorization: `Bearer ${key}` }),
  lookAt: '/customers',
  webhooks: webhooksOf,
};

function webhooksOf({ api }: DemoWorkspace): Webhooks {
  return {
    async subscribe(settings) {
      const { data } = await answer(api.webhooks.list());
      for (const { id, name } of data) {
        if (name === settings.name) await answer(api.webhooks.delete(id));
      }
      return shown(await answer(api.webhooks.create({ ...settings, events: [...settings.events] })));
    },
    async rotateSecret(id) {
      const { secret } = shown(await answer(api.webhooks.rotateSecret(id)));
      return { secret, request: `POST /api/v1/webhooks/${id}/rotate-secret` };
    },
  };
}

/** Only viewers are not shown a secret, and a key is none. */
function shown<Shape extends { readonly secret: string | null }>(webhook: Shape): Shape & { secret: string } {
  const { secret } = webhook;
  if (secret === null) throw new Error('The key of the demonstration is not shown secrets.');
  return { ...webhook, secret };
}
