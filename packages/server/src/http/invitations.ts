import { createdInvitation, type InvitationAnswer, invitationCreate, invitationList } from '@belfry/api';
import type { AppContext } from '../app/context.ts';
import { createInvitation, readInvitations, withdrawInvitation } from '../app/invitations.ts';
import type { Invitation } from '../domain/invitation.ts';
import { linkUrl } from '../domain/link-token.ts';
import { actingAs, workspaceOf } from './caller.ts';
import { granted } from './errors.ts';
import { type Api, idParams, instantText, noContent, refusals } from './route.ts';
import { bySession } from './sessions.ts';

const tags = ['Members'];

export function invitationRoutes(api: Api, context: AppContext, publicUrl: string | null): void {
  api.get(
    '/invitations',
    {
      schema: {
        tags,
        security: bySession,
        summary: 'List invitations that can still be used, newest first',
        response: { 200: invitationList, ...refusals },
      },
    },
    async (request) => ({
      data: (await readInvitations(context, workspaceOf(request).id)).map(presentInvitation),
    }),
  );
  api.post(
    '/invitations',
    {
      schema: {
        tags,
        security: bySession,
        summary: 'Invite somebody by a one-time link',
        description: 'The link is in this answer and nowhere else; it works once, for seven days.',
        body: invitationCreate,
        response: { 201: createdInvitation, ...refusals },
      },
    },
    async (request, reply) => {
      const { id } = workspaceOf(request);
      const created = granted(await createInvitation(actingAs(context, request), id, request.body));
      const url = linkUrl(publicUrl ?? `${request.protocol}://${request.host}`, created.token);
      return reply.code(201).send({ ...presentInvitation(created.invitation), url });
    },
  );
  api.delete(
    '/invitations/:id',
    {
      schema: {
        tags,
        security: bySession,
        summary: 'Withdraw an invitation',
        params: idParams,
        response: { 204: noContent, ...refusals },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      granted(await withdrawInvitation(actingAs(context, request), workspaceOf(request).id, id));
      return reply.code(204).send();
    },
  );
}

function presentInvitation({ id, role, email, expiresAt, createdAt }: Invitation): InvitationAnswer {
  return { id, role, email, expires_at: instantText(expiresAt), created_at: instantText(createdAt) };
}
