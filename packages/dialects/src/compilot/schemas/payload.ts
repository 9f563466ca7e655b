import * as z from 'zod';
import { kindsWithEventId, type PayloadKind } from '../event-types.ts';
import { alert } from './alert.ts';
import { customer, party } from './customer.ts';
import { maybeText, uuid } from './scalars.ts';
import { scenarioExecution } from './scenario.ts';
import { transaction } from './transaction.ts';
import { verificationFlowExecution } from './verification-flow.ts';

type Payload = z.ZodObject<z.ZodRawShape>;

const payloads: Readonly<Record<PayloadKind, Payload>> = {
  customer,
  scenario: scenarioExecution,
  verification_flow: verificationFlowExecution,
  alert,
  transaction,
  individual: party,
  company: party,
};

/** What a publisher states. Of an `id` that is the event's nobody knows beforehand, so any is taken and left out. */
export function publishedPayloadOf(kind: PayloadKind): Payload {
  return kindsWithEventId.has(kind)
    ? z.strictObject({ ...payloads[kind].shape, id: maybeText })
    : payloads[kind];
}

/** What a webhook receives. */
export function sentPayloadOf(kind: PayloadKind): Payload {
  return kindsWithEventId.has(kind) ? z.strictObject({ id: uuid, ...payloads[kind].shape }) : payloads[kind];
}
