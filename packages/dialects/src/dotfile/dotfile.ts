import type { Dialect } from '../dialect.ts';
import { dotfileContract } from './contract.ts';
import { health } from './health.ts';
import { request } from './request.ts';
import { retry } from './retry.ts';
import { secrets } from './secrets.ts';

/** Dotfile's webhook contract. */
export const dotfile: Dialect = Object.freeze({
  ...dotfileContract,
  request,
  retry,
  health,
  secrets,
  ownEventTypes: null,
});
