import { visibleText } from '../ui/visible-text.tsx';
import { TestBadge } from './test-badge.tsx';
import classes from './type-name.module.css';

export interface TypeNameProps {
  readonly type: string;
  readonly subType: string | null;
  readonly test: boolean;
}

/** An event type in a row: a sub-event tells more than its parent, which stands behind it. */
export function TypeName({ type, subType, test }: TypeNameProps) {
  return (
    <>
      <span className={classes['type']}>{visibleText(subType ?? type)}</span>
      {subType !== null && <span className={classes['parent']}> {visibleText(type)}</span>}
      {test && (
        <span className={classes['badge']}>
          <TestBadge />
        </span>
      )}
    </>
  );
}
