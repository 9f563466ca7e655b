import { ActionIcon, Button, Input, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { type HeaderRow, repeatedHeaders } from './draft.ts';
import type { FieldErrors } from './form-errors.ts';
import classes from './webhook-form.module.css';

export interface HeaderFieldsProps {
  readonly rows: readonly HeaderRow[];
  readonly errors: FieldErrors;
  readonly readOnly: boolean;
  readonly onChange: (rows: readonly HeaderRow[]) => void;
}

/** Static headers, row by row. */
export function HeaderFields({ rows, errors, readOnly, onChange }: HeaderFieldsProps) {
  const list = useRef<HTMLFieldSetElement>(null);
  const added = useRef(false);
  const repeated = repeatedHeaders(rows);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a row that was just added gets the focus.
  useEffect(() => {
    if (!added.current) return;
    added.current = false;
    const names = list.current?.querySelectorAll<HTMLInputElement>('input[data-header-name]');
    names?.item(names.length - 1).focus();
  }, [rows.length]);
  const change = (key: number, part: Partial<HeaderRow>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const add = () => {
    added.current = true;
    onChange([...rows, { key: Math.max(-1, ...rows.map(({ key }) => key)) + 1, name: '', value: '' }]);
  };
  return (
    <fieldset className={classes['group']} ref={list}>
      <Input.Label component="legend">Headers</Input.Label>
      <Input.Description mb={6}>Sent with every call, beside the contract’s own.</Input.Description>
      {rows.length === 0 && readOnly && (
        <Text size="sm" c="dimmed">
          None
        </Text>
      )}
      {rows.map(({ key, name, value }, index) => {
        const error = repeated.has(key)
          ? 'This header is given above already.'
          : errors[`headers.${name.trim().toLowerCase()}`];
        return (
          <div key={key} className={classes['headerRow']} data-read-only={readOnly || undefined}>
            <TextInput
              aria-label={`Name of header ${index + 1}`}
              data-header-name
              placeholder="x-team"
              spellCheck={false}
              autoComplete="off"
              readOnly={readOnly}
              value={name}
              error={error}
              onChange={(event) => change(key, { name: event.currentTarget.value })}
            />
            <TextInput
              aria-label={`Value of header ${index + 1}`}
              placeholder="Value"
              spellCheck={false}
              autoComplete="off"
              readOnly={readOnly}
              value={value}
              onChange={(event) => change(key, { value: event.currentTarget.value })}
            />
            {!readOnly && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size={34}
                aria-label={`Remove header ${index + 1}`}
                onClick={() => onChange(rows.filter((row) => row.key !== key))}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            )}
          </div>
        );
      })}
      {errors['headers'] !== undefined && <Input.Error mb={6}>{errors['headers']}</Input.Error>}
      {!readOnly && (
        <Button
          variant="subtle"
          size="compact-sm"
          ml={-8}
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={add}
        >
          Add header
        </Button>
      )}
    </fieldset>
  );
}
