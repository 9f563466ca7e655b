import { dialectNamed, dialectNames } from '@belfry/dialects';
import { expect, test } from 'vitest';
import { staticHeaderIssues } from './static-header.ts';

const reserved: Readonly<Record<string, readonly string[]>> = {
  dotfile: ['dotfile-signature', 'Dotfile-Old-Signature', 'dotfile-event-id', 'dotfile-retry-count'],
  compilot: [
    'svix-id',
    'Svix-Timestamp',
    'svix-signature',
    'webhook-id',
    'webhook-timestamp',
    'Webhook-Signature',
  ],
  standard: ['webhook-id', 'Webhook-Timestamp', 'webhook-signature'],
};

test.each(dialectNames)(
  'the headers of a call of the %s dialect cannot be replaced, and others can',
  (name) => {
    const dialect = dialectNamed(name);
    if (dialect === undefined) throw new Error(`${name} is no dialect`);
    expect(reserved[name]?.length).toBeGreaterThan(0);
    for (const header of [...(reserved[name] ?? []), 'User-Agent', 'content-type']) {
      expect(staticHeaderIssues({ [header]: 'x' }, dialect)).toEqual([
        { path: `headers.${header}`, message: 'Belfry sets this header itself; it cannot be replaced.' },
      ]);
    }
    expect(staticHeaderIssues({ 'x-tenant': 'acme', 'my-webhook-id': '7' }, dialect)).toEqual([]);
  },
);
