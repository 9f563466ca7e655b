import { type ComboboxItem, Select } from '@mantine/core';
import { useState } from 'react';
import { deliveryStates, stateLabel } from '../../parts/delivery-state.ts';
import { SubjectField } from '../../parts/subject-field.tsx';
import { TimeFilter } from '../../parts/time-filter.tsx';
import { type TypeGroup, withType } from '../../parts/type-groups.ts';
import { FilterBar, SearchField } from '../../ui/filter-bar.tsx';
import type { FilterSearch } from './filter.ts';
import { statusChoices } from './status-choices.ts';

export interface LogFilterBarProps {
  readonly search: FilterSearch;
  readonly active: boolean;
  /** `replace`: while it is typed, so that the way back does not lead through each letter. */
  readonly onChange: (change: Partial<FilterSearch>, replace?: boolean) => void;
  readonly onClear: () => void;
  readonly webhooks: readonly ComboboxItem[];
  readonly types: readonly TypeGroup[];
  readonly subjectKeys: readonly string[];
}

/** Narrows the log: by payload, state, answer, webhook, event type, subject and time. */
export function LogFilterBar(props: LogFilterBarProps) {
  const { search, active, onChange, onClear, webhooks, types, subjectKeys } = props;
  return (
    <FilterBar label="Filter the deliveries" active={active} onClear={onClear}>
      <SearchField
        label="Search in the payload"
        value={search.text}
        onChange={(text) => onChange({ text }, true)}
        width={180}
      />
      <Select
        aria-label="State"
        placeholder="State"
        clearable
        w={120}
        comboboxProps={{ width: 200, position: 'bottom-start' }}
        data={deliveryStates.map((state) => ({ value: state, label: stateLabel(state) }))}
        value={search.state ?? null}
        onChange={(value) => onChange({ state: deliveryStates.find((state) => state === value) })}
      />
      <StatusSelect value={search.status} onChange={(status) => onChange({ status })} />
      <Select
        aria-label="Webhook"
        placeholder="Webhook"
        clearable
        searchable
        nothingFoundMessage="No such webhook"
        w={130}
        comboboxProps={{ width: 260, position: 'bottom-start' }}
        data={known(webhooks, search.webhook)}
        value={search.webhook ?? null}
        onChange={(value) => onChange({ webhook: value ?? undefined })}
      />
      <Select
        aria-label="Event type"
        placeholder="Event type"
        clearable
        searchable
        nothingFoundMessage="No such event type"
        w={135}
        comboboxProps={{ width: 300, position: 'bottom-start' }}
        data={withType(types, search.type)}
        value={search.type ?? null}
        onChange={(value) => onChange({ type: value ?? undefined })}
      />
      <SubjectField value={search.subject} keys={subjectKeys} onChange={(subject) => onChange({ subject })} />
      <TimeFilter period={search.period} from={search.from} to={search.to} onChange={onChange} />
    </FilterBar>
  );
}

interface StatusSelectProps {
  readonly value: string | undefined;
  readonly onChange: (status: string | undefined) => void;
}

/** Any code may be typed; it is offered as soon as it is one. */
function StatusSelect({ value, onChange }: StatusSelectProps) {
  const [typed, setTyped] = useState('');
  return (
    <Select
      aria-label="Answer: class or status code"
      placeholder="Answer"
      clearable
      searchable
      nothingFoundMessage="100 to 599"
      w={105}
      comboboxProps={{ width: 240, position: 'bottom-start' }}
      data={statusChoices(typed, value).map(({ group, items }) => ({ group, items: [...items] }))}
      value={value ?? null}
      onSearchChange={setTyped}
      onChange={(status) => onChange(status ?? undefined)}
    />
  );
}

/** A webhook that was deleted can still be filtered by. */
function known(webhooks: readonly ComboboxItem[], id: string | undefined): ComboboxItem[] {
  const has = id === undefined || webhooks.some(({ value }) => value === id);
  return has ? [...webhooks] : [...webhooks, { value: id, label: 'Another webhook' }];
}
