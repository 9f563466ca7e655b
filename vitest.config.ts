import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { LongTestsFirst } from './scripts/long-tests-first.ts';

// Compiled code is kept between processes: a belfryd that a test starts uses little more than half the processor time until it listens.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/compiled');

/** Tests of functions alone, with no server, database or other process: what they share is modules without state. */
const functions = [
  'packages/{api,dialects}/src/**/*.test.ts',
  'packages/console/src/**/*.test.ts',
  'packages/receiver/src/**/*.test.ts',
  'packages/server/src/{domain,vendors}/**/*.test.ts',
  'packages/server/src/engine/*.test.ts',
];
/** Tests that talk to a server which they make for themselves, on a database of their own, and close again. */
const requests = ['packages/server/test/{compilot,dotfile,http,records,standard-webhooks}/**/*.test.ts'];
const everything = ['packages/*/{src,test,demo,bench}/**/*.test.ts', 'scripts/**/*.test.ts'];

const common = {
  pool: 'forks',
  // Tests start real servers and processes, on machines that are busy with other things too.
  testTimeout: 60_000,
  hookTimeout: 60_000,
  teardownTimeout: 30_000,
  expect: { poll: { timeout: 15_000 } },
} as const;

export default defineConfig({
  test: {
    // Once for the run, whichever projects it has.
    globalSetup: ['packages/server/test/global-setup.ts'],
    // One more than there are processors: many tests wait for processes that start and for times that pass.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongTestsFirst },
    projects: [
      // A process for each of these files would load the same modules anew: longer than most of them take to run.
      { test: { ...common, name: 'functions', include: functions, isolate: false } },
      { test: { ...common, name: 'requests', include: requests, isolate: false } },
      {
        test: {
          ...common,
          name: 'systems',
          include: everything,
          exclude: ['**/node_modules/**', ...functions, ...requests],
        },
      },
    ],
  },
});
