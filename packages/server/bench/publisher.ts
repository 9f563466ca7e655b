/** The load generator: publishes events to belfryd with bodies made beforehand, and keeps the ids accepted. */
import { type Connection, openConnection, postRequest } from './connection.ts';
import { answerCommands, monotonicMs } from './part.ts';

export type PublisherCommands = {
  /** Every connection publishes as soon as its last request is answered, until the time is over. */
  closedLoop: { input: ClosedLoop; output: Published };
  /** Publishes single events at a fixed rate, whatever the answers. */
  openLoop: { input: OpenLoop; output: Published };
};

export interface Target {
  readonly port: number;
  readonly path: string;
  readonly key: string;
  /** The body of one request. */
  readonly body: string;
  readonly connections: number;
  readonly durationMs: number;
}

export type ClosedLoop = Target;

export interface OpenLoop extends Target {
  readonly requestsPerSecond: number;
}

/** Times: see monotonicMs. */
export interface Published {
  readonly firstAcceptedAt: number;
  readonly requests: readonly PublishedRequest[];
}

export interface PublishedRequest {
  readonly ids: readonly string[];
  /** In an open loop when it was due, so that waiting for a free connection counts. */
  readonly sentAt: number;
  readonly acceptedAt: number;
}

async function closedLoop(target: Target): Promise<Published> {
  const connections = await openAll(target);
  const request = postRequest(target.port, target.path, target.key, target.body);
  const requests: PublishedRequest[] = [];
  const start = monotonicMs();
  const worker = async (connection: Connection) => {
    while (monotonicMs() - start < target.durationMs) {
      requests.push(await publish(connection, request, monotonicMs()));
    }
  };
  await Promise.all(connections.map(worker));
  return finish(connections, requests);
}

async function openLoop(target: OpenLoop): Promise<Published> {
  const connections = await openAll(target);
  const idle = [...connections];
  const request = postRequest(target.port, target.path, target.key, target.body);
  const requests: PublishedRequest[] = [];
  const total = Math.round((target.requestsPerSecond * target.durationMs) / 1000);
  const start = monotonicMs();
  const dueAt = (index: number) => start + (index * 1000) / target.requestsPerSecond;
  let next = 0;
  await new Promise<void>((resolve, reject) => {
    const pump = () => {
      while (next < total && dueAt(next) <= monotonicMs()) {
        const connection = idle.pop();
        if (connection === undefined) return;
        const sentAt = dueAt(next);
        next += 1;
        publish(connection, request, sentAt).then((published) => {
          requests.push(published);
          idle.push(connection);
          if (requests.length === total) resolve();
          else pump();
        }, reject);
      }
    };
    const timer = setInterval(() => (next === total ? clearInterval(timer) : pump()), 1);
  });
  return finish(connections, requests);
}

async function publish(connection: Connection, request: Buffer, sentAt: number): Promise<PublishedRequest> {
  const answer = await connection.send(request);
  const acceptedAt = monotonicMs();
  if (answer.statusCode !== 202)
    throw new Error(`publishing was answered ${answer.statusCode}: ${answer.body}`);
  return { ids: idsIn(answer.body), sentAt, acceptedAt };
}

function idsIn(body: string): readonly string[] {
  // The management API's answer to POST /events.
  return (JSON.parse(body) as { event_ids: readonly string[] }).event_ids;
}

function openAll({ connections, port }: Target): Promise<Connection[]> {
  return Promise.all(Array.from({ length: connections }, () => openConnection(port)));
}

function finish(connections: readonly Connection[], requests: readonly PublishedRequest[]): Published {
  for (const connection of connections) connection.close();
  const firstAcceptedAt = requests.reduce(
    (least, { acceptedAt }) => Math.min(least, acceptedAt),
    Number.POSITIVE_INFINITY,
  );
  return { firstAcceptedAt, requests };
}

answerCommands<PublisherCommands>({ closedLoop, openLoop });
