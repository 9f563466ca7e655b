import type { WebhookAnswer } from '@belfry/api';
import { Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { IconRepeat } from '@tabler/icons-react';
import { useState } from 'react';
import { useJobs, useRetryFailed } from '../../api/jobs.ts';
import { FormError } from '../../ui/form-error.tsx';
import { type RangeChoice, rangeLabels, rangeOf, ranges } from './time-range.ts';

const fields = ['from', 'to'];

/** Starts a job that sends again whatever failed in a range. */
export function RetryFailed({ webhook }: { readonly webhook: WebhookAnswer }) {
  const [choice, setChoice] = useState<RangeChoice>('24h');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const retry = useRetryFailed(webhook.id, () => undefined);
  const jobs = useJobs(webhook.id);
  const errors = retry.error?.fieldErrors ?? {};
  const offline = webhook.status === 'offline';
  const running =
    jobs.data?.some(({ type, state }) => type === 'retry_failed' && state === 'running') ?? false;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        retry.mutate(rangeOf(choice, { from, to }, Date.now()));
      }}
    >
      <Stack gap="sm">
        <FormError error={retry.error} fields={choice === 'custom' ? fields : []} />
        <Group align="flex-end" gap="xs">
          <Select
            label="Deliveries of"
            style={{ flex: 1 }}
            data={ranges.map((value) => ({ value, label: rangeLabels[value] }))}
            allowDeselect={false}
            value={choice}
            onChange={(value) => {
              setChoice(ranges.find((known) => known === value) ?? '24h');
              retry.reset();
            }}
          />
          <Button
            type="submit"
            variant="default"
            leftSection={<IconRepeat size={16} aria-hidden />}
            loading={retry.isPending}
            disabled={offline || running}
          >
            Retry all failed
          </Button>
        </Group>
        {choice === 'custom' && (
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
            <TextInput
              type="datetime-local"
              label="From"
              value={from}
              error={errors['from']}
              onChange={(event) => setFrom(event.currentTarget.value)}
            />
            <TextInput
              type="datetime-local"
              label="To"
              value={to}
              error={errors['to']}
              onChange={(event) => setTo(event.currentTarget.value)}
            />
          </SimpleGrid>
        )}
        <Text size="xs" c="dimmed">
          {offline
            ? 'No call is made to an offline webhook. Set it online first.'
            : 'Sends again each delivery whose last call failed, oldest first. What succeeded is left alone.'}
        </Text>
      </Stack>
    </form>
  );
}
