import { z } from 'zod';
import { id, instant, instantInput, line } from './scalar.ts';

export const keyNetworksMax = 100;

export const key = z
  .object({
    id,
    name: z.string(),
    allowed_networks: z
      .array(z.string())
      .nullable()
      .meta({ description: 'CIDR blocks that the key may be used from; null: anywhere.' }),
    expires_at: instant.nullable(),
    revoked_at: instant.nullable(),
    created_at: instant,
  })
  .meta({ id: 'Key' });

export const keyList = z.object({ data: z.array(key) });

export const keyCreate = z
  .strictObject({
    name: line(200).min(1),
    allowed_networks: z.array(line(50)).min(1).max(keyNetworksMax).nullable().default(null),
    expires_at: instantInput.nullable().default(null),
  })
  .meta({ id: 'KeyCreate' });

export const createdKey = z
  .object({ ...key.shape, key: z.string().meta({ description: 'The key itself. It is shown this once.' }) })
  .meta({ id: 'CreatedKey' });

export type KeyAnswer = z.output<typeof key>;
export type KeyCreate = z.input<typeof keyCreate>;
export type CreatedKeyAnswer = z.output<typeof createdKey>;
