import { randomBytes } from 'node:crypto';

/** Ids that no other process makes, cheap enough for every request: a random prefix and a count. */
export function requestIds(): () => string {
  const prefix = randomBytes(6).toString('hex');
  let count = 0;
  return () => {
    count += 1;
    return `${prefix}-${count.toString(36)}`;
  };
}
