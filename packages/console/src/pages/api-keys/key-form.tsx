import type { CreatedKeyAnswer } from '@belfry/api';
import { Button, Group, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useCreateKey } from '../../api/keys.ts';
import { FormError } from '../../ui/form-error.tsx';
import { expiryOf, type Lifetime, lifetimes } from './key-state.ts';

export interface KeyFormProps {
  readonly onCreated: (key: CreatedKeyAnswer) => void;
  readonly onCancel: () => void;
}

const words: Readonly<Record<Lifetime, string>> = {
  never: 'Never',
  '30': 'After 30 days',
  '90': 'After 90 days',
  '365': 'After a year',
};

/** Name, networks and lifetime of a key to be. */
export function KeyForm({ onCreated, onCancel }: KeyFormProps) {
  const [name, setName] = useState('');
  const [networks, setNetworks] = useState<readonly string[]>([]);
  const [lifetime, setLifetime] = useState<Lifetime>('never');
  const create = useCreateKey(onCreated);
  const errors = create.error?.fieldErrors ?? {};
  const networkError = Object.entries(errors).find(([path]) => path.startsWith('allowed_networks'))?.[1];
  function submit(event: FormEvent): void {
    event.preventDefault();
    create.mutate({
      name: name.trim(),
      allowed_networks: networks.length === 0 ? null : [...networks],
      expires_at: expiryOf(lifetime, Date.now()),
    });
  }
  const shown = [
    'name',
    'expires_at',
    ...Object.keys(errors).filter((path) => path.startsWith('allowed_networks')),
  ];
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <FormError error={create.error} fields={shown} />
        <TextInput
          label="Name"
          description="Which product uses it."
          placeholder="onboarding-service"
          value={name}
          error={errors['name']}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          data-autofocus
        />
        <TagsInput
          label="Networks"
          description="CIDR blocks it may be used from, each ended by Enter. None: anywhere."
          placeholder={networks.length === 0 ? '203.0.113.0/24' : ''}
          value={[...networks]}
          error={networkError}
          splitChars={[',', ' ']}
          onChange={setNetworks}
        />
        <Select
          label="Expires"
          data={lifetimes.map((value) => ({ value, label: words[value] }))}
          value={lifetime}
          allowDeselect={false}
          error={errors['expires_at']}
          onChange={(value) => setLifetime(lifetimes.find((one) => one === value) ?? 'never')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending}>
            Create the key
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
