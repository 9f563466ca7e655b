import { visibleText } from '../ui/visible-text.tsx';
import classes from './subject-line.module.css';

export interface SubjectLineProps {
  readonly subject: Readonly<Record<string, string>> | null;
}

/** What an event is about, in one line of a list: the first key and value, and how many more there are. */
export function SubjectLine({ subject }: SubjectLineProps) {
  const [first, ...more] = Object.entries(subject ?? {});
  if (first === undefined) return <span className={classes['dim']}>—</span>;
  const [key, value] = first;
  return (
    <span className={classes['subject']}>
      <span className={classes['dim']}>{visibleText(key)}</span> {visibleText(value)}
      {more.length > 0 && <span className={classes['dim']}> +{more.length}</span>}
    </span>
  );
}
