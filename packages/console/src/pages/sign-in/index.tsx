import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { type ApiError, messageOf } from '../../api/error.ts';
import { sessionQuery } from '../../api/session.ts';
import { useSignIn } from '../../api/sign-in.ts';
import { Brand } from '../../parts/brand.tsx';
import { Door } from '../../ui/door.tsx';
import { landing } from './landing.ts';

const route = getRouteApi('/sign-in');

/** E-mail and password. Whoever is signed in already goes on to where they came from. */
export function SignInPage() {
  const { from } = route.useSearch();
  const { data: session } = useQuery({ ...sessionQuery, retry: false });
  const signIn = useSignIn();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { history } = useRouter();
  const next = session === null || session === undefined ? null : landing(from, session);
  useEffect(() => {
    if (next !== null) history.replace(next);
  }, [next, history]);

  function submit(event: FormEvent): void {
    event.preventDefault();
    signIn.mutate({ email, password });
  }
  const errors = signIn.error?.fieldErrors ?? {};
  return (
    <Door
      title="Sign in"
      description={from === undefined ? undefined : 'Your session ended. Sign in to go on where you were.'}
      brand={<Brand />}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          {signIn.error !== null && Object.keys(errors).length === 0 && (
            <Alert color="red" role="alert">
              {refusalText(signIn.error)}
            </Alert>
          )}
          <TextInput
            label="E-mail"
            type="email"
            autoComplete="username"
            value={email}
            error={errors['email']}
            onChange={({ currentTarget }) => setEmail(currentTarget.value)}
            autoFocus
          />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            value={password}
            error={errors['password']}
            onChange={({ currentTarget }) => setPassword(currentTarget.value)}
          />
          <Button type="submit" size="md" mt="xs" loading={signIn.isPending} fullWidth>
            Sign in
          </Button>
        </Stack>
      </form>
    </Door>
  );
}

function refusalText(error: ApiError): string {
  return error.code === 'unauthorized' ? 'The e-mail address or the password is wrong.' : messageOf(error);
}
