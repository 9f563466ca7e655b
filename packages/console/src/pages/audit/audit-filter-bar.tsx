import { auditActions, auditTargetTypes } from '@belfry/api';
import { Select } from '@mantine/core';
import { periodLabels, periods } from '../../parts/period.ts';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { actionWords } from './action-words.ts';
import type { AuditSearch } from './search.ts';

export interface AuditFilterBarProps {
  readonly search: AuditSearch;
  readonly onChange: (change: Partial<AuditSearch>) => void;
  readonly active: boolean;
  readonly onClear: () => void;
}

/** Narrows the entries: by what was changed, how, and when. */
export function AuditFilterBar({ search, onChange, active, onClear }: AuditFilterBarProps) {
  const actions =
    search.target === undefined ? Object.values(auditActions).flat() : auditActions[search.target];
  return (
    <FilterBar label="Filter the audit" active={active} onClear={onClear}>
      <Select
        aria-label="What was changed"
        placeholder="What was changed"
        clearable
        w={180}
        data={auditTargetTypes.map((type) => ({ value: type, label: targetWord(type) }))}
        value={search.target ?? null}
        onChange={(value) =>
          onChange({
            target: auditTargetTypes.find((type) => type === value),
            action: undefined,
            of: undefined,
          })
        }
      />
      <Select
        aria-label="How"
        placeholder="How"
        clearable
        searchable
        w={230}
        data={actions.map((action) => ({ value: action, label: actionWords(action) }))}
        value={search.action ?? null}
        onChange={(value) => onChange({ action: value ?? undefined })}
      />
      <Select
        aria-label="When"
        placeholder="Any time"
        clearable
        w={160}
        data={periods.map((period) => ({ value: period, label: periodLabels[period] }))}
        value={search.period ?? null}
        onChange={(value) => onChange({ period: periods.find((period) => period === value) })}
      />
    </FilterBar>
  );
}

function targetWord(type: (typeof auditTargetTypes)[number]): string {
  switch (type) {
    case 'webhook':
      return 'Webhooks';
    case 'key':
      return 'API keys';
    case 'member':
      return 'Members';
    case 'invitation':
      return 'Invitations';
    case 'workspace':
      return 'The workspace';
    case 'event_type':
      return 'Event types';
    case 'session':
      return 'Sessions';
  }
}
