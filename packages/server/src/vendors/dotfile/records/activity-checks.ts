import { isOfKind, type RecordWrite } from '../../../domain/record.ts';
import { type CheckDocument, checkKind } from './checks/check-record.ts';

/** What was done to a check beside what its events tell of. */
export interface CheckDeed {
  readonly verb: string;
  readonly entity: 'aml_hit' | 'check';
  /** The hits that it was done to. */
  readonly hitIds: readonly string[];
}

/** Hits that were confirmed or ignored, and monitoring that was begun or ended. Of other records: nothing. */
export function checkDeeds(write: RecordWrite): readonly CheckDeed[] {
  if (write.action !== 'update') return [];
  const { before, after } = write;
  if (!isOfKind(before, checkKind) || !isOfKind(after, checkKind)) return [];
  const confirmed = hitsThatBecame('true_positive', before.document, after.document);
  const ignored = hitsThatBecame('false_positive', before.document, after.document);
  const [wasMonitored, isMonitored] = [monitoredIn(before.document), monitoredIn(after.document)];
  const verb = isMonitored ? 'enabled_monitoring' : 'disabled_monitoring';
  return [
    ...(confirmed.length === 0 ? [] : [hitDeed('confirmed', confirmed)]),
    ...(ignored.length === 0 ? [] : [hitDeed('ignored', ignored)]),
    ...(wasMonitored === isMonitored ? [] : [{ verb, entity: 'check', hitIds: [] } as const]),
  ];
}

function hitDeed(verb: string, hitIds: readonly string[]): CheckDeed {
  return { verb, entity: 'aml_hit', hitIds };
}

function hitsThatBecame(status: string, before: CheckDocument, after: CheckDocument): readonly string[] {
  const had = new Set((before.hits ?? []).filter((hit) => hit.status === status).map(({ id }) => id));
  return (after.hits ?? []).filter((hit) => hit.status === status && !had.has(hit.id)).map(({ id }) => id);
}

/** Where a check is monitored its vendor's part says so. */
function monitoredIn({ details }: CheckDocument): boolean {
  const { vendor } = details;
  if (typeof vendor !== 'object' || vendor === null) return false;
  return 'is_search_monitored' in vendor && vendor.is_search_monitored === true;
}
