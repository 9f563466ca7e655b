import { onTestFinished } from 'vitest';

interface Closable {
  close(): Promise<void>;
}

/** Closes what was started when the running test ends, whatever its result; a beforeEach belongs to its test. */
export async function opened<One extends Closable>(starting: One | Promise<One>): Promise<One> {
  const one = await starting;
  onTestFinished(() => one.close());
  return one;
}
