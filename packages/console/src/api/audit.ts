import type { AuditEntryAnswer, AuditQuery } from '@belfry/api';
import { useApiPages } from './pages.ts';

export type AuditFilters = Omit<AuditQuery, 'limit' | 'cursor'>;

/** Who changed what, newest first. `held`: new entries wait until they are asked for. */
export function useAudit(filters: AuditFilters, held: boolean) {
  return useApiPages<AuditEntryAnswer>(
    {
      topic: 'audit',
      key: [filters],
      call: (client, cursor) => client.audit({ ...filters, ...(cursor === undefined ? {} : { cursor }) }),
    },
    { held },
  );
}
