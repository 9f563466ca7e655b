import { randomFillSync } from 'node:crypto';
import type { Clock } from './clock.ts';

/** How the domain composes an id: milliseconds, a 12-bit sequence, eight random bytes. */
export type ComposeId = (ms: number, sequence: number, random: Uint8Array) => string;

const sequenceMax = 0xfff;
const randomBytesPerId = 8;
/** One system call fills this many ids' worth of randomness. */
const idsPerFill = 512;

/**
 * A source of ids that rise strictly within this process: the clock going back, or more than 4,096 ids in
 * one millisecond, moves the id's time ahead of the clock instead of breaking the order.
 */
export function makeIdSource(
  compose: ComposeId,
  clock: Clock,
  fillRandom: FillRandom = randomFillSync,
): () => string {
  const random = randomSource(fillRandom);
  let lastMs = 0;
  let sequence = 0;
  return () => {
    const now = clock.now();
    if (now > lastMs) {
      lastMs = now;
      sequence = 0;
    } else if (sequence < sequenceMax) {
      sequence += 1;
    } else {
      lastMs += 1;
      sequence = 0;
    }
    return compose(lastMs, sequence, random());
  };
}

type FillRandom = (buffer: Uint8Array) => unknown;

function randomSource(fillRandom: FillRandom): () => Uint8Array {
  const pool = new Uint8Array(idsPerFill * randomBytesPerId);
  let used = pool.length;
  return () => {
    if (used === pool.length) {
      fillRandom(pool);
      used = 0;
    }
    const start = used;
    used += randomBytesPerId;
    return pool.subarray(start, used);
  };
}
