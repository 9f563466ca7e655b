import { afterEach } from 'vitest';

interface Closable {
  close(): Promise<void>;
}

/** Everything that the running test has opened. */
const open: Closable[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

/** Closes what was started when the running test ends, whatever its result. */
export async function opened<One extends Closable>(starting: One | Promise<One>): Promise<One> {
  const one = await starting;
  open.push(one);
  return one;
}
