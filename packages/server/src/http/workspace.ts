import { workspace } from '@belfry/api';
import { workspaceOf } from './caller.ts';
import { instantText, type Routes, refusals } from './route.ts';

export const workspaceRoutes: Routes = (api) => {
  api.get(
    '/workspace',
    {
      schema: {
        tags: ['Workspace'],
        summary: 'The workspace of the key',
        response: { 200: workspace, ...refusals },
      },
    },
    async (request) => {
      const { id, name, dialect, createdAt } = workspaceOf(request);
      return { id, name, dialect, created_at: instantText(createdAt) };
    },
  );
};
