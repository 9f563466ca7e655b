import * as z from 'zod';
import { directions, transactionStatuses } from '../values.ts';
import { dateTime, maybeCountry, maybeDateTime, maybeText, maybeUuid, riskScore, text } from './scalars.ts';

/** Who pays or is paid. */
const counterparty = z.strictObject({ name: maybeText, address: maybeText, country: maybeCountry });

/** A decimal as text, so that no digit of an amount is lost. */
const amount = text.regex(/^\d{1,60}(?:\.\d{1,60})?$/, { error: 'Expected an amount such as "1250.00".' });

/** The sources publish no shape for a transaction: this one is Belfry's, in the manner of the others. */
export const transaction = z.strictObject({
  workspaceId: text,
  transactionId: text,
  externalTransactionId: maybeText,
  customerId: maybeUuid,
  externalCustomerId: maybeText,
  direction: z.enum(directions),
  status: z.enum(transactionStatuses),
  amount,
  /** ISO 4217, or the symbol of a digital asset. */
  currency: text,
  network: maybeText,
  hash: maybeText,
  originator: counterparty.nullish(),
  beneficiary: counterparty.nullish(),
  riskScore: riskScore.nullish(),
  reason: maybeText,
  createdBy: maybeText,
  createdAt: dateTime,
  updatedBy: maybeText,
  updatedAt: maybeDateTime,
  deletedBy: maybeText,
  deletedAt: maybeDateTime,
});
