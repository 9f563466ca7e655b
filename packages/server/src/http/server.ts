import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyPluginAsync } from 'fastify';
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Accounts } from '../app/accounts.ts';
import type { Authenticate } from '../app/authenticate.ts';
import type { BrowsableKindsOf } from '../app/browsable-kind.ts';
import type { ChangeFeed } from '../app/change-feed.ts';
import type { AppContext } from '../app/context.ts';
import type { Publish } from '../app/publish.ts';
import { type CallTarget, createWebhookTest } from '../app/webhook-test.ts';
import { auditRoutes } from './audit.ts';
import { answerBrokenRequest } from './broken-request.ts';
import { holderOf, isStillAdmitted, requireCaller, requirePerson } from './caller.ts';
import { consoleRoutes } from './console.ts';
import { deliveryRoutes } from './deliveries.ts';
import { docsPage } from './docs.ts';
import { handleError } from './errors.ts';
import { eventTypeRoutes } from './event-types.ts';
import { eventRoutes } from './events.ts';
import { type HealthPorts, healthRoutes } from './health.ts';
import { invitationRoutes } from './invitations.ts';
import { jobRoutes } from './jobs.ts';
import { bodyBytesMax, readJsonBodies } from './json-body.ts';
import { keyRoutes } from './keys.ts';
import { linkRoutes } from './links.ts';
import { memberRoutes } from './members.ts';
import { apiPrefix, describeApi, openapiRoute } from './openapi.ts';
import { overviewRoutes } from './overview.ts';
import { requireOwnPage } from './person.ts';
import { publishRoute } from './publish.ts';
import { recordRoutes } from './records.ts';
import { requestIds } from './request-id.ts';
import { setSecurityHeaders } from './security-headers.ts';
import { sessionRoutes } from './sessions.ts';
import { type Installation, settingsRoutes } from './settings.ts';
import { statsRoutes } from './stats.ts';
import { type StreamLimits, streamLimitsDefault, streamRoute } from './stream.ts';
import { validatorCompiler } from './validation.ts';
import { webhookOperationRoutes, webhookTestRoute } from './webhook-operations.ts';
import { webhookRoutes } from './webhooks.ts';
import { workspaceCreationRoute, workspaceRoutes } from './workspace.ts';

export interface HttpServerOptions extends HealthPorts {
  readonly context: AppContext;
  readonly log: FastifyBaseLogger;
  readonly installation: Installation;
  readonly authenticate: Authenticate;
  /** Null: nobody signs in to this process. */
  readonly accounts: Accounts | null;
  readonly publish: Publish;
  /** The workspace's own event types were changed here: what is remembered of them is to be read again. */
  readonly catalogueChanged: (workspaceId: string) => void;
  /** What changed, for streams. */
  readonly feed: ChangeFeed;
  readonly streamLimits?: StreamLimits;
  /** The kinds of records of a dialect, as its vendor's API keeps them. */
  readonly recordKindsOf: BrowsableKindsOf;
  /** Makes the calls of webhook tests. */
  readonly call: CallTarget;
  /** Vendors' own APIs, each a plugin below its prefix with its own errors. */
  readonly vendors: readonly { readonly prefix: string; readonly plugin: FastifyPluginAsync }[];
  /** Addresses (CIDR blocks) of proxies whose X-Forwarded-For is believed; none: nobody's. */
  readonly trustedProxies: readonly string[];
  /** Of the built console; absent: where its build puts it. */
  readonly consoleFolder?: string;
}

const requestTimeoutMs = 30_000;
/** As it stands in the path: an event type's name of 200 characters, each percent-encoded. */
const pathParameterLengthMax = 600;
const keepAliveTimeoutMs = 72_000;
/** Closing waits so long for requests under way; then their connections are cut. */
export const closeGraceMs = 3_000;

/** The HTTP server, ready to listen: the management API, the vendors' APIs, health and documentation. */
export async function buildHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const server = Fastify({
    loggerInstance: options.log,
    logController: new Fastify.LogController({ disableRequestLogging: true }),
    // A logger of each request's own would cost more than the rest of a publish; errors name their request.
    childLoggerFactory: (logger) => logger,
    genReqId: requestIds(),
    bodyLimit: bodyBytesMax,
    routerOptions: { maxParamLength: pathParameterLengthMax },
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    trustProxy: options.trustedProxies.length === 0 ? false : [...options.trustedProxies],
    exposeHeadRoutes: false,
    return503OnClosing: false,
    frameworkErrors: handleError,
    clientErrorHandler: answerBrokenRequest,
  });
  server.setErrorHandler(handleError);
  readJsonBodies(server);
  server.addHook('onRequest', (request, reply, done) => {
    setSecurityHeaders(request, reply);
    done();
  });
  server.addHook('preClose', (done) => {
    setTimeout(() => server.server.closeAllConnections(), closeGraceMs).unref();
    done();
  });
  await describeApi(server, options.installation.version);
  await server.register(async (api) => managementApi(api, options), { prefix: apiPrefix });
  await server.register(async (api) => signInApi(api, options), { prefix: apiPrefix });
  for (const { prefix, plugin } of options.vendors) await server.register(plugin, { prefix });
  healthRoutes(server, options);
  openapiRoute(server);
  await docsPage(server);
  consoleRoutes(server, options.consoleFolder);
  await server.ready();
  return server;
}

async function managementApi(scope: FastifyInstance, options: HttpServerOptions): Promise<void> {
  const api = withSchemas(scope);
  const { context, authenticate, accounts, installation } = options;
  const { publicUrl } = installation;
  requireCaller(scope, { authenticate, accounts, publicUrl });
  workspaceRoutes(api, context);
  eventTypeRoutes(api, context, options.catalogueChanged);
  eventRoutes(api, context);
  webhookRoutes(api, context);
  webhookOperationRoutes(api, context);
  webhookTestRoute(api, createWebhookTest(context, options.call));
  deliveryRoutes(api, context);
  jobRoutes(api, context);
  statsRoutes(api, context);
  overviewRoutes(api, context);
  recordRoutes(api, context, options.recordKindsOf);
  keyRoutes(api, context);
  auditRoutes(api, context);
  settingsRoutes(api, installation);
  streamRoute(api, {
    feed: options.feed,
    limits: options.streamLimits ?? streamLimitsDefault,
    holderOf,
    isStillAdmitted: (request) => isStillAdmitted({ authenticate, accounts, publicUrl }, request),
  });
  // A scope of its own, for it reads its bodies itself.
  await scope.register(async (events) =>
    publishRoute(events.withTypeProvider<ZodTypeProvider>(), options.publish),
  );
  await scope.register(async (people) => {
    requirePerson(people);
    memberRoutes(people.withTypeProvider<ZodTypeProvider>(), context);
    invitationRoutes(people.withTypeProvider<ZodTypeProvider>(), context, publicUrl);
  });
}

/** What is asked by people who are about to sign in, or who are signed in to no workspace in particular. */
async function signInApi(
  scope: FastifyInstance,
  { accounts, installation }: HttpServerOptions,
): Promise<void> {
  if (accounts === null) return;
  const api = withSchemas(scope);
  const ports = { accounts, publicUrl: installation.publicUrl };
  requireOwnPage(scope, ports.publicUrl);
  sessionRoutes(api, ports);
  linkRoutes(api, ports);
  workspaceCreationRoute(api, ports);
}

function withSchemas(scope: FastifyInstance) {
  const api = scope.withTypeProvider<ZodTypeProvider>();
  api.setValidatorCompiler(validatorCompiler);
  api.setSerializerCompiler(serializerCompiler);
  return api;
}
