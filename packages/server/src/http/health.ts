import type { FastifyInstance } from 'fastify';

/** Whether this process can do its work, and what stands in the way. */
export interface Readiness {
  readonly ready: boolean;
  readonly checks: readonly {
    /** "database", "schema", "queue": stable. */
    readonly name: string;
    readonly ok: boolean;
    /** For people: "reachable", "version 3, 1 expected". */
    readonly detail: string;
  }[];
  /** How long the longest due delivery has been due; null where that cannot be read. */
  readonly queueLagMs: number | null;
}

export interface HealthPorts {
  readonly readiness: () => Promise<Readiness>;
  /** Prometheus text. */
  readonly metrics: { readonly contentType: string; readonly metrics: () => Promise<string> };
}

/** For the machines that watch the server; no key. */
export function healthRoutes(server: FastifyInstance, { readiness, metrics }: HealthPorts): void {
  server.get('/healthz', async () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    const { ready, checks, queueLagMs } = await readiness();
    if (!ready) reply.code(503).header('retry-after', 5);
    return { status: ready ? 'ready' : 'not_ready', checks, queue_lag_ms: queueLagMs };
  });
  server.get('/metrics', async (_request, reply) => {
    reply.header('content-type', metrics.contentType);
    return metrics.metrics();
  });
}
