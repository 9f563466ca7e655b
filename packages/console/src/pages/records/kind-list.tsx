import type { RecordKindAnswer } from '@belfry/api';
import { Link } from '@tanstack/react-router';
import classes from './kind-list.module.css';

export interface KindListProps {
  readonly kinds: readonly RecordKindAnswer[];
}

const figures = new Intl.NumberFormat('en');

/** The kinds of records with how many there are; beside the list, on narrow screens above it. */
export function KindList({ kinds }: KindListProps) {
  const counts = kinds.flatMap(({ count }) => (count === null ? [] : [count]));
  const all = counts.length < kinds.length ? null : counts.reduce((sum, count) => sum + count, 0);
  return (
    <nav aria-label="Kinds of records" className={classes['kinds']}>
      <Kind kind={undefined} label="All records" count={all} />
      {kinds.map(({ kind, label, count }) => (
        <Kind key={kind} kind={kind} label={label} count={count} />
      ))}
    </nav>
  );
}

interface KindProps {
  /** Undefined: every kind. */
  readonly kind: string | undefined;
  readonly label: string;
  readonly count: number | null;
}

function Kind({ kind, label, count }: KindProps) {
  return (
    <Link
      from="/w/$workspaceId/records"
      to="/w/$workspaceId/records"
      search={(now) => ({ ...now, kind })}
      className={classes['kind']}
      data-empty={count === 0}
      activeOptions={{ exact: true, includeSearch: true }}
    >
      <span className={classes['label']}>{label}</span>
      {count !== null && <span className={classes['count']}>{figures.format(count)}</span>}
    </Link>
  );
}
