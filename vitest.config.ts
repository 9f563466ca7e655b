import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packages/*/{src,test,demo,bench}/**/*.test.ts', 'scripts/**/*.test.ts'],
    globalSetup: ['packages/server/test/global-setup.ts'],
    pool: 'forks',
    // One more than vitest takes on two processors: many tests wait for processes that start and for times that pass.
    maxWorkers: Math.max(2, availableParallelism()),
    // Tests start real servers and processes, on machines that are busy with other things too.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
  },
});
