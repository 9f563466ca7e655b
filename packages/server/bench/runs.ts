/** One run of each kind, from the first accepted request to the last receipt at the sink. */
import type { BareCommands } from './bare.ts';
import type { Belfryd } from './belfryd.ts';
import { whereabouts } from './missing.ts';
import { percentile } from './numbers.ts';
import type { Part } from './part.ts';
import { cpuUs, treeCpuUs } from './process-figures.ts';
import type { Published, PublisherCommands } from './publisher.ts';
import type { Sample } from './sample.ts';
import type { SinkCommands } from './sink.ts';

/** The processes of a bench and what they agree on. */
export interface Bench {
  readonly sink: Part<SinkCommands>;
  readonly sinkPort: number;
  readonly bare: Part<BareCommands>;
  readonly publisher: Part<PublisherCommands>;
  readonly belfryd: Belfryd;
  readonly sample: Sample;
}

/** The limit; `cpuUs` is its processor time for one call, null where the system does not tell. */
export interface Bare {
  readonly perSecond: number;
  readonly cpuUs: number | null;
}

export interface Delivered {
  readonly perSecond: number;
  readonly accepted: number;
  /** Accepted ids that never arrived. */
  readonly missing: number;
  /** Receipts of an id that had arrived before. */
  readonly duplicates: number;
  /** Processor time for one delivery; null where the system does not tell. */
  readonly belfrydCpuUs: number | null;
  readonly postgresCpuUs: number | null;
}

export interface Latency {
  /** From the 202 to the receipt, in milliseconds; 0 where the receipt came first. */
  readonly accepted: { readonly p50: number | null; readonly p99: number | null };
  /** From the publisher's request to the receipt. */
  readonly sent: { readonly p50: number | null; readonly p99: number | null };
  readonly missing: number;
  readonly duplicates: number;
}

export const webhookPath = '/webhook';

/** Nothing may arrive for this long before a delivery that is still out counts as missing. */
const idleMsMax = 20_000;

/** With more connections the bare loop is no faster on two cores, with fewer it is slower. */
export const bareConnections = 64;
export const batchEvents = 100;
export const batchConnections = 4;
export const singleConnections = 64;
export const latencyEventsPerSecond = 500;

export async function runBare(bench: Bench, durationMs: number): Promise<Bare> {
  const { sink, sinkPort, bare, sample } = bench;
  const cpu = () => (bare.pid === undefined ? null : cpuUs(bare.pid));
  await sink.call('reset', null);
  const cpuBefore = cpu();
  const { sent, firstAt } = await bare.call('run', {
    ...sample,
    port: sinkPort,
    path: webhookPath,
    connections: bareConnections,
    durationMs,
  });
  const { unique, lastAt } = await sink.call('arrived', { count: sent, idleMsMax });
  if (unique !== sent) throw new Error(`the bare loop sent ${sent} calls, and ${unique} arrived`);
  return { perSecond: perSecond(unique, firstAt, lastAt), cpuUs: spent(cpuBefore, cpu(), sent) };
}

export async function runDeliveries(
  bench: Bench,
  kind: 'batch' | 'single',
  durationMs: number,
): Promise<Delivered> {
  const { sink, publisher, belfryd, sample } = bench;
  await sink.call('reset', null);
  const cpuBefore = cpuOf(belfryd);
  const published = await publisher.call('closedLoop', {
    ...belfryd.publishing,
    body: JSON.stringify(kind === 'batch' ? Array(batchEvents).fill(sample.event) : sample.event),
    connections: kind === 'batch' ? batchConnections : singleConnections,
    durationMs,
  });
  const { ids, missing, duplicates, lastAt } = await receiptsOf(bench, published);
  await quiet(belfryd);
  const cpuAfter = cpuOf(belfryd);
  return {
    perSecond: perSecond(ids.length - missing, published.firstAcceptedAt, lastAt),
    accepted: ids.length,
    missing,
    duplicates,
    belfrydCpuUs: spent(cpuBefore.belfryd, cpuAfter.belfryd, ids.length),
    postgresCpuUs: spent(cpuBefore.postgres, cpuAfter.postgres, ids.length),
  };
}

/** Single events at a fixed rate. */
export async function runLatency(bench: Bench, durationMs: number): Promise<Latency> {
  await bench.sink.call('reset', null);
  const published = await bench.publisher.call('openLoop', {
    ...bench.belfryd.publishing,
    body: JSON.stringify(bench.sample.event),
    connections: singleConnections,
    requestsPerSecond: latencyEventsPerSecond,
    durationMs,
  });
  const { ids, missing, duplicates } = await receiptsOf(bench, published);
  const receipts = await bench.sink.call('receipts', { ids });
  const fromAccept: number[] = [];
  const fromSend: number[] = [];
  for (const [index, { acceptedAt, sentAt }] of published.requests.entries()) {
    const receivedAt = receipts[index];
    if (receivedAt === null || receivedAt === undefined) continue;
    fromAccept.push(Math.max(0, receivedAt - acceptedAt));
    fromSend.push(receivedAt - sentAt);
  }
  return { accepted: middleAndTail(fromAccept), sent: middleAndTail(fromSend), missing, duplicates };
}

async function receiptsOf({ sink, belfryd }: Bench, published: Published) {
  const ids = published.requests.flatMap((request) => request.ids);
  const { duplicates, lastAt } = await sink.call('arrived', { count: ids.length, idleMsMax });
  const missing = await sink.call('missing', { ids });
  if (missing.length > 0) console.error(await whereabouts(belfryd, missing));
  return { ids, missing: missing.length, duplicates, lastAt };
}

function middleAndTail(values: readonly number[]) {
  return { p50: percentile(values, 0.5), p99: percentile(values, 0.99) };
}

function perSecond(count: number, fromMs: number, toMs: number): number {
  return count / ((toMs - fromMs) / 1000);
}

interface Cpu {
  readonly belfryd: number | null;
  readonly postgres: number | null;
}

function cpuOf({ pid, postgresPid }: Belfryd): Cpu {
  return { belfryd: cpuUs(pid), postgres: postgresPid === null ? null : treeCpuUs(postgresPid) };
}

function spent(before: number | null, after: number | null, count: number): number | null {
  return before === null || after === null || count === 0 ? null : (after - before) / count;
}

/** Waits until belfryd and its database have written what they had to, so that the next run starts from rest. */
export async function quiet(belfryd: Belfryd): Promise<void> {
  const stepMs = 250;
  const stepsMax = 40;
  const busyUsMax = stepMs * 1000 * 0.1;
  for (let step = 0, before = cpuOf(belfryd); step < stepsMax; step += 1) {
    await new Promise((resolve) => setTimeout(resolve, stepMs));
    const after = cpuOf(belfryd);
    const busyUs =
      (spent(before.belfryd, after.belfryd, 1) ?? 0) + (spent(before.postgres, after.postgres, 1) ?? 0);
    if (busyUs <= busyUsMax) return;
    before = after;
  }
}
