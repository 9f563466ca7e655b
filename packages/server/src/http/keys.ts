import { createdKey, type KeyAnswer, keyCreate, keyList } from '@belfry/api';
import { createKey, readKeys, revokeKey } from '../app/keys.ts';
import type { ApiKey } from '../domain/api-key.ts';
import { actingAs, workspaceOf } from './caller.ts';
import { granted } from './errors.ts';
import { idParams, instantMs, instantText, noContent, type Routes, refusals } from './route.ts';

const tags = ['Keys'];

export const keyRoutes: Routes = (api, context) => {
  api.get(
    '/keys',
    {
      schema: {
        tags,
        summary: 'List API keys, oldest first, revoked ones included',
        response: { 200: keyList, ...refusals },
      },
    },
    async (request) => ({ data: (await readKeys(context, workspaceOf(request).id)).map(presentKey) }),
  );
  api.post(
    '/keys',
    {
      schema: {
        tags,
        summary: 'Create an API key',
        description: 'The key itself is in this answer and nowhere else.',
        body: keyCreate,
        response: { 201: createdKey, ...refusals },
      },
    },
    async (request, reply) => {
      const { name, allowed_networks: allowedNetworks, expires_at: expiresAt } = request.body;
      const draft = { name, allowedNetworks, expiresAt: expiresAt === null ? null : instantMs(expiresAt) };
      const { key, text } = granted(
        await createKey(actingAs(context, request), workspaceOf(request).id, draft),
      );
      return reply.code(201).send({ ...presentKey(key), key: text });
    },
  );
  api.delete(
    '/keys/:id',
    {
      schema: {
        tags,
        summary: 'Revoke an API key',
        description: 'It counts within a second. A key may revoke itself.',
        params: idParams,
        response: { 204: noContent, ...refusals },
      },
    },
    async (request, reply) => {
      granted(await revokeKey(actingAs(context, request), workspaceOf(request).id, request.params.id));
      return reply.code(204).send();
    },
  );
};

function presentKey(key: ApiKey): KeyAnswer {
  return {
    id: key.id,
    name: key.name,
    allowed_networks: key.allowedNetworks === null ? null : [...key.allowedNetworks],
    expires_at: instantText(key.expiresAt),
    revoked_at: instantText(key.revokedAt),
    created_at: instantText(key.createdAt),
  };
}
