import { dotfile } from '@belfry/dialects';
import { describe, expect, test } from 'vitest';
import { verify } from '../src/verify.ts';
import { now, oldSecret, secret } from './signed-call.ts';

const workspace = { id: '0195a1c2-0000-7000-8000-000000000001', name: 'Ünïcode "quoted" 東京' };
const eventId = '0195a1c2-7c11-7d3e-9f00-1a2b3c4d5e6f';

describe('what the dialect sends, the receiver accepts', () => {
  test.each(dotfile.catalogue.map((eventType) => [eventType.type, eventType] as const))(
    '%s',
    (type, eventType) => {
      const validated = dotfile.validate(eventType.example);
      if (!validated.ok) throw new Error(`The example of ${type} does not validate.`);
      const { name, context, data } = validated.event;
      const wire = dotfile.match(new Set([type]), name);
      if (wire === null) throw new Error(`The example of ${type} does not match its own subscription.`);
      const { headers, body } = dotfile.request({
        workspace,
        event: { id: eventId, type: name.type, context, data, occurredAt: now - 5000 },
        wire,
        retryCount: 2,
        secrets: { current: secret, old: oldSecret },
        now: now + 900,
      });

      const outcome = verify(headers, body, secret, { now });
      expect(outcome).toMatchObject({
        ok: true,
        signedWith: 'current',
        eventId,
        retryCount: 2,
        remainingRetryCount: 2,
      });
      expect(outcome).toMatchObject({ event: { event: type, context: { workspace } } });
      expect(verify(headers, body, oldSecret, { now })).toMatchObject({ ok: true, signedWith: 'old' });
    },
  );
});
