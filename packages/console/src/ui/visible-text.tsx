import { Fragment, type ReactNode } from 'react';
import classes from './visible-text.module.css';

/**
 * What would change how the text around it reads, and is not seen itself: controls but line breaks and tabs, marks
 * and overrides of direction, joiners, the byte order mark, tags, halves of surrogate pairs.
 */
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is looked for.
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}\p{Cs}]/u;

/** Beyond so many of them, the rest of a text is shown without marks: a page has room for a limited number. */
const marksMax = 500;

/** Text in which what cannot be seen is written out: "⟨U+202E⟩". Harmless text comes back as it is. */
export function visibleText(text: string): ReactNode {
  if (!hidden.test(text)) return breakable(text);
  const parts: ReactNode[] = [];
  const all = new RegExp(hidden.source, 'gu');
  let end = 0;
  for (const match of text.matchAll(all)) {
    if (parts.length >= marksMax * 2) break;
    parts.push(<Fragment key={`before ${match.index}`}>{breakable(text.slice(end, match.index))}</Fragment>);
    parts.push(
      <span key={match.index} className={classes['mark']}>
        {codeText(match[0])}
      </span>,
    );
    end = match.index + match[0].length;
  }
  parts.push(<Fragment key="rest">{breakable(text.slice(end).replaceAll(all, '\ufffd'))}</Fragment>);
  return parts;
}

/** A word of a script whose letters join: browsers take seconds to break one of many thousand letters. */
const longWord = /[^\s!-\u024f]{256}/gu;

/** The text, with places to break in words that are very long. They are not copied along. */
function breakable(text: string): ReactNode {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const { 0: word, index } of text.matchAll(longWord)) {
    const next = index + word.length;
    parts.push(text.slice(end, next), <wbr key={next} />);
    end = next;
  }
  return end === 0 ? text : [...parts, text.slice(end)];
}

function codeText(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
