import { IconChevronRight } from '@tabler/icons-react';
import { CopyButton } from '../ui/copy-button.tsx';
import { visibleText } from '../ui/visible-text.tsx';
import classes from './exchange.module.css';

export interface HttpHeadersProps {
  /** "Request headers". */
  readonly label: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Unfolded from the start. */
  readonly open?: boolean;
}

/** Headers of a request or an answer, which unfold. Whatever they hold, it is text alone. */
export function HttpHeaders({ label, headers, open = false }: HttpHeadersProps) {
  const entries = Object.entries(headers);
  if (entries.length === 0) return <p className={classes['none']}>No headers</p>;
  return (
    <details className={classes['details']} open={open}>
      <summary className={classes['summary']}>
        <IconChevronRight size={14} aria-hidden />
        {label}
        <span className={classes['count']}>{entries.length}</span>
      </summary>
      <div className={classes['headers']}>
        <dl className={classes['list']}>
          {entries.map(([name, value]) => (
            <div key={name} className={classes['header']}>
              <dt>{visibleText(name)}</dt>
              <dd>{visibleText(value)}</dd>
            </div>
          ))}
        </dl>
        <div className={classes['copyHeaders']}>
          <CopyButton value={entries.map((entry) => entry.join(': ')).join('\n')} label={`Copy: ${label}`} />
        </div>
      </div>
    </details>
  );
}
