import type { WebhookAnswer } from '@belfry/api';
import { Button, Group, Input, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconRefresh } from '@tabler/icons-react';
import { useSession } from '../../api/session.ts';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Countdown } from '../../ui/countdown.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useNow } from '../../ui/now.ts';
import { SecretField } from '../../ui/secret-field.tsx';
import { RotateSecret } from './rotate-secret.tsx';
import { schemeLabel } from './signature-scheme.ts';

/** What the calls are signed with, and the exchange of it. */
export function SecretSection({ webhook }: { readonly webhook: WebhookAnswer }) {
  const { can } = useSession();
  const [rotating, dialog] = useDisclosure(false);
  return (
    <Stack gap="sm">
      <div>
        <Input.Label component="div">Secret</Input.Label>
        <Input.Description mb={6}>
          Signs each call, by {schemeLabel(webhook.signature_scheme)}.
        </Input.Description>
        {webhook.secret === null ? (
          <Text size="sm" c="dimmed">
            Operators of this workspace see the secret.
          </Text>
        ) : (
          // Another secret is hidden again.
          <SecretField key={webhook.secret} label="Secret" value={webhook.secret} />
        )}
      </div>
      {webhook.public_key !== null && (
        <div>
          <Input.Label component="div">Public key</Input.Label>
          <Input.Description mb={6}>What your receiver verifies with. It is no secret.</Input.Description>
          <CodeBlock text={webhook.public_key} label="Public key" wrap />
        </div>
      )}
      {webhook.old_secret_expires_at !== null && <BothHonoured until={webhook.old_secret_expires_at} />}
      {can('operate') && (
        <Group>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconRefresh size={14} aria-hidden />}
            onClick={dialog.open}
          >
            Rotate the secret
          </Button>
        </Group>
      )}
      <RotateSecret webhook={webhook} opened={rotating} onClose={dialog.close} />
    </Stack>
  );
}

function BothHonoured({ until }: { readonly until: string }) {
  const nowMs = useNow(1_000);
  if (Date.parse(until) <= nowMs) return null;
  return (
    <Notice tone="info" title="Two secrets are honoured">
      Each call is signed with this secret and with the one before, for <Countdown until={until} /> more. Put
      the new one into your receiver by then.
    </Notice>
  );
}
