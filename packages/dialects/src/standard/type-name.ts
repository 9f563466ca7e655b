export const typeNameLengthMax = 128;

const allTypes = '*';
const wildcardSuffix = '.*';
const segmentGrammar = /^[A-Za-z0-9_-]+$/;
const otherCharacter = /[^A-Za-z0-9_.-]/u;

/**
 * What is wrong with the name of an event type, as a sentence; null where it is fit: segments of letters, digits,
 * `_` and `-`, separated by full stops.
 */
export function typeNameProblem(name: string): string | null {
  if (name === '') return 'An event type has a name.';
  if (name.length > typeNameLengthMax) {
    return `The name of an event type has at most ${typeNameLengthMax} characters.`;
  }
  if (isWildcard(name)) return 'A wildcard may be subscribed to; it is no name of an event type.';
  const other = otherCharacter.exec(name)?.[0];
  if (other !== undefined) {
    return `The name of an event type holds letters, digits, "_", "-" and full stops only, not ${JSON.stringify(other)}.`;
  }
  const segments = name.split('.');
  if (!segments.every((segment) => segmentGrammar.test(segment))) {
    return 'Every full stop in the name of an event type stands between two segments.';
  }
  // An object keyed by segments, as a receiver may well build one, would be harmed.
  return segments.includes('__proto__') ? 'No segment of a name can be __proto__.' : null;
}

/** What is wrong with the grammar of a subscription: the name of a type, "invoice.*" or "*". */
export function subscriptionGrammarProblem(subscribed: string): string | null {
  if (subscribed === allTypes) return null;
  if (!subscribed.endsWith(wildcardSuffix)) {
    return subscribed.includes('*') ? wildcardPlaceProblem(subscribed) : typeNameProblem(subscribed);
  }
  const prefix = subscribed.slice(0, -wildcardSuffix.length);
  return prefix === '' || prefix.includes('*') ? wildcardPlaceProblem(subscribed) : typeNameProblem(prefix);
}

/** Whether an entry of a webhook's event types stands for more than one type. */
export function isWildcard(subscribed: string): boolean {
  return subscribed === allTypes || subscribed.endsWith(wildcardSuffix);
}

function wildcardPlaceProblem(subscribed: string): string {
  const shown = JSON.stringify(subscribed.slice(0, typeNameLengthMax));
  return `A wildcard is "*" or ends in ".*", as in "invoice.*"; not ${shown}.`;
}
