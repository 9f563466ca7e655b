/** One setting of belfryd, as the environment states it and as docs/operating.md lists it. */
export interface Setting<Value> {
  /** Of the environment variable. */
  readonly name: string;
  /** One sentence. */
  readonly about: string;
  /** The default in words or as it would be written. */
  readonly defaultText: string;
  readonly unit: string;
  /** What values are possible. */
  readonly limits: string;
  readonly defaultValue: Value;
  readonly parse: (text: string) => Parsed<Value>;
}

/** `problem` continues the sentence "NAME …" and says what to write instead. */
export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: string };

export function valid<Value>(value: Value): Parsed<Value> {
  return { ok: true, value };
}

export function invalid(problem: string): Parsed<never> {
  return { ok: false, problem };
}

interface NumberBounds {
  readonly about: string;
  readonly unit: string;
  readonly defaultValue: number;
  readonly min: number;
  readonly max: number;
}

/** A whole number in decimal digits. */
export function wholeNumber(name: string, bounds: NumberBounds): Setting<number> {
  const { about, unit, defaultValue, min, max } = bounds;
  const limits = `${min} to ${max}`;
  return {
    name,
    about,
    defaultText: String(defaultValue),
    unit,
    limits,
    defaultValue,
    parse: (text) => {
      const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
      if (value >= min && value <= max) return valid(value);
      return invalid(`is "${text}": write a whole number of ${unit === '' ? limits : `${unit}, ${limits}`}.`);
    },
  };
}

/** One of a few words. */
export function choice<const Word extends string>(
  name: string,
  words: readonly Word[],
  defaultValue: NoInfer<Word>,
  about: string,
): Setting<Word> {
  return {
    name,
    about,
    defaultText: defaultValue,
    unit: '',
    limits: words.join(', '),
    defaultValue,
    parse: (text) => {
      const word = words.find((candidate) => candidate === text);
      return word === undefined ? invalid(`is "${text}": write one of ${words.join(', ')}.`) : valid(word);
    },
  };
}
