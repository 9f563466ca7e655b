import { alertStatuses, severities } from '@belfry/dialects/compilot';
import type { FastifyInstance } from 'fastify';
import type { RecordReader } from '../../../app/record-reader.ts';
import { newMember, type StoredRecord } from '../../../domain/record.ts';
import { accepted, type Result } from '../../../domain/refusal.ts';
import type { CompilotOptions } from '../plugin.ts';
import { createdAlert, patchedAlert, tagsOf } from './alert-decisions.ts';
import { type AlertCreate, type AlertUpdate, alertCreate, alertUpdate } from './alert-input.ts';
import { type AlertDocument, type AlertTagName, alert, alertTagKind, tagKey } from './alert-record.ts';
import { type Changing, changeRecord, createRecord } from './changes.ts';
import { creatingRoute, deletingRoute, patchingRoute, readingRoutes } from './crud-routes.ts';
import { lockCustomer } from './customer-reading.ts';

type AlertRecord = StoredRecord<AlertDocument>;

/** Alerts: list, get, open, change, delete. */
export function alertRoutes(scope: FastifyInstance, options: CompilotOptions): void {
  readingRoutes(scope, options, '/alerts', alert, {
    customerId: { field: 'parent_id', values: 'uuid' },
    severity: { field: 'term.severity', values: severities },
    status: { field: 'status', values: alertStatuses },
    tagId: { field: 'term.tag', values: 'text' },
  });
  creatingRoute(scope, options, '/alerts', alert, alertCreate, createAlert);
  patchingRoute(scope, options, '/alerts', alert, alertUpdate, patchAlert);
  deletingRoute(scope, options, '/alerts', alert);
}

function createAlert(changing: Changing, input: AlertCreate): Promise<Result<AlertRecord>> {
  return createRecord(
    changing,
    alert,
    async (reader) => {
      const customer = await lockCustomer(reader, input.customerId);
      if (!customer.ok) return customer;
      return accepted({ customer: customer.value, tags: await readTags(reader, input.tags) });
    },
    ({ customer, tags }, moment) => {
      const named = tagsOf(input.tags ?? [], tags, moment);
      const document = createdAlert(input, customer, named.tags);
      return { record: newMember(alert.kind, customer, moment, document), writes: named.writes };
    },
  );
}

function patchAlert(changing: Changing, id: string, patch: AlertUpdate): Promise<Result<AlertRecord>> {
  return changeRecord(
    changing,
    alert,
    id,
    async (reader) => accepted(await readTags(reader, patch.tags)),
    (before, known, moment) => {
      const named = patch.tags === undefined ? undefined : tagsOf(patch.tags, known, moment);
      return accepted({ document: patchedAlert(before, patch, named?.tags), writes: named?.writes ?? [] });
    },
  );
}

/** The tags that exist among these. */
function readTags(
  reader: RecordReader,
  names: readonly AlertTagName[] | undefined,
): Promise<readonly StoredRecord<AlertTagName>[]> {
  return reader.findByExternalIds(alertTagKind, (names ?? []).map(tagKey));
}
