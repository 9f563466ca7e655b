import type { ApiResult, Client } from '@belfry/api';
import { notifications } from '@mantine/notifications';
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { clientOf } from './client.ts';
import { type ApiError, answered, messageOf } from './error.ts';
import { useWorkspaceId } from './session.ts';
import { type Topic, workspaceKey } from './topic.ts';

export interface ApiChange<Input, Value> {
  readonly call: (client: Client, input: Input) => Promise<ApiResult<Value>>;
  /** What is read again after it. */
  readonly changes: readonly Topic[];
  /** Said in a notification when it is done; absent: nothing, for the page shows it. */
  readonly done?: string | ((value: Value, input: Input) => string);
  /** Absent: a failure is said in a notification. 'form': the form says it, by `fieldErrors` and `FormError`. */
  readonly failure?: 'notification' | 'form';
  readonly onDone?: (value: Value, input: Input) => void;
}

/** A change through the API in the workspace of the address. `mutate(input)`; a failure is an ApiError in `error`. */
export function useApiMutation<Input, Value>(
  change: ApiChange<Input, Value>,
): UseMutationResult<Value, ApiError, Input> {
  const workspaceId = useWorkspaceId();
  const queries = useQueryClient();
  return useMutation<Value, ApiError, Input>({
    mutationFn: async (input) => answered(await change.call(clientOf(workspaceId), input)),
    onSuccess: (value, input) => {
      for (const topic of change.changes) {
        void queries.invalidateQueries({ queryKey: workspaceKey(workspaceId, topic) });
      }
      const { done } = change;
      if (done !== undefined) notifyDone(typeof done === 'function' ? done(value, input) : done);
      change.onDone?.(value, input);
    },
    onError: (error) => {
      if (change.failure !== 'form') notifyFailure(error);
    },
  });
}

const closeButtonProps = { 'aria-label': 'Close the notification' };

/** A short word that something was done. It goes by itself. */
export function notifyDone(message: string): void {
  notifications.show({ message, color: 'green', autoClose: 4_000, closeButtonProps });
}

/** A failure that no form or page shows. */
export function notifyFailure(error: unknown): void {
  notifications.show({
    title: 'That did not work',
    message: messageOf(error),
    color: 'red',
    autoClose: 10_000,
    closeButtonProps,
  });
}
