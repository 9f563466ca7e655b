import type { EventType } from '../dialect.ts';
import { eventTypeRows } from './event-types.ts';

export const catalogue: readonly EventType[] = Object.freeze(
  eventTypeRows.map((row) => ({
    ...row,
    group: row.type.slice(0, row.type.indexOf('.')),
    bodySchema: {},
    example: { type: row.type, data: {} },
  })),
);
