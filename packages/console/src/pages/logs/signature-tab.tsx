import type { DeliveryDetailAnswer, WebhookAnswer } from '@belfry/api';
import { Stack, Tabs, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import { CodeBlock } from '../../ui/code-block.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Status } from '../../ui/status.tsx';
import { visibleText } from '../../ui/visible-text.tsx';
import { checkSignature, type Verdict } from './signature-check.ts';
import classes from './signature-tab.module.css';
import { type Signing, signatureHeaders, signingOf } from './signing.ts';
import { type Snippet, snippetsOf } from './verify-snippets.ts';

export interface SignatureTabProps {
  readonly delivery: DeliveryDetailAnswer;
  readonly webhook: WebhookAnswer | null;
}

/** How the last call was signed, whether that is right, and how a receiver verifies it. */
export function SignatureTab({ delivery, webhook }: SignatureTabProps) {
  const headers = delivery.attempts.at(-1)?.request_headers;
  if (headers === undefined) {
    return (
      <Text size="sm" c="dimmed">
        Each call is signed when it is made. None was made yet.
      </Text>
    );
  }
  const signing = signingOf(headers);
  return (
    <Stack gap="lg">
      <section aria-labelledby="signature-of">
        <Title order={3} id="signature-of" mb="xs">
          Of the last call
        </Title>
        <dl className={classes['headers']}>
          {signatureHeaders(headers).map(({ name, value, note }) => (
            <div key={name} className={classes['header']}>
              <dt>{name}</dt>
              <dd>
                <span className={classes['value']}>
                  <code>{visibleText(value)}</code>
                  <CopyButton value={value} label={`Copy ${name}`} />
                </span>
                <Text span size="xs" c="dimmed">
                  {note}
                </Text>
              </dd>
            </div>
          ))}
        </dl>
        {signing !== null && (
          <Check signing={signing} headers={headers} body={delivery.body} webhook={webhook} />
        )}
      </section>
      {signing !== null && (
        <section aria-labelledby="signature-how">
          <Title order={3} id="signature-how" mb="xs">
            How to verify it
          </Title>
          <Snippets snippets={snippetsOf(signing)} />
        </section>
      )}
    </Stack>
  );
}

interface CheckProps {
  readonly signing: Signing;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly webhook: WebhookAnswer | null;
}

/** Verified here and now with the webhook's present secret, where the reader may see that. */
function Check({ signing, headers, body, webhook }: CheckProps) {
  const [verdict, setVerdict] = useState<Verdict>('unknown');
  const secret = webhook?.secret ?? null;
  const publicKey = webhook?.public_key ?? null;
  useEffect(() => {
    let current = true;
    setVerdict('unknown');
    if (body === null || secret === null) return;
    void checkSignature({ signing, headers, body, secret, publicKey }).then((found) => {
      if (current) setVerdict(found);
    });
    return () => {
      current = false;
    };
  }, [signing, headers, body, secret, publicKey]);
  if (verdict === 'unknown') return null;
  return (
    <p className={classes['verdict']} role="status">
      {verdict === 'genuine' ? (
        <>
          <Status tone="ok">Verified</Status> It fits the payload and the webhook’s present secret.
        </>
      ) : (
        <>
          <Status tone="warn">Another secret</Status> It does not fit the webhook’s present secret: that was
          changed since the call.
        </>
      )}
    </p>
  );
}

function Snippets({ snippets }: { readonly snippets: readonly Snippet[] }) {
  return (
    <Tabs defaultValue={snippets[0]?.name ?? null} keepMounted={false} variant="outline">
      <Tabs.List>
        {snippets.map(({ name }) => (
          <Tabs.Tab key={name} value={name}>
            {name}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {snippets.map(({ name, note, text }) => (
        <Tabs.Panel key={name} value={name} pt="sm">
          <Text size="xs" c="dimmed" mb={6}>
            {note}
          </Text>
          <CodeBlock text={text} label={`Verify with ${name}`} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
