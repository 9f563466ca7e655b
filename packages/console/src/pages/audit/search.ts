import { auditTargetTypes } from '@belfry/api';
import { z } from 'zod';
import { periods } from '../../parts/period.ts';
import { choiceParam, textParam } from '../search-params.ts';

export const auditSearch = z.object({
  /** The entry whose sidebar is open. */
  entry: textParam,
  target: choiceParam(auditTargetTypes),
  /** Id of what was changed: "all changes of this webhook". */
  of: textParam,
  action: textParam,
  actor: textParam,
  period: choiceParam(periods),
});

export type AuditSearch = z.output<typeof auditSearch>;
