import { Autocomplete, CloseButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { subjectChoices, subjectOf } from './subject-text.ts';

export interface SubjectFieldProps {
  /** `key:value` */
  readonly value: string | undefined;
  /** Those that may be meant where only a value is typed. */
  readonly keys: readonly string[];
  readonly onChange: (subject: string | undefined) => void;
}

/** Whom the events are about. A value alone is offered as that of each key. */
export function SubjectField({ value, keys, onChange }: SubjectFieldProps) {
  const [text, setText] = useState(value ?? '');
  const [problem, setProblem] = useState<string | null>(null);
  // The address changed without this field: by "Clear", a link, or the browser's way back.
  useEffect(() => {
    setText(value ?? '');
    setProblem(null);
  }, [value]);
  function take(typed: string): void {
    const subject = subjectOf(typed, keys);
    setProblem(subject.ok ? null : subject.message);
    if (!subject.ok) return;
    setText(subject.subject ?? '');
    if (subject.subject !== value) onChange(subject.subject);
  }
  const [first] = keys;
  return (
    <Autocomplete
      aria-label="Subject: a key and a value"
      placeholder={first === undefined ? 'Subject, key:value' : `Subject, ${first}:…`}
      w={160}
      comboboxProps={{ width: 380, position: 'bottom-start' }}
      value={text}
      data={[...subjectChoices(text, keys)]}
      filter={({ options }) => options}
      error={problem}
      onChange={setText}
      onOptionSubmit={take}
      onBlur={() => take(text)}
      onKeyDown={({ key, currentTarget }) => {
        // With an option marked, Enter takes that one.
        if (key === 'Enter' && !currentTarget.getAttribute('aria-activedescendant')) take(text);
      }}
      rightSection={
        text === '' ? null : <CloseButton size="sm" aria-label="Clear the subject" onClick={() => take('')} />
      }
    />
  );
}
