import type { ReactNode } from 'react';
import classes from './status.module.css';

export type Tone = 'ok' | 'bad' | 'warn' | 'info' | 'idle';

export interface StatusProps {
  readonly tone: Tone;
  readonly children: ReactNode;
  /** 'badge': on a soft background; 'dot': a dot before plain text; 'text': the coloured text alone. */
  readonly look?: 'badge' | 'dot' | 'text';
  /** An icon in place of the dot. */
  readonly icon?: ReactNode;
}

/** A state as a word with a colour; the word alone says it all. */
export function Status({ tone, children, look = 'badge', icon }: StatusProps) {
  return (
    <span className={classes['status']} data-tone={tone} data-look={look}>
      {icon ?? (look === 'text' ? null : <span className={classes['dot']} aria-hidden="true" />)}
      {children}
    </span>
  );
}
