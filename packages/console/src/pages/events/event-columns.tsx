import { EventOutcomes } from '../../parts/event-outcomes.tsx';
import { SubjectLine } from '../../parts/subject-line.tsx';
import { TypeName } from '../../parts/type-name.tsx';
import type { Column } from '../../ui/data-list.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import type { ListedEvent } from './event-row.ts';

export const eventColumns: readonly Column<ListedEvent>[] = [
  {
    key: 'type',
    header: 'What happened',
    width: 'minmax(0, 1.8fr)',
    phone: 'title',
    cell: ({ type, sub_type: subType, test }) => <TypeName type={type} subType={subType} test={test} />,
  },
  {
    key: 'subject',
    header: 'Subject',
    width: 'minmax(0, 1.7fr)',
    phone: 'hidden',
    cell: ({ subject }) => <SubjectLine subject={subject} />,
  },
  {
    key: 'deliveries',
    header: 'Deliveries',
    width: 'minmax(0, 1.5fr)',
    cell: ({ deliveries }) => <EventOutcomes deliveries={deliveries ?? []} />,
  },
  {
    key: 'at',
    header: 'Recorded',
    width: '6.5rem',
    align: 'end',
    phone: 'end',
    cell: ({ created_at: at }) => <TimeText at={at} />,
  },
];
