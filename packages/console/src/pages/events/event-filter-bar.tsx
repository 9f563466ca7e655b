import { Select } from '@mantine/core';
import { SubjectField } from '../../parts/subject-field.tsx';
import { TimeFilter } from '../../parts/time-filter.tsx';
import { type TypeGroup, withType } from '../../parts/type-groups.ts';
import { FilterBar, SearchField } from '../../ui/filter-bar.tsx';
import type { FilterSearch } from './filter.ts';

export interface EventFilterBarProps {
  readonly search: FilterSearch;
  readonly active: boolean;
  /** `replace`: while it is typed, so that the way back does not lead through each letter. */
  readonly onChange: (change: Partial<FilterSearch>, replace?: boolean) => void;
  readonly onClear: () => void;
  readonly types: readonly TypeGroup[];
  readonly subjectKeys: readonly string[];
}

/** Narrows the events: by payload, event type, subject and time. */
export function EventFilterBar(props: EventFilterBarProps) {
  const { search, active, onChange, onClear, types, subjectKeys } = props;
  return (
    <FilterBar label="Filter the events" active={active} onClear={onClear}>
      <SearchField
        label="Search in the payload"
        value={search.text}
        onChange={(text) => onChange({ text }, true)}
        width={250}
      />
      <Select
        aria-label="Event type"
        placeholder="Event type"
        clearable
        searchable
        nothingFoundMessage="No such event type"
        w={240}
        data={withType(types, search.type)}
        value={search.type ?? null}
        onChange={(value) => onChange({ type: value ?? undefined })}
      />
      <SubjectField value={search.subject} keys={subjectKeys} onChange={(subject) => onChange({ subject })} />
      <TimeFilter period={search.period} from={search.from} to={search.to} onChange={onChange} />
    </FilterBar>
  );
}
