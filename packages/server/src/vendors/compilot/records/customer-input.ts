import { customerTypes } from '@belfry/dialects/compilot';
import { z } from 'zod';
import { textOf } from '../../text-input.ts';
import { partyShape } from './party-input.ts';
import { actor, country, ipAddress, oneOf, word } from './scalars.ts';

/** Of a customer. */
export const walletsMax = 100;
export const ipsMax = 100;

const blockchainLengthMax = 50;

const wallet = z.strictObject({
  address: word,
  blockchain: textOf(1, blockchainLengthMax).nullable().optional(),
});
const ip = z.strictObject({ ip: ipAddress, country: country.nullable().optional() });

const type = oneOf(customerTypes).nullable();

/** `cmsProjectId` is the workspace's id unless said otherwise. */
export const customerCreate = z
  .strictObject({
    ...partyShape,
    cmsProjectId: word,
    type,
    createdBy: actor,
    wallets: z
      .array(wallet, { error: 'Expected a list of wallets.' })
      .max(walletsMax, { error: `At most ${walletsMax} wallets.` })
      .check(eachOnce('address', ({ address }) => address)),
    ips: z
      .array(ip, { error: 'Expected a list of IP addresses.' })
      .max(ipsMax, { error: `At most ${ipsMax} IP addresses.` })
      .check(eachOnce('ip', (item) => item.ip)),
  })
  .partial();

/** What is absent stays as it is. Wallets and IP addresses are added and removed by requests of their own. */
export const customerUpdate = z.strictObject({ ...partyShape, type, updatedBy: actor }).partial();

const added = { updatedBy: actor.optional() };
export const walletCreate = wallet.extend(added);
export const ipCreate = ip.extend(added);

export type CustomerCreate = z.infer<typeof customerCreate>;
export type CustomerUpdate = z.infer<typeof customerUpdate>;
export type WalletCreate = z.infer<typeof walletCreate>;
export type IpCreate = z.infer<typeof ipCreate>;

function eachOnce<Item>(field: string, keyOf: (item: Item) => string): z.core.CheckFn<Item[]> {
  return ({ value, issues }) => {
    const seen = new Set<string>();
    for (const [index, item] of value.entries()) {
      const key = keyOf(item);
      if (seen.has(key)) {
        issues.push({
          code: 'custom',
          input: value,
          path: [index, field],
          message: 'Stands in the list already.',
        });
      }
      seen.add(key);
    }
  };
}
