import { dialectNamed, dialectNames, type SecretPolicy } from '@belfry/dialects';
import { describe, expect, it } from 'vitest';
import { chosenSecret, sampleSecret, secretIssues } from './secret-choice.ts';

/** Two schemes, told apart by the first letter of the secret. */
const policy: SecretPolicy = {
  schemes: ['a', 'b'],
  generate: (scheme, random) => `${scheme}-${random(1)[0]}`,
  problem: (secret) => (/^[ab]-/.test(secret) ? null : 'A secret begins with a- or b-.'),
  schemeOf: (secret) => secret.charAt(0),
  publicKeyOf: () => null,
  graceHoursDefault: 1,
  graceHoursMax: 2,
};
const random = () => Uint8Array.of(7);

describe('the choice of a secret', () => {
  it.each([
    [{}, null],
    [{ secret: 'a-1' }, null],
    [{ signatureScheme: 'b' }, null],
    [{ secret: 'b-1', signatureScheme: 'b' }, null],
    [{ secret: 'c-1' }, 'secret'],
    [{ signatureScheme: 'c' }, 'signature_scheme'],
    [{ secret: 'a-1', signatureScheme: 'b' }, 'secret'],
    [{ secret: 'c-1', signatureScheme: 'c' }, 'signature_scheme'],
  ])('%j is wrong at %s', (choice, path) => {
    expect(secretIssues(choice, policy).map((issue) => issue.path)).toEqual(path === null ? [] : [path]);
  });

  it('makes the secret that was given, or one of the scheme chosen, or one of the scheme before', () => {
    expect(chosenSecret({ secret: 'a-1' }, 'b', policy, random)).toBe('a-1');
    expect(chosenSecret({ signatureScheme: 'b' }, 'a', policy, random)).toBe('b-7');
    expect(chosenSecret({}, 'b', policy, random)).toBe('b-7');
  });
});

it.each(dialectNames)('a sample secret of %s is fit to be signed with, and of its usual scheme', (name) => {
  const dialect = dialectNamed(name);
  if (dialect === undefined) throw new Error('It was listed.');
  const secret = sampleSecret(dialect);
  expect(dialect.secrets.problem(secret)).toBeNull();
  expect(dialect.secrets.schemeOf(secret)).toBe(dialect.secrets.schemes[0]);
});
