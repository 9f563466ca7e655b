import { workspace as answer } from '@belfry/api';
import { dialectOf } from '../app/workspace-dialect.ts';
import { workspaceOf } from './caller.ts';
import { instantText, type Routes, refusals } from './route.ts';

export const workspaceRoutes: Routes = (api) => {
  api.get(
    '/workspace',
    {
      schema: {
        tags: ['Workspace'],
        summary: 'The workspace of the key',
        response: { 200: answer, ...refusals },
      },
    },
    async (request) => {
      const workspace = workspaceOf(request);
      const { ownEventTypes, secrets } = dialectOf(workspace);
      return {
        id: workspace.id,
        name: workspace.name,
        dialect: workspace.dialect,
        own_event_types: ownEventTypes !== null,
        signature_schemes: [...secrets.schemes],
        created_at: instantText(workspace.createdAt),
      };
    },
  );
};
