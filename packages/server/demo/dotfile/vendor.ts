import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { textOf, type Vendor, type VendorApi, type Webhooks } from '../vendor.ts';

/** Dotfile's clients manage their webhooks through the same API as their cases. */
export const vendor: Vendor = {
  name: 'Dotfile',
  path: '/dotfile/v1',
  documentation: 'docs/dialects/dotfile-api.md',
  keyHeader: (key) => ({ 'X-DOTFILE-API-KEY': key }),
  lookAt: '/cases?sort=created_at.desc',
  webhooks: (_, api) => webhooksOf(api),
};

function webhooksOf({ call }: VendorApi): Webhooks {
  return {
    async subscribe(settings) {
      const existing = page.parse(
        (await call('GET', `/webhooks?name=${encodeURIComponent(settings.name)}`)).body,
      );
      for (const { id } of existing.data) await call('DELETE', `/webhooks/${id}`);
      const { body } = await call('POST', '/webhooks', settings);
      return { id: textOf(body, 'id'), secret: textOf(body, 'secret') };
    },
    async rotateSecret(id) {
      const secret = `dotsecret.${randomBytes(secretBytes).toString('base64url')}`;
      await call('PATCH', `/webhooks/${id}`, { secret });
      return { secret, request: `PATCH ${vendor.path}/webhooks/${id}` };
    },
  };
}

const secretBytes = 32;
const page = z.looseObject({ data: z.array(z.looseObject({ id: z.string() })) });
