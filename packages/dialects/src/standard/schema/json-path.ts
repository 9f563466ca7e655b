export type PathStep = string | number;

/** A path as people write it: "data.lines[0].amount". */
export function pathText(root: string, steps: readonly PathStep[]): string {
  return steps.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return /^[$A-Za-z_][\w$-]*$/.test(step) ? `${text}.${step}` : `${text}[${JSON.stringify(step)}]`;
  }, root);
}

/** The steps of a JSON Pointer (RFC 6901) into `value`, which tells an index of a list from a name. */
export function stepsOfPointer(pointer: string, value: unknown): readonly PathStep[] {
  let inside = value;
  return pointer
    .split('/')
    .slice(1)
    .map((token) => {
      const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
      const step = Array.isArray(inside) ? Number(name) : name;
      inside = typeof inside === 'object' && inside !== null ? Reflect.get(inside, step) : undefined;
      return step;
    });
}

/** The JSON Pointer of a path. */
export function pointerOf(steps: readonly PathStep[]): string {
  return steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
