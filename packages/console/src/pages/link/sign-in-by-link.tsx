import { Alert, Button, Stack } from '@mantine/core';
import { messageOf } from '../../api/error.ts';
import { useLinkUse } from '../../api/sign-in.ts';

export interface SignInByLinkProps {
  readonly token: string;
  readonly onDone: () => void;
}

/** A button, and no sign-in by opening the page alone: programs that preview links would use it up. */
export function SignInByLink({ token, onDone }: SignInByLinkProps) {
  const use = useLinkUse(token);
  return (
    <Stack>
      {use.error !== null && (
        <Alert color="red" role="alert">
          {messageOf(use.error)}
        </Alert>
      )}
      <Button
        size="md"
        fullWidth
        autoFocus
        loading={use.isPending}
        onClick={() => use.mutate({}, { onSuccess: onDone })}
      >
        Open the console
      </Button>
    </Stack>
  );
}
