import type { Dialect, Issue, SecretPolicy } from '@belfry/dialects';

/** What people say about the secret of a webhook; nothing: one of the usual scheme is generated. */
export interface SecretChoice {
  readonly secret?: string | undefined;
  readonly signatureScheme?: string | undefined;
}

/** What is wrong with the choice. A secret given has to be one of the scheme, where that is chosen too. */
export function secretIssues({ secret, signatureScheme }: SecretChoice, policy: SecretPolicy): Issue[] {
  if (signatureScheme !== undefined && !policy.schemes.includes(signatureScheme)) {
    return [{ path: 'signature_scheme', message: `Expected one of ${policy.schemes.join(', ')}.` }];
  }
  if (secret === undefined) return [];
  const problem = policy.problem(secret);
  if (problem !== null) return [{ path: 'secret', message: problem }];
  const scheme = policy.schemeOf(secret);
  if (signatureScheme === undefined || scheme === signatureScheme) return [];
  return [
    { path: 'secret', message: `Is a secret of ${scheme}, and signature_scheme says ${signatureScheme}.` },
  ];
}

/** The secret that a choice without issues makes; a generated one is of `schemeBefore` unless a scheme is chosen. */
export function chosenSecret(
  choice: SecretChoice,
  schemeBefore: string,
  policy: SecretPolicy,
  randomBytes: (count: number) => Uint8Array,
): string {
  return choice.secret ?? policy.generate(choice.signatureScheme ?? schemeBefore, randomBytes);
}

/** A secret of the usual scheme that signs nothing real: for a request whose signature nobody verifies. */
export function sampleSecret({ secrets }: Dialect): string {
  return secrets.generate(secrets.schemes[0], (count) => new Uint8Array(count));
}
