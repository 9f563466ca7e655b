import type { EventTypeAnswer } from '@belfry/api';
import { Text } from '@mantine/core';
import { IconCategory } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ApiError, messageOf } from '../../api/error.ts';
import { useSession } from '../../api/session.ts';
import { useWorkspaceFacts } from '../../api/workspace.ts';
import { EventTypeTree } from '../../parts/event-type-tree.tsx';
import { JsonView } from '../../ui/json-view.tsx';
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states.tsx';
import type { WebhookForm } from './use-webhook-form.ts';

/** The catalogue as it is read. */
export interface EventTypesRead {
  readonly data: { readonly data: readonly EventTypeAnswer[] } | undefined;
  readonly error: ApiError | null;
  readonly refetch: () => unknown;
}

export interface EventFieldsProps {
  readonly form: WebhookForm;
  readonly types: EventTypesRead;
  readonly readOnly: boolean;
}

/** Which event types the webhook is called for. */
export function EventFields({ form, types, readOnly }: EventFieldsProps) {
  const facts = useWorkspaceFacts();
  const { workspace } = useSession();
  if (types.data === undefined || facts.data === undefined) {
    const failed = types.error ?? facts.error;
    if (failed === null) return <LoadingRows rows={8} rowHeight={36} />;
    return (
      <ErrorState
        title="The event types could not be loaded"
        message={messageOf(failed)}
        requestId={failed.requestId}
        onRetry={() => {
          types.refetch();
          void facts.refetch();
        }}
      />
    );
  }
  const own = facts.data.own_event_types;
  const general = form.errors['events'];
  return (
    <div>
      {general !== undefined && (
        <Text size="sm" c="var(--bad-text)" role="alert" mb="sm">
          {general}
        </Text>
      )}
      {types.data.data.length === 0 && (
        <EmptyState icon={<IconCategory size={22} aria-hidden />} title="No event types yet">
          This workspace defines its own.{' '}
          <Link to="/w/$workspaceId/event-types" params={{ workspaceId: workspace.id }}>
            Define the first
          </Link>
          , or choose * for all that will come.
        </EmptyState>
      )}
      <EventTypeTree
        types={types.data.data}
        selection={form.draft.events}
        {...(readOnly ? {} : { onChange: (events) => form.set('events', events) })}
        hasWildcards={own}
        errors={form.eventErrors}
        example={exampleOf}
      />
    </div>
  );
}

function exampleOf({ type, body_example: body }: EventTypeAnswer) {
  return (
    <JsonView text={JSON.stringify(body, null, 2)} label={`Example payload of ${type}`} heightMax={360} />
  );
}
