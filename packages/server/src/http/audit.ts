import { type AuditEntryAnswer, auditPage, auditQuery } from '@belfry/api';
import type { AuditEntry } from '../domain/audit.ts';
import { searchAudit } from '../store/audit.ts';
import { workspaceOf } from './caller.ts';
import { pageRequestOf, presentPage } from './page.ts';
import { instantMs, instantText, type Routes, refusals } from './route.ts';

export const auditRoutes: Routes = (api, { sql }) => {
  api.get(
    '/audit',
    {
      schema: {
        tags: ['Workspace'],
        summary: 'Search what was changed by whom, newest first',
        querystring: auditQuery,
        response: { 200: auditPage, ...refusals },
      },
    },
    async (request) => {
      const { query } = request;
      const filter = {
        targetType: query.target_type,
        targetId: query.target_id,
        action: query.action,
        actorId: query.actor_id,
        from: instantMs(query.from),
        to: instantMs(query.to),
      };
      const page = await searchAudit(sql, workspaceOf(request).id, filter, pageRequestOf(query));
      return presentPage(page, presentEntry);
    },
  );
};

function presentEntry({ id, at, actor, action, target, before, after }: AuditEntry): AuditEntryAnswer {
  return {
    id,
    at: instantText(at),
    actor: { type: actor.type, id: actor.id, name: actor.name },
    address: actor.address,
    action,
    target: { ...target },
    before: before === null ? null : { ...before },
    after: after === null ? null : { ...after },
  };
}
