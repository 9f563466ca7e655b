import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CompilotRig, compilotRig } from './compilot-rig.ts';
import { alertSteps, customerSteps, type Step, type World } from './walk-steps.ts';

const walks = 6;
const stepsMax = 24;

let rig: CompilotRig;
beforeAll(async () => {
  rig = await compilotRig();
  const actions = ['created', 'updated', 'deleted'];
  await rig.subscribe(['customer', 'alert'].flatMap((noun) => actions.map((action) => `${noun}.${action}`)));
});
afterAll(() => rig.close());

it('whatever is done to customers and their alerts, the API and the sink say what a model of them says', async () => {
  const step: fc.Arbitrary<Step> = fc.oneof(...customerSteps, ...alertSteps);
  const steps = fc.array(step, { minLength: 12, maxLength: stepsMax, size: 'max' });
  await fc.assert(
    fc.asyncProperty(steps, async (walk) => {
      const world: World = { rig, customers: [], alerts: [], expected: [], events: await rig.eventCount() };
      for (const { run } of walk) {
        rig.clock.advance(1_000);
        await run(world);
        await settle(world);
      }
      // The next walk is not to meet this one's customers.
      for (const { customerId } of world.customers) {
        await rig.answer('DELETE', `/customers/${customerId}`, undefined, 204);
        await rig.calls(1);
      }
    }),
    // What a failed walk left behind would be in the way of a smaller one.
    { numRuns: walks, endOnFailure: true },
  );
}, 60_000);

/** Sink, answers and lists say what the model says. */
async function settle(world: World): Promise<void> {
  const expected = world.expected.splice(0);
  world.events += expected.length;
  // Before what was not recorded is waited for.
  expect(await rig.eventCount()).toBe(world.events);
  const calls = await rig.calls(expected.length);
  const received = calls.map(({ eventType, payload: { id, ...image } }) => ({
    eventType,
    image: eventType.startsWith('alert.') ? { id, ...image } : image,
  }));
  expect(received).toEqual(expected);
  for (const { wallets, ...image } of world.customers) {
    const path = `/customers/${image.customerId}`;
    expect(await rig.answer('GET', path)).toEqual(image);
    expect(await rig.answer('GET', `${path}/wallets`)).toEqual({ data: wallets, totalCount: wallets.length });
  }
  const open = world.alerts.filter(({ status }) => status === 'Open');
  for (const [query, some] of [
    ['', world.alerts],
    ['&status=Open', open],
  ] as const) {
    const listed = await rig.answer('GET', `/alerts?limit=100${query}`);
    expect(listed).toEqual({ data: some, totalCount: some.length });
  }
}
