import { type LinkAnswer, link, linkParams, linkUse, session as sessionAnswer } from '@belfry/api';
import { dialectNames } from '@belfry/dialects';
import { type LinkView, readLink } from '../app/links.ts';
import { consumeLink } from '../app/use-link.ts';
import { granted } from './errors.ts';
import { began, originOf, type PersonPorts, sessionOf } from './person.ts';
import { type Api, instantText, refusals } from './route.ts';
import { presentSession } from './sessions.ts';

const tags = ['Sign-in'];

/** One-time links: to make the first account, to join a workspace, and in development to sign in. */
export function linkRoutes(api: Api, ports: PersonPorts): void {
  const { accounts } = ports;
  api.get(
    '/links/:token',
    {
      schema: {
        tags,
        security: [],
        summary: 'What a one-time link is for',
        description: 'Looking does not use it.',
        params: linkParams,
        response: { 200: link, ...refusals },
      },
    },
    async (request) => {
      accounts.identity.warm();
      return presentLink(granted(await readLink(accounts, request.params.token)));
    },
  );
  api.post(
    '/links/:token',
    {
      schema: {
        tags,
        security: [],
        summary: 'Use a one-time link, and sign in',
        description:
          'A link works once. `setup` needs name, email and password, and a workspace where there is none; ' +
          '`invitation` needs name, email and password, those of an account that exists or of a new one, or nothing ' +
          'from somebody who is signed in; `sign_in` needs nothing.',
        params: linkParams,
        body: linkUse,
        response: { 200: sessionAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      const session = await sessionOf(ports, request, reply);
      const { token } = request.params;
      const signed = granted(await consumeLink(accounts, token, request.body, session, originOf(request)));
      reply.removeHeader('set-cookie');
      return presentSession(accounts, began(ports, request, reply, signed));
    },
  );
}

function presentLink(view: LinkView): LinkAnswer {
  return {
    kind: view.kind,
    workspace_name: view.workspaceName,
    role: view.role,
    email: view.email,
    workspace_needed: view.workspaceNeeded,
    dialects: view.kind === 'setup' ? [...dialectNames] : [],
    expires_at: instantText(view.expiresAt),
  };
}
