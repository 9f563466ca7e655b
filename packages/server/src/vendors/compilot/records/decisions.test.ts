import { dialectNamed } from '@belfry/dialects';
import {
  alertStatuses,
  customerTypes,
  directions,
  onboardingLevels,
  partyStatuses,
  riskScores,
  severities,
  transactionStatuses,
} from '@belfry/dialects/compilot';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ChangeMoment, changed, newRoot, type StoredRecord } from '../../../domain/record.ts';
import { patchedAlert } from './alert-decisions.ts';
import { type AlertDocument, alert } from './alert-record.ts';
import { updateOf } from './changes.ts';
import { patchedCustomer } from './customer-decisions.ts';
import type { CustomerUpdate } from './customer-input.ts';
import { type CustomerDocument, customer } from './customer-record.ts';
import { resourceEvent } from './resource.ts';
import { patchedTransaction } from './transaction-decisions.ts';
import type { TransactionUpdate } from './transaction-input.ts';
import { type TransactionDocument, transaction } from './transaction-record.ts';

const workspaceId = 'f2b86c1e-4d73-49a0-9b58-6e0a7d3c8f21';
const moment: ChangeMoment = {
  at: Date.parse('2026-11-22T10:00:00.250Z'),
  newId: () => '01a202b3-b05a-7000-8000-b0f00ca99c7e',
};
const later = { ...moment, at: moment.at + 1 };

const text = fc.string({ unit: 'binary', maxLength: 10 });
const orNull = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null });
const iso = fc.constant('2026-01-01T00:00:00.000Z');
/** As JSON makes them, of which bodies and stored documents come: objects with the usual prototype. */
const plain = { noNullPrototype: true };
/** A patch that names nothing: among those of some properties it would hardly ever come up. */
const nothing = fc.constant({});

const party = {
  externalCustomerId: orNull(text),
  riskScore: orNull(fc.constantFrom(...riskScores)),
  onboardingLevel: orNull(fc.constantFrom(...onboardingLevels)),
  status: orNull(fc.constantFrom(...partyStatuses)),
  reason: orNull(text),
  type: orNull(fc.constantFrom(...customerTypes)),
};
const anyCustomer: fc.Arbitrary<CustomerDocument> = fc.record(
  {
    ...party,
    createdBy: text,
    updatedBy: text,
    cmsProjectId: text,
    workflowId: text,
    wallets: fc.array(fc.record({ address: text, blockchain: orNull(text), createdAt: iso }, plain), {
      maxLength: 2,
    }),
    ips: fc.constant([]),
  },
  plain,
);
const customerPatch: fc.Arbitrary<CustomerUpdate> = fc.oneof(
  nothing,
  fc.record({ ...party, updatedBy: text }, { requiredKeys: [], ...plain }),
);

const count = orNull(fc.nat());
const tag = { id: fc.uuid(), title: text, type: text, createdAt: iso, updatedAt: fc.constant(null) };
const tags = fc.array(fc.record(tag, plain), { maxLength: 2 });
const alertShape = {
  severity: fc.constantFrom(...severities),
  status: fc.constantFrom(...alertStatuses),
  scenarioAlertCount: count,
  workflowName: orNull(text),
  workflowId: orNull(text),
  reason: orNull(text),
};
const anyAlert: fc.Arbitrary<AlertDocument> = fc.record(
  {
    ...alertShape,
    customerId: fc.uuid(),
    externalCustomerId: orNull(text),
    tags,
  },
  plain,
);
const alertPatch: fc.Arbitrary<Partial<Pick<AlertDocument, keyof typeof alertShape | 'tags'>>> = fc.oneof(
  nothing,
  fc.record({ ...alertShape, tags }, { requiredKeys: [], ...plain }),
);

const counterparty = orNull(
  fc.record({ name: orNull(text), address: orNull(text), country: fc.constant(null) }, plain),
);
const transactionShape = {
  externalTransactionId: orNull(text),
  direction: fc.constantFrom(...directions),
  status: fc.constantFrom(...transactionStatuses),
  amount: fc.constantFrom('1', '0.50'),
  currency: text,
  network: orNull(text),
  hash: orNull(text),
  originator: counterparty,
  beneficiary: counterparty,
  riskScore: orNull(fc.constantFrom(...riskScores)),
  reason: orNull(text),
};
const anyTransaction: fc.Arbitrary<TransactionDocument> = fc.record(
  {
    ...transactionShape,
    customerId: orNull(fc.uuid()),
    externalCustomerId: orNull(text),
    createdBy: text,
    updatedBy: orNull(text),
  },
  plain,
);
const transactionPatch: fc.Arbitrary<TransactionUpdate> = fc.oneof(
  nothing,
  fc.record({ ...transactionShape, updatedBy: text }, { requiredKeys: [], ...plain }),
);

/** What the patch names, apart from who sends it, and what of the record it would make otherwise. */
function differences(document: object, patch: object): readonly [string, unknown][] {
  const now = new Map(Object.entries(document));
  return Object.entries(patch).filter(
    ([name, value]) =>
      name !== 'updatedBy' && value !== undefined && JSON.stringify(now.get(name)) !== JSON.stringify(value),
  );
}

function cases<Document extends object, Patch extends object>(
  resource: Parameters<typeof updateOf<Document>>[0],
  anyDocument: fc.Arbitrary<Document>,
  anyPatch: fc.Arbitrary<Patch>,
  become: (before: Document, patch: Patch) => Document,
) {
  const change = (record: StoredRecord<Document>, patch: Patch) =>
    updateOf(resource, record, become(record.document, patch), later, workspaceId);

  describe(`a patch of any ${resource.name}`, () => {
    test('has one event with the after-image if it changes something, and otherwise none', () => {
      fc.assert(
        fc.property(anyDocument, anyPatch, (document, patch) => {
          const before = newRoot(resource.kind, moment, document);
          const { writes, events, value } = change(before, patch);
          if (differences(document, patch).length === 0) {
            expect({ writes, events, value }).toEqual({ writes: [], events: [], value: before });
            return;
          }
          expect(value).toEqual(changed(before, value.document, later));
          expect(writes).toMatchObject([{ action: 'update', before, after: value }]);
          expect(events).toEqual([resourceEvent(resource, 'updated', value, workspaceId)]);
          expect(dialectNamed('compilot')?.validate(events[0]?.draft ?? { type: '', data: null }).ok).toBe(
            true,
          );
        }),
      );
    });

    test('says what it names, leaves what it does not, and a second time changes nothing', () => {
      fc.assert(
        fc.property(anyDocument, anyPatch, (document, patch) => {
          const after = become(document, patch);
          const expected = { ...document, ...Object.fromEntries(differences(document, patch)) };
          const { updatedBy: _, ...rest } = { updatedBy: null, ...after };
          const { updatedBy: __, ...wanted } = { updatedBy: null, ...expected };
          expect(rest).toEqual(wanted);
          expect(become(after, patch)).toBe(after);
        }),
      );
    });
  });
}

cases(customer, anyCustomer, customerPatch, patchedCustomer);
cases(alert, anyAlert, alertPatch, (before, patch) => patchedAlert(before, patch, patch.tags));
cases(transaction, anyTransaction, transactionPatch, patchedTransaction);
