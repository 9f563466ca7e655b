import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newDelivery } from '../domain/delivery.ts';
import type { DeliveryTask } from '../domain/delivery-task.ts';
import { queuedBytes } from '../domain/publication.ts';
import { Sender } from './sender.ts';

const workspaceId = 'workspace';
const endpoints = ['a', 'b', 'c', 'd'];
const concurrencyMax = 8;
const queuedMax = 40;

type Step =
  | { readonly kind: 'publish'; readonly endpoint: number; readonly count: number; readonly commits: boolean }
  | { readonly kind: 'end'; readonly call: number }
  | { readonly kind: 'pause' | 'resume' | 'take_backlog' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('publish' as const),
      endpoint: fc.nat(endpoints.length - 1),
      count: fc.integer({ min: 1, max: 12 }),
      commits: fc.boolean(),
    }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('end' as const), call: fc.nat(concurrencyMax) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('pause' as const, 'resume' as const, 'take_backlog' as const),
    }),
  },
);

interface Call {
  readonly task: DeliveryTask;
  readonly end: () => void;
}

/** A sender whose calls end when the test says so. */
class Trial {
  readonly running: Call[] = [];
  readonly started: DeliveryTask[] = [];
  readonly taken: DeliveryTask[] = [];
  readonly givenBack: DeliveryTask[] = [];
  paused = false;
  now = 0;
  #ids = 0;
  readonly sender: Sender;

  constructor(limits: readonly number[]) {
    this.sender = new Sender({
      owner: 'owner',
      perform: (task) =>
        new Promise((resolve) => {
          this.started.push(task);
          this.running.push({ task, end: resolve });
        }),
      limitsOf: ({ webhookId }) => ({ concurrency: limits[endpoints.indexOf(webhookId)] ?? 1, rate: null }),
      mayStart: () => !this.paused,
      now: () => this.now,
      concurrencyMax,
      queuedMax,
      queuedBytesMax: 1_000_000,
    });
  }

  async perform(step: Step): Promise<void> {
    this.now += 100;
    switch (step.kind) {
      case 'publish':
        this.#publish(endpoints[step.endpoint] ?? '', step.count, step.commits);
        break;
      case 'end':
        await this.end(step.call);
        break;
      case 'take_backlog':
        this.givenBack.push(...this.sender.takeBacklog());
        break;
      case 'pause':
      case 'resume':
        this.paused = step.kind === 'pause';
        if (!this.paused) this.sender.resume();
    }
  }

  async end(index: number): Promise<void> {
    const [call] = this.running.splice(index % Math.max(1, this.running.length), 1);
    call?.end();
    await new Promise((resolve) => setImmediate(resolve));
  }

  #publish(webhookId: string, count: number, commits: boolean): void {
    const tasks = Array.from({ length: count }, () => taskOf(webhookId, this.#ids++));
    const reserved = tasks.filter((task) => this.sender.reserve(task, queuedBytes(task.event)));
    if (commits) {
      this.taken.push(...reserved);
      this.sender.take(reserved);
    } else {
      for (const task of reserved) this.sender.cancel(task, queuedBytes(task.event));
    }
  }
}

function taskOf(webhookId: string, number: number): DeliveryTask {
  const event = { id: '', type: '', context: '{}', data: 'x'.repeat(number % 7), occurredAt: 0 };
  const wire = { type: '', subType: null };
  const progress = newDelivery(0);
  const id = String(number).padStart(6, '0');
  return { workspaceId, id, webhookId, wire, test: false, event, progress, takenAt: 0, handoff: null };
}

function expectInvariants(
  { sender, running, started, taken, givenBack }: Trial,
  limits: readonly number[],
): void {
  expect(sender.active).toBe(running.length);
  expect(sender.active).toBeLessThanOrEqual(concurrencyMax);
  expect(sender.queued).toBe(taken.length - started.length - givenBack.length);
  expect(sender.queued).toBeLessThanOrEqual(queuedMax);
  for (const [index, webhookId] of endpoints.entries()) {
    const active = running.filter(({ task }) => task.webhookId === webhookId).length;
    expect(active).toBeLessThanOrEqual(limits[index] ?? 0);
    const order = started.filter((task) => task.webhookId === webhookId).map(({ id }) => id);
    expect(order).toEqual(order.toSorted());
  }
}

it('starts every delivery that it has taken once, in order, within its limits, whatever happens meanwhile', async () => {
  const limits = fc.array(fc.integer({ min: 1, max: concurrencyMax }), { minLength: 4, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(limits, fc.array(step, { maxLength: 60 }), async (concurrency, steps) => {
      const trial = new Trial(concurrency);
      for (const step of steps) {
        await trial.perform(step);
        expectInvariants(trial, concurrency);
      }
      await trial.perform({ kind: 'resume' });
      while (trial.running.length > 0) await trial.end(0);
      expectInvariants(trial, concurrency);
      expect(trial.sender.queued).toBe(0);
      const done = [...trial.started, ...trial.givenBack].map(({ id }) => id).sort();
      expect(done).toEqual(trial.taken.map(({ id }) => id).sort());
    }),
    { numRuns: 300 },
  );
});

it('leaves room for a further endpoint, however many take all that they can get', async () => {
  const trial = new Trial([concurrencyMax, concurrencyMax, concurrencyMax, concurrencyMax]);
  for (const endpoint of [0, 1, 2]) {
    await trial.perform({ kind: 'publish', endpoint, count: 30, commits: true });
  }
  expect(trial.sender.active).toBeLessThan(concurrencyMax);
  await trial.perform({ kind: 'publish', endpoint: 3, count: 1, commits: true });
  expect(trial.running.some(({ task }) => task.webhookId === 'd')).toBe(true);
});
