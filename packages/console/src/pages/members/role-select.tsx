import { type Role, roles } from '@belfry/api';
import { Select, Text } from '@mantine/core';
import { roleWords } from './role-words.ts';

export interface RoleSelectProps {
  readonly label: string;
  /** The label is for screen readers only. */
  readonly labelUnseen?: boolean;
  readonly value: Role;
  readonly onChange: (role: Role) => void;
  readonly disabled?: boolean;
  readonly error?: string | undefined;
}

/** One of the roles, each with what it may do. */
export function RoleSelect({
  label,
  labelUnseen = false,
  value,
  onChange,
  disabled = false,
  error,
}: RoleSelectProps) {
  return (
    <Select
      {...(labelUnseen ? { 'aria-label': label, size: 'xs', maw: '8rem' } : { label })}
      data={roles.map((role) => ({ value: role, label: roleWords[role].label }))}
      value={value}
      allowDeselect={false}
      disabled={disabled}
      error={error}
      comboboxProps={{ width: 280, position: 'bottom-end' }}
      renderOption={({ option }) => <Option role={roles.find((role) => role === option.value) ?? 'viewer'} />}
      onChange={(chosen) => {
        const role = roles.find((one) => one === chosen);
        if (role !== undefined && role !== value) onChange(role);
      }}
    />
  );
}

function Option({ role }: { readonly role: Role }) {
  return (
    <div>
      <Text size="sm">{roleWords[role].label}</Text>
      <Text size="xs" c="dimmed">
        {roleWords[role].note}
      </Text>
    </div>
  );
}
