import { Button, Skeleton, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconAlertTriangle, IconFilterOff, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './states.module.css';

export interface EmptyStateProps {
  readonly icon: ReactNode;
  /** What is not there: "No webhooks yet". */
  readonly title: string;
  /** What to do next. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
  /** Of its heading: 1 where it stands for a whole page. */
  readonly level?: 1 | 2;
}

/** Stands where a list has nothing to show, and says what to do next. */
export function EmptyState({ icon, title, children, action, level = 2 }: EmptyStateProps) {
  return (
    <Stack className={classes['state']} align="center" gap="xs">
      <ThemeIcon size={44} radius="xl" className={classes['icon']}>
        {icon}
      </ThemeIcon>
      <Title order={level} size="h2">
        {title}
      </Title>
      <Text c="dimmed" component="div" maw="28rem">
        {children}
      </Text>
      {action !== undefined && <div className={classes['action']}>{action}</div>}
    </Stack>
  );
}

export interface EmptyListProps {
  readonly icon: ReactNode;
  /** Why it could not be read; null: it could. */
  readonly failure: ErrorStateProps | null;
  /** Clears the filters; null: none is set. */
  readonly onClear: (() => void) | null;
  /** What is not there, where nothing is filtered: "No events yet". */
  readonly title: string;
  /** What to do next then. */
  readonly children: ReactNode;
}

/** Stands where a filtered list has no rows: it could not be read, nothing fits the filters, or there is nothing yet. */
export function EmptyList({ icon, failure, onClear, title, children }: EmptyListProps) {
  if (failure !== null) return <ErrorState {...failure} />;
  if (onClear === null) {
    return (
      <EmptyState icon={icon} title={title}>
        {children}
      </EmptyState>
    );
  }
  const clear = (
    <Button variant="default" leftSection={<IconFilterOff size={16} aria-hidden />} onClick={onClear}>
      Clear the filters
    </Button>
  );
  return (
    <EmptyState icon={icon} title="Nothing fits these filters" action={clear}>
      Take one away, or look further back.
    </EmptyState>
  );
}

export interface ErrorStateProps {
  /** What could not be shown: "The webhooks could not be loaded". */
  readonly title: string;
  readonly message: string;
  /** Under which the server's log has more. */
  readonly requestId?: string | null;
  readonly onRetry?: () => void;
  /** Of its heading: 1 where it stands for a whole page. */
  readonly level?: 1 | 2;
}

/** Stands where something could not be loaded: the API's words, the request's id, "Try again". */
export function ErrorState({ title, message, requestId = null, onRetry, level = 2 }: ErrorStateProps) {
  return (
    <Stack className={classes['state']} align="center" gap="xs" role="alert">
      <ThemeIcon size={44} radius="xl" className={classes['icon']} data-bad>
        <IconAlertTriangle size={22} aria-hidden />
      </ThemeIcon>
      <Title order={level} size="h2">
        {title}
      </Title>
      <Text c="dimmed" maw="32rem">
        {message}
      </Text>
      {requestId !== null && (
        <Text c="dimmed" size="xs" ff="monospace">
          Request {requestId}
        </Text>
      )}
      {onRetry !== undefined && (
        <Button
          className={classes['action']}
          variant="default"
          leftSection={<IconRefresh size={16} aria-hidden />}
          onClick={onRetry}
        >
          Try again
        </Button>
      )}
    </Stack>
  );
}

/** Stands where rows will be, as high as they: nothing jumps when they come. */
export function LoadingRows({
  rows = 6,
  rowHeight = 44,
}: {
  readonly rows?: number;
  readonly rowHeight?: number;
}) {
  return (
    <div role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move.
        <div key={row} className={classes['row']} style={{ height: rowHeight }}>
          <Skeleton height={12} width={`${12 + ((row * 7) % 9)}%`} />
          <Skeleton height={12} width={`${28 + ((row * 5) % 17)}%`} />
          <Skeleton height={12} width="10%" ml="auto" />
        </div>
      ))}
    </div>
  );
}
