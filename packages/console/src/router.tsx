import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { sessionKey, sessionQuery } from './api/session.ts';
import { apiKeysSearch } from './pages/api-keys/search.ts';
import { auditSearch } from './pages/audit/search.ts';
import { CrashPage } from './pages/crash/index.tsx';
import { eventTypesSearch } from './pages/event-types/search.ts';
import { eventsSearch } from './pages/events/search.ts';
import { logsSearch } from './pages/logs/search.ts';
import { membersSearch } from './pages/members/search.ts';
import { NotFoundPage } from './pages/not-found/index.tsx';
import { overviewSearch } from './pages/overview/search.ts';
import { recordsSearch } from './pages/records/search.ts';
import { settingsSearch } from './pages/settings/search.ts';
import { signInSearch } from './pages/sign-in/search.ts';
import { webhooksSearch } from './pages/webhooks/search.ts';
import { parseSearch, stringifySearch } from './search-text.ts';

const root = createRootRouteWithContext<{ readonly queries: QueryClient }>()({ component: Outlet });

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: ({ context }) => signedIn(context.queries, '/'),
  component: lazyRouteComponent(() => import('./pages/start/index.tsx'), 'StartPage'),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import('./pages/sign-in/index.tsx'), 'SignInPage'),
});

const link = createRoute({
  getParentRoute: () => root,
  path: '/link',
  component: lazyRouteComponent(() => import('./pages/link/index.tsx'), 'LinkPage'),
});

const workspace = createRoute({
  getParentRoute: () => root,
  path: '/w/$workspaceId',
  beforeLoad: async ({ context, location, params }) => {
    await signedIn(context.queries, location.href);
    if (!(await isMember(context.queries, params.workspaceId))) throw notFound();
  },
  component: lazyRouteComponent(() => import('./pages/shell/index.tsx'), 'Shell'),
});

const workspaceStart = createRoute({
  getParentRoute: () => workspace,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/w/$workspaceId/overview', params, replace: true });
  },
});

const overview = createRoute({
  getParentRoute: () => workspace,
  path: 'overview',
  validateSearch: overviewSearch,
  component: lazyRouteComponent(() => import('./pages/overview/index.tsx'), 'OverviewPage'),
});

const webhooks = createRoute({
  getParentRoute: () => workspace,
  path: 'webhooks',
  validateSearch: webhooksSearch,
  component: lazyRouteComponent(() => import('./pages/webhooks/index.tsx'), 'WebhooksPage'),
});

const logs = createRoute({
  getParentRoute: () => workspace,
  path: 'logs',
  validateSearch: logsSearch,
  component: lazyRouteComponent(() => import('./pages/logs/index.tsx'), 'LogsPage'),
});

const events = createRoute({
  getParentRoute: () => workspace,
  path: 'events',
  validateSearch: eventsSearch,
  component: lazyRouteComponent(() => import('./pages/events/index.tsx'), 'EventsPage'),
});

const eventTypes = createRoute({
  getParentRoute: () => workspace,
  path: 'event-types',
  validateSearch: eventTypesSearch,
  component: lazyRouteComponent(() => import('./pages/event-types/index.tsx'), 'EventTypesPage'),
});

const records = createRoute({
  getParentRoute: () => workspace,
  path: 'records',
  validateSearch: recordsSearch,
  component: lazyRouteComponent(() => import('./pages/records/index.tsx'), 'RecordsPage'),
});

const apiKeys = createRoute({
  getParentRoute: () => workspace,
  path: 'keys',
  validateSearch: apiKeysSearch,
  component: lazyRouteComponent(() => import('./pages/api-keys/index.tsx'), 'ApiKeysPage'),
});

const members = createRoute({
  getParentRoute: () => workspace,
  path: 'members',
  validateSearch: membersSearch,
  component: lazyRouteComponent(() => import('./pages/members/index.tsx'), 'MembersPage'),
});

const audit = createRoute({
  getParentRoute: () => workspace,
  path: 'audit',
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('./pages/audit/index.tsx'), 'AuditPage'),
});

const settings = createRoute({
  getParentRoute: () => workspace,
  path: 'settings',
  validateSearch: settingsSearch,
  component: lazyRouteComponent(() => import('./pages/settings/index.tsx'), 'SettingsPage'),
});

const routeTree = root.addChildren([
  start,
  signIn,
  link,
  workspace.addChildren([
    workspaceStart,
    overview,
    webhooks,
    logs,
    events,
    eventTypes,
    records,
    apiKeys,
    members,
    audit,
    settings,
  ]),
]);

/** Every page of the console by its address. Pages are loaded when they are opened, or pointed at. */
export function createConsoleRouter(queries: QueryClient) {
  const router = createRouter({
    routeTree,
    context: { queries },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultErrorComponent: CrashPage,
    defaultNotFoundComponent: NotFoundPage,
  });
  leaveWhenSignedOut(queries, () => router.invalidate());
  return router;
}

/** Leads to the sign-in page, and from there back to `from`, where nobody is signed in. */
async function signedIn(queries: QueryClient, from: string): Promise<void> {
  const session = await queries.query(sessionQuery);
  if (session === null) throw redirect({ to: '/sign-in', search: from === '/' ? {} : { from } });
}

/** Asks the server again before it says no: the person may have been invited a moment ago. */
async function isMember(queries: QueryClient, workspaceId: string): Promise<boolean> {
  for (const staleTime of [Number.POSITIVE_INFINITY, 0]) {
    const session = await queries.query({ ...sessionQuery, staleTime });
    if (session?.workspaces.some(({ id }) => id === workspaceId)) return true;
  }
  return false;
}

/** When a session ends under a page, the guards of the routes are asked again. */
function leaveWhenSignedOut(queries: QueryClient, leave: () => void): void {
  queries.getQueryCache().subscribe(({ query, type }) => {
    if (type === 'updated' && query.queryKey[0] === sessionKey[0] && query.state.data === null) leave();
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}
