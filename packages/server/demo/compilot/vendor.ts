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
      return answer(api.webhooks.create({ ...settings, events: [...settings.events] }));
    },
    async rotateSecret(id) {
      const { secret } = await answer(api.webhooks.rotateSecret(id));
      return { secret, request: `POST /api/v1/webhooks/${id}/rotate-secret` };
    },
  };
}
