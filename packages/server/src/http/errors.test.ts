import { readFile } from 'node:fs/promises';
import { errorCodes } from '@belfry/api';
import { describe, expect, it } from 'vitest';
import { statusOf } from './errors.ts';

describe('the codes of refusals', () => {
  it('are the codes that the wire contract lists', () => {
    expect([...errorCodes].sort()).toEqual(Object.keys(statusOf).sort());
  });

  it('are all documented, with their status', async () => {
    const text = await readFile(new URL('../../../../docs/errors.md', import.meta.url), 'utf8');
    const documented = [...text.matchAll(/^\| (\d{3}) \| `(\w+)` \|/gm)].map(([, status, code]) => [
      code,
      Number(status),
    ]);
    expect(Object.fromEntries(documented)).toEqual(statusOf);
  });
});
