import {
  type MemberAnswer,
  member as memberAnswer,
  memberList,
  memberParams,
  memberUpdate,
} from '@belfry/api';
import { changeRole, readMembers, removeMember } from '../app/members.ts';
import type { Member } from '../domain/member.ts';
import { actingAs, workspaceOf } from './caller.ts';
import { granted } from './errors.ts';
import { instantText, noContent, type Routes, refusals } from './route.ts';
import { bySession } from './sessions.ts';

const tags = ['Members'];

export const memberRoutes: Routes = (api, context) => {
  api.get(
    '/members',
    {
      schema: {
        tags,
        security: bySession,
        summary: 'List members, those who came first first',
        response: { 200: memberList, ...refusals },
      },
    },
    async (request) => ({ data: (await readMembers(context, workspaceOf(request).id)).map(presentMember) }),
  );
  api.patch(
    '/members/:user_id',
    {
      schema: {
        tags,
        security: bySession,
        summary: 'Change the role of a member',
        description: 'It counts from the next request on. The last owner stays one.',
        params: memberParams,
        body: memberUpdate,
        response: { 200: memberAnswer, ...refusals },
      },
    },
    async (request) => {
      const { user_id: userId } = request.params;
      const { role } = request.body;
      const { id } = workspaceOf(request);
      return presentMember(granted(await changeRole(actingAs(context, request), id, userId, role)));
    },
  );
  api.delete(
    '/members/:user_id',
    {
      schema: {
        tags,
        security: bySession,
        summary: 'Remove a member',
        description: 'The account stays. The last owner stays too.',
        params: memberParams,
        response: { 204: noContent, ...refusals },
      },
    },
    async (request, reply) => {
      const { user_id: userId } = request.params;
      granted(await removeMember(actingAs(context, request), workspaceOf(request).id, userId));
      return reply.code(204).send();
    },
  );
};

function presentMember({ user, role, createdAt }: Member): MemberAnswer {
  return {
    user_id: user.id,
    name: user.name,
    email: user.email,
    role,
    installation_owner: user.installationOwner,
    created_at: instantText(createdAt),
    last_seen_at: instantText(user.lastSeenAt),
  };
}
