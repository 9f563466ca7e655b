import type { Dialect } from '../dialect.ts';
import { catalogue } from './catalogue.ts';
import { health } from './health.ts';
import { match } from './match.ts';
import { request } from './request.ts';
import { retry } from './retry.ts';
import { secrets } from './secrets.ts';
import { validate } from './validate.ts';

/** Dotfile's webhook contract. */
export const dotfile: Dialect = Object.freeze({
  name: 'dotfile',
  catalogue,
  validate,
  match,
  request,
  retry,
  health,
  secrets,
});
