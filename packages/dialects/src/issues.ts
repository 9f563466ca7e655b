import type * as z from 'zod';
import type { Issue } from './dialect.ts';

type SchemaIssue = z.core.$ZodIssue;

/** A broken object yields this many issues at most. */
const issuesMax = 50;

/** What a schema found wrong with `value`, in the words of the contract; `root` is the path of `value` itself. */
export function issuesOf(error: z.ZodError, value: unknown, root: string): readonly Issue[] {
  return error.issues.flatMap((issue) => flatten(issue, value, root)).slice(0, issuesMax);
}

function flatten(issue: SchemaIssue, value: unknown, root: string): readonly Issue[] {
  const path = pathText(root, issue.path);
  const inside = valueAt(value, issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: pathText(path, [key]),
        message: `Unknown property ${JSON.stringify(key)}.`,
      }));
    case 'invalid_union': {
      const options = issue.inclusive === false ? [] : (issue.options ?? []);
      if (options.length > 0) return [broken(path, inside, expectedOneOf(options))];
      return nearest(issue.errors, inside, path) ?? [broken(path, inside, issue.message)];
    }
    case 'invalid_value':
      return [broken(path, inside, expectedOneOf(issue.values))];
    case 'invalid_type':
      return [broken(path, inside, isOwnWording(issue) ? issue.message : `Expected ${issue.expected}.`)];
    default:
      return [broken(path, inside, issue.message)];
  }
}

/** Where a schema words its own message, that says more than the name of a type. */
function isOwnWording(issue: SchemaIssue): boolean {
  return issue.message.startsWith('Expected ');
}

function broken(path: string, inside: unknown, message: string): Issue {
  const sentence = message.endsWith('.') ? message : `${message}.`;
  return { path, message: inside === undefined ? `Is required. ${sentence}` : sentence };
}

function expectedOneOf(values: readonly unknown[]): string {
  return `Expected ${values.map((each) => (typeof each === 'string' ? `"${each}"` : String(each))).join(' or ')}.`;
}

/** Of the alternatives, the one that comes closest says what is wrong, unless none has the right kind of value. */
function nearest(
  alternatives: readonly (readonly SchemaIssue[])[],
  inside: unknown,
  path: string,
): readonly Issue[] | undefined {
  return alternatives
    .map((found) => found.flatMap((each) => flatten(each, inside, path)))
    .filter((found) => found.every((each) => each.path !== path))
    .toSorted(fewestFirst)[0];
}

function fewestFirst(one: readonly Issue[], other: readonly Issue[]): number {
  return one.length - other.length;
}

function pathText(root: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    const name = String(step);
    return /^[A-Za-z_][\w-]*$/.test(name) ? `${text}.${name}` : `${text}[${JSON.stringify(name)}]`;
  }, root);
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inside, step) =>
      typeof inside === 'object' && inside !== null && Object.hasOwn(inside, step)
        ? Reflect.get(inside, step)
        : undefined,
    value,
  );
}
