import type { EventTypeAnswer, WebhookAnswer, WebhookTestAnswer } from '@belfry/api';
import { Button, CloseButton, Select, Text } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useDelivery } from '../../api/deliveries.ts';
import { useWorkspaceId } from '../../api/session.ts';
import { useTestWebhook } from '../../api/webhooks.ts';
import { outcomeText } from '../../parts/call-outcome.ts';
import { Exchange } from '../../parts/exchange.tsx';
import { Status } from '../../ui/status.tsx';
import { durationText } from '../../ui/time-format.ts';
import { testChoices } from './test-choices.ts';
import classes from './test-panel.module.css';

export interface TestPanelProps {
  readonly webhook: WebhookAnswer;
  readonly types: readonly EventTypeAnswer[];
  /** Whether there are changes that a test does not know of. */
  readonly unsaved: boolean;
}

/** Sends an example now, and shows the whole exchange. */
export function TestPanel({ webhook, types, unsaved }: TestPanelProps) {
  const choices = useMemo(() => testChoices(types, webhook.events), [types, webhook.events]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [result, setResult] = useState<WebhookTestAnswer | null>(null);
  const run = useTestWebhook(webhook.id, setResult);
  const type = chosen ?? choices.first;
  const offline = webhook.status === 'offline';
  const hint = hintOf(offline, unsaved);
  return (
    <section className={classes['panel']} aria-label="Test">
      <div className={classes['bar']}>
        <Select
          className={classes['type'] ?? ''}
          aria-label="Event type of the test"
          data={[...choices.groups]}
          searchable
          allowDeselect={false}
          placeholder="Event type"
          nothingFoundMessage="No such event type"
          disabled={offline}
          value={type}
          onChange={setChosen}
        />
        <Button
          // Beside a form with changes to save, this is not what comes next.
          variant={unsaved ? 'default' : 'filled'}
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          disabled={offline || type === null}
          loading={run.isPending}
          onClick={() => type !== null && run.mutate(type)}
        >
          Run test
        </Button>
      </div>
      {hint !== null && (
        <Text size="xs" c="dimmed" mt={6}>
          {hint}
        </Text>
      )}
      {run.error !== null && (
        <Text size="sm" c="var(--bad-text)" mt={6} role="alert">
          {run.error.message}
        </Text>
      )}
      <div aria-live="polite">
        {result !== null && run.error === null && (
          <TestResult key={result.delivery_id} test={result} onClose={() => setResult(null)} />
        )}
      </div>
    </section>
  );
}

function hintOf(offline: boolean, unsaved: boolean): string | null {
  if (offline) return 'No call is made to an offline webhook. Set it online to run a test.';
  return unsaved ? 'A test uses what is saved.' : null;
}

interface TestResultProps {
  readonly test: WebhookTestAnswer;
  readonly onClose: () => void;
}

function TestResult({ test: { delivery_id: deliveryId, attempt }, onClose }: TestResultProps) {
  const workspaceId = useWorkspaceId();
  const delivery = useDelivery(deliveryId);
  const succeeded = attempt.error_kind === null;
  return (
    <div className={classes['result']}>
      <div className={classes['summary']}>
        <Status tone={succeeded ? 'ok' : 'bad'}>{outcomeText(attempt)}</Status>
        <Text size="sm" className="numeric">
          {succeeded ? 'Your receiver took it' : 'The test failed'} after {durationText(attempt.duration_ms)}
        </Text>
        <Link
          to="/w/$workspaceId/logs"
          params={{ workspaceId }}
          search={{ delivery: deliveryId }}
          className={classes['link']}
        >
          Open in the logs
        </Link>
        <CloseButton size="sm" aria-label="Close the result" onClick={onClose} />
      </div>
      <Exchange
        attempt={attempt}
        body={delivery.isError ? null : delivery.data?.body}
        headersOpen
        bodyHeightMax={260}
      />
    </div>
  );
}
