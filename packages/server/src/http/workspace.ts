import { workspace as answer, type WorkspaceAnswer, workspaceCreate, workspaceUpdate } from '@belfry/api';
import { actingAs as asUser } from '../app/accounts.ts';
import { dialectOf } from '../app/workspace-dialect.ts';
import { createOwnWorkspace, renameWorkspace } from '../app/workspaces.ts';
import type { Workspace } from '../domain/workspace.ts';
import { actingAs, workspaceOf } from './caller.ts';
import { granted } from './errors.ts';
import { originOf, type PersonPorts, signedIn } from './person.ts';
import { type Api, instantText, type Routes, refusals } from './route.ts';
import { bySession } from './sessions.ts';

const tags = ['Workspace'];

export const workspaceRoutes: Routes = (api, context) => {
  api.get(
    '/workspace',
    {
      schema: {
        tags,
        summary: 'The workspace of the key, or the one that is named with the session',
        response: { 200: answer, ...refusals },
      },
    },
    async (request) => presentWorkspace(workspaceOf(request)),
  );
  api.patch(
    '/workspace',
    {
      schema: {
        tags,
        summary: 'Rename the workspace',
        body: workspaceUpdate,
        response: { 200: answer, ...refusals },
      },
    },
    async (request) => {
      const acting = actingAs(context, request);
      return presentWorkspace(
        granted(await renameWorkspace(acting, workspaceOf(request), request.body.name)),
      );
    },
  );
};

/** Makes workspaces: for who owns the installation, in whatever workspace or none. */
export function workspaceCreationRoute(api: Api, ports: PersonPorts): void {
  api.post(
    '/workspaces',
    {
      schema: {
        tags,
        security: bySession,
        summary: 'Make a workspace',
        description: 'For the owner of the installation, who owns it then. It has no API key yet.',
        body: workspaceCreate,
        response: { 201: answer, ...refusals },
      },
    },
    async (request, reply) => {
      const { userId: id, email } = await signedIn(ports, request, reply);
      const acting = asUser(ports.accounts.context, { id, email }, originOf(request));
      const made = granted(await createOwnWorkspace(acting, id, request.body));
      return reply.code(201).send(presentWorkspace(made));
    },
  );
}

function presentWorkspace(workspace: Workspace): WorkspaceAnswer {
  const { ownEventTypes, secrets } = dialectOf(workspace);
  return {
    id: workspace.id,
    name: workspace.name,
    dialect: workspace.dialect,
    own_event_types: ownEventTypes !== null,
    signature_schemes: [...secrets.schemes],
    created_at: instantText(workspace.createdAt),
  };
}
