import { Button, CloseButton, Group, Progress, Text } from '@mantine/core';
import { IconRepeat } from '@tabler/icons-react';
import type { ResendProgress } from '../../api/resend-many.ts';
import { ConfirmButton } from '../../ui/confirm.tsx';
import classes from './resend-bar.module.css';
import { failureGroups } from './resend-failures.ts';

export interface ResendBarProps {
  readonly chosenCount: number;
  /** Of the chosen, those that cannot be sent again: a test is over after its one call. */
  readonly testCount: number;
  /** In sight, and not chosen yet. */
  readonly moreCount: number;
  readonly progress: ResendProgress | null;
  readonly onChooseAll: () => void;
  readonly onClear: () => void;
  readonly onResend: () => void;
  readonly onStop: () => void;
  /** What came of it was seen. */
  readonly onForget: () => void;
}

/** What can be done with the chosen deliveries, how far it is, and what came of it. Stays at the window's foot. */
export function ResendBar(props: ResendBarProps) {
  const { progress, chosenCount } = props;
  if (progress === null && chosenCount === 0) return null;
  return (
    <section className={classes['bar']} aria-label="Chosen deliveries">
      {progress === null && <Choice {...props} />}
      {progress?.state === 'running' && <Running progress={progress} onStop={props.onStop} />}
      {progress !== null && progress.state !== 'running' && (
        <Result progress={progress} onForget={props.onForget} />
      )}
    </section>
  );
}

function Choice({ chosenCount, testCount, moreCount, onChooseAll, onClear, onResend }: ResendBarProps) {
  const count = chosenCount - testCount;
  return (
    <Group justify="space-between" gap="xs">
      <Group gap="xs">
        <Text size="sm" fw={550} className="numeric" role="status">
          {chosenCount} chosen
        </Text>
        {moreCount > 0 && (
          <Button variant="subtle" size="compact-sm" onClick={onChooseAll}>
            All {chosenCount + moreCount} shown
          </Button>
        )}
        <Button variant="subtle" color="gray" size="compact-sm" onClick={onClear}>
          Clear
        </Button>
        {testCount > 0 && (
          <Text size="xs" c="dimmed">
            Tests are not sent again
          </Text>
        )}
      </Group>
      <ConfirmButton
        label={count === 0 ? 'Resend' : `Resend ${count}`}
        variant="filled"
        leftSection={<IconRepeat size={16} aria-hidden />}
        disabled={count === 0}
        title={count === 1 ? 'Resend this delivery?' : `Resend ${count} deliveries?`}
        confirm={`Resend ${count}`}
        onConfirm={(close) => {
          close();
          onResend();
        }}
      >
        Each webhook is called again at once, whatever came of the delivery before. Receivers know a repeated
        event by its id.
        {testCount > 0 && ` ${leftOut(testCount)}`}
      </ConfirmButton>
    </Group>
  );
}

function leftOut(tests: number): string {
  return tests === 1
    ? 'One is a test and is left out: a test is over after its one call.'
    : `${tests} are tests and are left out: a test is over after its one call.`;
}

function Running({ progress, onStop }: { readonly progress: ResendProgress; readonly onStop: () => void }) {
  const { total, resent, failures } = progress;
  const done = resent.length + failures.length;
  return (
    <Group wrap="nowrap" gap="md">
      <Text size="sm" className="numeric" style={{ whiteSpace: 'nowrap' }}>
        {done} of {total}
      </Text>
      <Progress
        value={(done / total) * 100}
        aria-label="Resent so far"
        style={{ flex: 1 }}
        size="sm"
        transitionDuration={120}
      />
      <Button variant="default" size="compact-sm" onClick={onStop}>
        Stop
      </Button>
    </Group>
  );
}

function Result({
  progress,
  onForget,
}: {
  readonly progress: ResendProgress;
  readonly onForget: () => void;
}) {
  const { total, resent, failures, state } = progress;
  const left = total - resent.length - failures.length;
  return (
    <div role="status">
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" fw={550} className="numeric">
          {resent.length} resent
          {failures.length > 0 && (
            <Text span inherit c="var(--bad-text)">
              , {failures.length} refused
            </Text>
          )}
          {state === 'stopped' && `, ${left} left as they were`}
        </Text>
        <CloseButton size="sm" aria-label="Close the result" onClick={onForget} />
      </Group>
      {failures.length > 0 && (
        <ul className={classes['failures']}>
          {failureGroups(failures).map(({ message, count }) => (
            <li key={message}>
              <span className="numeric">{count} ×</span> {message}
            </li>
          ))}
        </ul>
      )}
      {failures.length > 0 && (
        <Text size="xs" c="dimmed" mt={4}>
          What was refused is still chosen.
        </Text>
      )}
    </div>
  );
}
