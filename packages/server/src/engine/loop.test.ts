import { afterEach, describe, expect, it } from 'vitest';
import { Loop, type LoopOptions } from './loop.ts';

/** Longer than any of these tests takes. */
const never = 3_600_000;

describe('a loop', () => {
  let loop: Loop | null = null;
  afterEach(() => loop?.stop());

  /** Runs that end when the test says so; `answers` are theirs, then false. */
  function controlled(options: Partial<LoopOptions> = {}, answers: readonly boolean[] = []) {
    const failures: unknown[] = [];
    const runs: PromiseWithResolvers<void>[] = [];
    let waiting: { readonly count: number; readonly resolve: () => void } | null = null;
    loop = new Loop({
      name: 'test',
      everyMs: never,
      failed: (_name, error) => failures.push(error),
      ...options,
      async run() {
        const run = Promise.withResolvers<void>();
        runs.push(run);
        if (waiting !== null && runs.length >= waiting.count) waiting.resolve();
        const index = runs.length - 1;
        await run.promise;
        return answers[index] ?? false;
      },
    });
    const untilRun = (count: number): Promise<void> => {
      if (runs.length >= count) return Promise.resolve();
      return new Promise((resolve) => {
        waiting = { count, resolve };
      });
    };
    return { loop, runs, failures, untilRun, end: (run: number) => runs[run]?.resolve() };
  }

  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('runs at once when it starts, and once more for all the wakes during a run', async () => {
    const { loop, runs, untilRun, end } = controlled();
    loop.start();
    await untilRun(1);
    for (let wake = 0; wake < 5; wake++) loop.wake();
    end(0);
    await untilRun(2);
    end(1);
    await turn();
    expect(runs).toHaveLength(2);
  });

  it('runs again at once while there is more to do, and after its pause otherwise', async () => {
    const { loop, runs, untilRun, end } = controlled({ everyMs: 20 }, [true, false]);
    loop.start();
    await untilRun(1);
    end(0);
    await turn();
    expect(runs).toHaveLength(2);
    end(1);
    await turn();
    expect(runs).toHaveLength(2);
    await untilRun(3);
    end(2);
  });

  it('goes on after a run that fails, and reports it', async () => {
    const { loop, runs, failures, untilRun } = controlled({ everyMs: 5 });
    loop.start();
    await untilRun(1);
    runs[0]?.reject(new Error('away'));
    await untilRun(2);
    expect(failures).toEqual([new Error('away')]);
    runs[1]?.resolve();
  });

  it('rests where there is nothing more to do, and a wake meanwhile is not lost', async () => {
    const { loop, runs, untilRun, end } = controlled({ restMs: 20 });
    loop.start();
    await untilRun(1);
    const endedAt = performance.now();
    end(0);
    await turn();
    for (let wake = 0; wake < 5; wake++) loop.wake();
    expect(runs).toHaveLength(1);
    await untilRun(2);
    expect(performance.now() - endedAt).toBeGreaterThan(15);
    end(1);
  });

  it('has ended when it is stopped: the run under way is waited for, and none follows', async () => {
    const { loop, runs, untilRun, end } = controlled({}, [true]);
    loop.start();
    await untilRun(1);
    const stopped = loop.stop();
    loop.wake();
    end(0);
    await stopped;
    await turn();
    expect(runs).toHaveLength(1);
  });
});
