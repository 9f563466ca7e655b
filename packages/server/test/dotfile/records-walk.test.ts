import fc from 'fast-check';
import { afterAll, beforeAll, it } from 'vitest';
import { type RecordsRig, recordsRig } from './records-rig.ts';
import { caseOperations, removal } from './walk-cases.ts';
import { memberOperations } from './walk-members.ts';
import { newWorld, type Step, settle } from './walk-world.ts';

const startMs = Date.parse('2026-11-22T10:00:00.250Z');
const walks = 8;
const stepsMax = 32;

let rig: RecordsRig;
beforeAll(async () => {
  rig = await recordsRig({ startMs });
  await rig.subscribe('all', [
    ...['Case.Created', 'Case.Updated', 'Case.Deleted'],
    ...['Case.ReviewUpdated', 'Case.ReviewDue', 'Case.ReviewConfirmed'],
    ...['Individual.Created', 'Individual.Updated', 'Individual.Deleted'],
    ...['Company.Created', 'Company.Updated', 'Company.Deleted'],
    ...['Check.Started', 'Check.ReviewNeeded', 'Check.Approved', 'Check.Rejected'],
  ]);
});
afterAll(() => rig.close());

let walk = 0;

it('whatever is done to cases and what they hold, the API and the sink say what a model of them says', async () => {
  const step: fc.Arbitrary<Step> = fc.oneof(...caseOperations, ...memberOperations);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: stepsMax, size: 'max' }), async (steps) => {
      const world = await newWorld(rig, walk++);
      // The next walk is not to hear of this one's cases.
      for (const { run } of [...steps, removal]) {
        rig.clock.advance(1_000);
        await run(world);
        await settle(world);
      }
    }),
    // What a failed walk left behind would be in the way of a smaller one.
    { numRuns: walks, endOnFailure: true },
  );
}, 60_000);
