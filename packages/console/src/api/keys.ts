import type { CreatedKeyAnswer, KeyCreate } from '@belfry/api';
import { useApiMutation } from './mutation.ts';
import { useApiQuery } from './query.ts';

/** All keys of the workspace, oldest first, revoked ones included. */
export function useKeys() {
  return useApiQuery({ topic: 'keys', key: ['list'], call: (client) => client.keys.list() });
}

/** The key itself is in what `onDone` is given, and nowhere else. */
export function useCreateKey(onDone: (key: CreatedKeyAnswer) => void) {
  return useApiMutation({
    call: (client, body: KeyCreate) => client.keys.create(body),
    changes: ['keys', 'audit'],
    failure: 'form',
    onDone,
  });
}

export function useRevokeKey(onDone: () => void) {
  return useApiMutation({
    call: (client, id: string) => client.keys.revoke(id),
    changes: ['keys', 'audit'],
    done: 'The key was revoked. It counts within a second.',
    onDone,
  });
}
