import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// Compiled code is kept between processes: a belfryd that a test starts uses half the processor time until it listens.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/compiled');

/** Tests of functions alone, with no server, database or other process: what they share is modules without state. */
const functions = [
  'packages/dialects/src/**/*.test.ts',
  'packages/receiver/src/**/*.test.ts',
  'packages/server/src/{domain,vendors}/**/*.test.ts',
  'packages/server/src/engine/*.test.ts',
];
const everything = ['packages/*/{src,test,demo,bench}/**/*.test.ts', 'scripts/**/*.test.ts'];

export default defineConfig({
  test: {
    pool: 'forks',
    // One more than vitest takes on two processors: many tests wait for processes that start and for times that pass.
    maxWorkers: Math.max(2, availableParallelism()),
    // Tests start real servers and processes, on machines that are busy with other things too.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
    projects: [
      // A process for each of these files would take longer to start than most of them take to run.
      { extends: true, test: { name: 'functions', include: functions, isolate: false } },
      {
        extends: true,
        test: {
          name: 'systems',
          include: everything,
          exclude: ['**/node_modules/**', ...functions],
          globalSetup: ['packages/server/test/global-setup.ts'],
        },
      },
    ],
  },
});
