import type { ReactNode } from 'react';
import classes from './notice.module.css';
import type { Tone } from './status.tsx';

export interface NoticeProps {
  readonly tone: Tone;
  readonly title: ReactNode;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

/** Something about the whole of what is shown that its reader has to know. It is not announced by itself. */
export function Notice({ tone, title, icon, children }: NoticeProps) {
  return (
    <div className={classes['notice']} data-tone={tone}>
      {icon !== undefined && <div className={classes['icon']}>{icon}</div>}
      <div className={classes['text']}>
        <p className={classes['title']}>{title}</p>
        {children}
      </div>
    </div>
  );
}
