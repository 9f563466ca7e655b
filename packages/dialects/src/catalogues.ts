import { compilotContract } from './compilot/contract.ts';
import type { DialectContract } from './dialect.ts';
import { dotfileContract } from './dotfile/contract.ts';
import { standardContract } from './standard/contract.ts';

export type * from './dialect.ts';

const contracts: ReadonlyMap<string, DialectContract> = new Map(
  [dotfileContract, compilotContract, standardContract].map((contract) => [contract.name, contract]),
);

/** Event types, validation and matching of a dialect, for a browser too; undefined where none has that name. */
export function catalogueNamed(name: string): DialectContract | undefined {
  return contracts.get(name);
}
