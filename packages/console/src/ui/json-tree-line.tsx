import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { JsonLine } from './json-lines.ts';
import classes from './json-view.module.css';
import { visibleText } from './visible-text.tsx';

export interface JsonTreeLineProps {
  readonly line: JsonLine;
  readonly closed: boolean;
  readonly onToggle: () => void;
}

/** Deeper lines are not moved further to the right: there would be no room for them. */
const indentsMax = 30;
const keyLengthMax = 120;
const valueLengthMax = 400;

/** One line: a key and a value, or a bracket. What is very long is cut until it is asked for. */
export function JsonTreeLine({ line, closed, onToggle }: JsonTreeLineProps) {
  const indents = Math.min(line.depth, indentsMax);
  return (
    <div className={classes['line']} style={{ paddingLeft: `${indents * 1.125 + 1.25}rem` }}>
      {line.kind === 'open' && <Toggle closed={closed} onToggle={onToggle} line={line} />}
      {line.depth > indentsMax && line.kind !== 'close' && (
        <span className={classes['depth']}>level {line.depth} </span>
      )}
      {line.key !== null && (
        <>
          <Long text={line.key} lengthMax={keyLengthMax} className={classes['key']} />
          <span className={classes['mark']}>: </span>
        </>
      )}
      {line.kind === 'leaf' ? (
        <Long text={line.text} lengthMax={valueLengthMax} className={classes[line.type]} />
      ) : (
        <span className={classes['mark']}>{line.text}</span>
      )}
      {closed && (
        <>
          <UnstyledButton className={classes['folded']} onClick={onToggle} tabIndex={-1}>
            {entriesText(line)}
          </UnstyledButton>
          <span className={classes['mark']}>{line.type === 'array' ? ']' : '}'}</span>
        </>
      )}
      {line.comma && (line.kind !== 'open' || closed) && <span className={classes['mark']}>,</span>}
    </div>
  );
}

function Toggle({ line, closed, onToggle }: JsonTreeLineProps) {
  const Icon = closed ? IconChevronRight : IconChevronDown;
  const name = line.key?.slice(0, keyLengthMax) ?? (line.type === 'array' ? 'array' : 'object');
  return (
    <UnstyledButton
      className={classes['toggle']}
      onClick={onToggle}
      aria-expanded={!closed}
      aria-label={`${closed ? 'Unfold' : 'Fold'} ${name}`}
    >
      <Icon size={14} aria-hidden />
    </UnstyledButton>
  );
}

interface LongProps {
  readonly text: string;
  readonly lengthMax: number;
  readonly className: string | undefined;
}

function Long({ text, lengthMax, className }: LongProps) {
  const [whole, setWhole] = useState(false);
  const cut = !whole && text.length > lengthMax;
  return (
    <>
      <span className={className}>{visibleText(cut ? text.slice(0, lengthMax) : text)}</span>
      {cut && (
        <UnstyledButton className={classes['folded']} onClick={() => setWhole(true)}>
          … {(text.length - lengthMax).toLocaleString('en')} more characters
        </UnstyledButton>
      )}
    </>
  );
}

function entriesText({ entries, type }: JsonLine): string {
  const word = type === 'array' ? 'item' : 'key';
  return ` ${entries.toLocaleString('en')} ${word}${entries === 1 ? '' : 's'} `;
}
