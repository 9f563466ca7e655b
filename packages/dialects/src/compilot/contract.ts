import type { DialectContract } from '../dialect.ts';
import { catalogue } from './catalogue.ts';
import { match } from './match.ts';
import { subscriptionProblem } from './subscription.ts';
import { validate } from './validate.ts';

/** The part of the dialect that a browser may use: nothing here signs, and nothing imports a module of Node.js. */
export const compilotContract: DialectContract = Object.freeze({
  name: 'compilot',
  catalogue,
  validate,
  match,
  subscriptionProblem,
});
