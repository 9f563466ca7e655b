import type { LinkAnswer, LinkUse } from '@belfry/api';
import { Button, Divider, PasswordInput, Select, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useLinkUse } from '../../api/sign-in.ts';
import { dialectLabel } from '../../parts/dialect.ts';
import { FormError } from '../../ui/form-error.tsx';

export interface AccountFormProps {
  readonly token: string;
  readonly link: LinkAnswer;
  readonly onDone: () => void;
}

const fields = ['name', 'email', 'password', 'workspace.name', 'workspace.dialect'];

/** Name, e-mail and password of a new account; with the very first one also the first workspace. */
export function AccountForm({ token, link, onDone }: AccountFormProps) {
  const use = useLinkUse(token);
  const [name, setName] = useState('');
  const [email, setEmail] = useState(link.email ?? '');
  const [password, setPassword] = useState('');
  const [workspaceName, setWorkspaceName] = useState('');
  const [dialect, setDialect] = useState(link.dialects[0] ?? '');
  const errors = use.error?.fieldErrors ?? {};

  function submit(event: FormEvent): void {
    event.preventDefault();
    const workspace = link.workspace_needed ? { workspace: { name: workspaceName, dialect } } : {};
    const body: LinkUse = { name, email, password, ...workspace };
    use.mutate(body, { onSuccess: onDone });
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <FormError error={use.error} fields={fields} />
        <TextInput
          label="Name"
          autoComplete="name"
          value={name}
          error={errors['name']}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          autoFocus
        />
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          value={email}
          readOnly={link.email !== null}
          error={errors['email']}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          description="10 characters or more."
          autoComplete="new-password"
          value={password}
          error={errors['password']}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        />
        {link.workspace_needed && (
          <>
            <Divider label="Your first workspace" labelPosition="left" mt="xs" />
            <TextInput
              label="Workspace"
              placeholder="Acme"
              value={workspaceName}
              error={errors['workspace.name']}
              onChange={({ currentTarget }) => setWorkspaceName(currentTarget.value)}
            />
            <Select
              label="Contract"
              description="Whose webhooks it speaks. It stays."
              data={link.dialects.map((value) => ({ value, label: dialectLabel(value) }))}
              value={dialect}
              allowDeselect={false}
              error={errors['workspace.dialect']}
              onChange={(value) => setDialect(value ?? '')}
            />
          </>
        )}
        <Button type="submit" size="md" mt="xs" loading={use.isPending} fullWidth>
          {link.kind === 'setup' ? 'Create the account' : 'Join'}
        </Button>
      </Stack>
    </form>
  );
}
