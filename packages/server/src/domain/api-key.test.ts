import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyText, parseKey } from './api-key.ts';

const parts = fc.record({
  workspaceId: fc.uuid(),
  id: fc.uuid(),
  secret: fc.uint8Array({ minLength: 32, maxLength: 32 }),
});

test('a key says its workspace, its id and its secret, in 93 characters', () => {
  fc.assert(
    fc.property(parts, (key) => {
      const text = keyText(key);
      expect(text).toMatch(/^belfry_[A-Za-z0-9_-]{86}$/);
      const parsed = parseKey(text);
      expect(parsed).toMatchObject({ workspaceId: key.workspaceId, id: key.id });
      expect(Buffer.from(parsed?.secret ?? [])).toEqual(Buffer.from(key.secret));
    }),
  );
});

test('what is not spelled exactly like a key is none', () => {
  const text = keyText({
    workspaceId: '01977b1a-0000-7000-8000-000000000001',
    id: '01977b1a-0000-7000-8000-000000000002',
    secret: new Uint8Array(32).fill(255),
  });
  expect(parseKey(text)).not.toBeNull();
  for (const other of ['', 'belfry_', text.slice(0, -1), `${text}A`, `${text}=`, ` ${text}`, text.slice(7)]) {
    expect(parseKey(other)).toBeNull();
  }
  // The last character carries four bits too many, which have to be zero.
  expect(parseKey(`${text.slice(0, -1)}x`)).toBeNull();
  fc.assert(
    fc.property(fc.string(), (noise) => {
      expect(parseKey(noise)).toBeNull();
      expect(parseKey(`belfry_${noise}`)).toBeNull();
    }),
  );
});
