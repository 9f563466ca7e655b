import type { ErrorObject } from 'ajv';
import type { Issue } from '../../dialect.ts';
import { type PathStep, pathText, stepsOfPointer } from './json-path.ts';

/** A broken value yields this many issues at most. */
export const issuesMax = 50;

const shownLengthMax = 300;
const noAlternative = 'Matches none of the alternatives.';

/** What ajv found wrong with `value`, in words and with the path of each place; `root` is the path of `value`. */
export function issuesOf(errors: readonly ErrorObject[], value: unknown, root: string): readonly Issue[] {
  const messages = new Map<string, Set<string>>();
  for (const error of errors) {
    const steps = [...stepsOfPointer(error.instancePath, value), ...stepOf(error)];
    const path = pathText(root, steps);
    const atPath = messages.get(path) ?? new Set();
    if (atPath.size === 0 && messages.size >= issuesMax) break;
    messages.set(path, atPath.add(messageOf(error)));
  }
  return [...messages]
    .flatMap(([path, all]) => joined([...all]).map((message) => ({ path, message })))
    .slice(0, issuesMax);
}

/** Where alternatives were tried, what each of them expected is one sentence. */
function joined(messages: readonly string[]): readonly string[] {
  if (!messages.includes(noAlternative)) return messages;
  const expected = messages.filter((message) => message.startsWith('Expected '));
  const others = messages.filter((message) => !expected.includes(message) && message !== noAlternative);
  if (expected.length === 0) return others.length > 0 ? others : [noAlternative];
  const values = expected.map((message) => message.slice('Expected '.length, -1));
  return [...others, `Expected ${values.join(' or ')}.`];
}

/** A property that is missing, or that should not be there, is itself the place. */
function stepOf({ keyword, params }: ErrorObject): readonly PathStep[] {
  const name =
    keyword === 'required' || keyword === 'dependentRequired'
      ? params['missingProperty']
      : (params['additionalProperty'] ?? params['unevaluatedProperty']);
  return typeof name === 'string' ? [name] : [];
}

function messageOf({ keyword, params, message, propertyName }: ErrorObject): string {
  const text = sentenceOf(keyword, params, message);
  return propertyName === undefined ? text : `The name ${shown(propertyName)}: ${text}`;
}

function sentenceOf(keyword: string, params: Record<string, unknown>, message: string | undefined): string {
  switch (keyword) {
    case 'type':
      return `Expected ${[params['type']].flat().join(' or ')}.`;
    case 'required':
      return 'Is required.';
    case 'dependentRequired':
      return `Is required beside ${shown(params['property'])}.`;
    case 'additionalProperties':
      return `Unknown property ${shown(params['additionalProperty'])}.`;
    case 'unevaluatedProperties':
      return `Unknown property ${shown(params['unevaluatedProperty'])}.`;
    case 'enum':
      return `Expected ${cut([params['allowedValues']].flat().map(shown).join(' or '))}.`;
    case 'const':
      return `Expected ${shown(params['allowedValue'])}.`;
    case 'pattern':
      return `Expected a text that matches ${cut(String(params['pattern']))}.`;
    case 'format':
      return `Expected a text of the format ${shown(params['format'])}.`;
    case 'false schema':
      return 'Is not allowed.';
    case 'anyOf':
    case 'oneOf':
      return params['passingSchemas'] ? 'Matches more than one of the alternatives.' : noAlternative;
    default:
      return sentence(message ?? `Breaks ${keyword}`);
  }
}

/** "must NOT have fewer than 1 items" becomes "Must not have fewer than 1 items." */
function sentence(message: string): string {
  const text = message.replace(' NOT ', ' not ');
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}

function shown(value: unknown): string {
  return cut(JSON.stringify(value) ?? '');
}

function cut(text: string): string {
  return text.length <= shownLengthMax ? text : `${text.slice(0, shownLengthMax)}…`;
}
