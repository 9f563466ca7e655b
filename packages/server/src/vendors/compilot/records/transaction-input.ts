import { directions, riskScores, transactionStatuses } from '@belfry/dialects/compilot';
import { z } from 'zod';
import { externalId, textOf, uuid } from '../../text-input.ts';
import { actor, country, oneOf, reason, word } from './scalars.ts';

const nameLengthMax = 255;
const symbolLengthMax = 50;

const counterparty = z
  .strictObject({
    name: textOf(1, nameLengthMax).nullable(),
    address: word.nullable(),
    country: country.nullable(),
  })
  .partial()
  .transform(({ name = null, address = null, country = null }) => ({ name, address, country }));

/** A decimal of up to 60 digits before and after the point. */
const amount = z
  .string({ error: 'Expected an amount as text, such as "1250.00".' })
  .regex(/^\d{1,60}(?:\.\d{1,60})?$/, { error: 'Expected an amount such as "1250.00".' });

const shape = {
  externalTransactionId: externalId.nullable(),
  direction: oneOf(directions),
  status: oneOf(transactionStatuses),
  amount,
  /** ISO 4217, or the symbol of a digital asset. */
  currency: textOf(1, symbolLengthMax),
  network: textOf(1, symbolLengthMax).nullable(),
  hash: word.nullable(),
  originator: counterparty.nullable(),
  beneficiary: counterparty.nullable(),
  riskScore: oneOf(riskScores).nullable(),
  reason: reason.nullable(),
};

/** A transaction is a customer's or nobody's, and stays so. */
export const transactionCreate = z
  .strictObject({ ...shape, customerId: uuid.nullable(), createdBy: actor })
  .partial()
  .extend({ direction: shape.direction, amount: shape.amount, currency: shape.currency });

/** What is absent stays as it is. */
export const transactionUpdate = z.strictObject({ ...shape, updatedBy: actor }).partial();

export type TransactionCreate = z.infer<typeof transactionCreate>;
export type TransactionUpdate = z.infer<typeof transactionUpdate>;
