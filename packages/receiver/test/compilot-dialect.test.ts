import { compilot } from '@belfry/dialects';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { describe, expect, test } from 'vitest';
import { verify } from '../src/verify.ts';
import { symmetric, symmetricOld, symmetricOther } from './webhook-call.ts';

const workspace = { id: '0195a1c2-0000-7000-8000-000000000001', name: 'Ünïcode "quoted" 東京' };
const eventId = '0195a1c2-7c11-7d3e-9f00-1a2b3c4d5e6f';

describe('what the dialect sends, the receiver and those of others accept', () => {
  test.each(compilot.catalogue.map((eventType) => [eventType.type, eventType] as const))(
    '%s',
    (type, { example }) => {
      const validated = compilot.validate(example);
      if (!validated.ok) throw new Error(`The example of ${type} does not validate.`);
      const { name, context, data } = validated.event;
      const wire = compilot.match(new Set([type]), name);
      if (wire === null) throw new Error(`The example of ${type} does not match its own subscription.`);
      // The libraries of others know no clock but the machine's.
      const now = Date.now();
      const { headers, body } = compilot.request({
        workspace,
        event: { id: eventId, type: name.type, context, data, occurredAt: now - 5000 },
        wire,
        retryCount: 2,
        secrets: { current: symmetric, old: symmetricOld },
        now,
      });

      const outcomeOf = (secret: string) => verify(headers, body, secret, { scheme: 'compilot' });
      expect(outcomeOf(symmetric)).toMatchObject({ ok: true, signedWith: 'current', eventId });
      expect(outcomeOf(symmetric)).toMatchObject({ event: { eventType: type, payload: JSON.parse(data) } });
      expect(outcomeOf(symmetricOld)).toMatchObject({ ok: true, signedWith: 'old' });
      expect(outcomeOf(symmetricOther)).toMatchObject({ code: 'bad_signature' });
      for (const secret of [symmetric, symmetricOld]) {
        expect(() => new SvixWebhook(secret).verify(body, headers)).not.toThrow();
        expect(new StandardWebhook(secret).verify(body, headers)).toStrictEqual(JSON.parse(body));
      }
      expect(() => new SvixWebhook(symmetricOther).verify(body, headers)).toThrow();
    },
  );
});
