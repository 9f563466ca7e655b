import { RE2JS } from 're2js';

export const patternLengthMax = 512;
export interface Pattern {
  readonly test: (text: string) => boolean;
  /** Instructions; matching takes at most this many steps for each character. */
  readonly size: number;
}

/** `size` is that of Pattern. */
export type Judgement =
  | { readonly fit: true; readonly size: number }
  | { readonly fit: false; readonly problem: string };

/**
 * Whether a `pattern` is fit. It has to be an expression of ECMAScript, as JSON Schema demands, and one that RE2 can
 * match in linear time: without look-around and back-references.
 */
export function judged(pattern: string): Judgement {
  if (pattern.length > patternLengthMax) {
    return { fit: false, problem: `A pattern has at most ${patternLengthMax} characters.` };
  }
  try {
    new RegExp(pattern, 'u');
  } catch {
    return { fit: false, problem: 'Is no regular expression of ECMAScript.' };
  }
  try {
    return { fit: true, size: patternOf(pattern).size };
  } catch {
    const problem =
      'Holds look-around, a back-reference or another construct that cannot be matched in linear time.';
    return { fit: false, problem };
  }
}

/** Throws where the pattern is not fit. */
export function patternOf(pattern: string): Pattern {
  const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern));
  return { test: (text) => compiled.test(text), size: compiled.programSize() };
}
