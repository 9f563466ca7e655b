/** What becomes of a customer, purely. A document that comes back as it is has not changed. */
import type { ChangeMoment } from '../../../domain/record.ts';
import { accepted, type Result, refused } from '../../../domain/refusal.ts';
import { invalidField } from '../body.ts';
import {
  type CustomerCreate,
  type CustomerUpdate,
  type IpCreate,
  ipsMax,
  type WalletCreate,
  walletsMax,
} from './customer-input.ts';
import type { CustomerDocument, IpAddress, Wallet } from './customer-record.ts';
import { changedBy, createdParty, patchedParty } from './party-decisions.ts';
import { isoTime } from './scalars.ts';

export function createdCustomer(
  input: CustomerCreate,
  workflowId: string,
  workspaceId: string,
  moment: ChangeMoment,
): CustomerDocument {
  return {
    ...createdParty(input),
    cmsProjectId: input.cmsProjectId ?? workspaceId,
    workflowId,
    type: input.type ?? null,
    wallets: (input.wallets ?? []).map((wallet) => newWallet(wallet, moment)),
    ips: (input.ips ?? []).map((ip) => newIp(ip, moment)),
  };
}

export function patchedCustomer(before: CustomerDocument, patch: CustomerUpdate): CustomerDocument {
  const type = patch.type === undefined ? before.type : patch.type;
  const patched = patchedParty(before, patch);
  return type === before.type ? patched : changedBy(before, patch.updatedBy, { ...patched, type });
}

export function withWallet(
  before: CustomerDocument,
  input: WalletCreate,
  moment: ChangeMoment,
): Result<CustomerDocument> {
  const { wallets } = before;
  if (wallets.some(({ address }) => address === input.address)) {
    return invalidField('address', 'The customer has this wallet already.');
  }
  if (wallets.length >= walletsMax) {
    return invalidField('address', `A customer has at most ${walletsMax} wallets.`);
  }
  const after = { ...before, wallets: [...wallets, newWallet(input, moment)] };
  return accepted(changedBy(before, input.updatedBy, after));
}

export function withoutWallet(before: CustomerDocument, address: string): Result<CustomerDocument> {
  const wallets = before.wallets.filter((wallet) => wallet.address !== address);
  if (wallets.length === before.wallets.length) {
    return refused('not_found', 'The customer has no such wallet.');
  }
  return accepted(changedBy(before, undefined, { ...before, wallets }));
}

export function withIp(
  before: CustomerDocument,
  input: IpCreate,
  moment: ChangeMoment,
): Result<CustomerDocument> {
  const { ips } = before;
  if (ips.some(({ ip }) => ip === input.ip)) {
    return invalidField('ip', 'The customer has this IP address already.');
  }
  if (ips.length >= ipsMax) return invalidField('ip', `A customer has at most ${ipsMax} IP addresses.`);
  const after = { ...before, ips: [...ips, newIp(input, moment)] };
  return accepted(changedBy(before, input.updatedBy, after));
}

export function withoutIp(before: CustomerDocument, ip: string): Result<CustomerDocument> {
  const ips = before.ips.filter((each) => each.ip !== ip);
  if (ips.length === before.ips.length) {
    return refused('not_found', 'The customer has no such IP address.');
  }
  return accepted(changedBy(before, undefined, { ...before, ips }));
}

function newWallet(
  { address, blockchain = null }: Omit<WalletCreate, 'updatedBy'>,
  { at }: ChangeMoment,
): Wallet {
  return { address, blockchain, createdAt: isoTime(at) };
}

function newIp({ ip, country = null }: Omit<IpCreate, 'updatedBy'>, { at }: ChangeMoment): IpAddress {
  return { ip, country, createdAt: isoTime(at) };
}
