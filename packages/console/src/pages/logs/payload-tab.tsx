import type { DeliveryDetailAnswer } from '@belfry/api';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconTerminal2 } from '@tabler/icons-react';
import { HttpHeaders } from '../../parts/http-headers.tsx';
import { RequestLine } from '../../parts/request-line.tsx';
import { JsonView } from '../../ui/json-view.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { curlText } from './curl-text.ts';

const payloadHeightMax = 520;

/** What was sent, byte for byte: the payload, where to, and with which headers. */
export function PayloadTab({ delivery: { body, attempts } }: { readonly delivery: DeliveryDetailAnswer }) {
  const last = attempts.at(-1);
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="xs">
        <Text size="sm" c="dimmed">
          {last === undefined ? (
            'As it will be sent.'
          ) : (
            <>
              As sent at <TimeText at={last.attempted_at} kind="clock" />
              {attempts.length > 1 && ', by the last call'}.
            </>
          )}
        </Text>
        {last !== undefined && body !== null && (
          <CopyCurl text={curlText({ url: last.url, headers: last.request_headers, body })} />
        )}
      </Group>
      {body === null ? (
        <Text size="sm" c="dimmed">
          The payload is not kept any more: its event is gone.
        </Text>
      ) : (
        <JsonView text={body} label="Payload" heightMax={payloadHeightMax} />
      )}
      {last !== undefined && (
        <>
          <RequestLine url={last.url} />
          <HttpHeaders label="Request headers" headers={last.request_headers} open />
        </>
      )}
    </Stack>
  );
}

function CopyCurl({ text }: { readonly text: string }) {
  const { copy, copied } = useClipboard({ timeout: 1_500 });
  return (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={
        copied ? (
          <IconCheck size={14} color="var(--ok-text)" aria-hidden />
        ) : (
          <IconTerminal2 size={14} aria-hidden />
        )
      }
      onClick={() => copy(text)}
    >
      {copied ? 'Copied' : 'Copy as curl'}
    </Button>
  );
}
