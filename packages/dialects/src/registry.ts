import { compilot } from './compilot/compilot.ts';
import type { Dialect } from './dialect.ts';
import { dotfile } from './dotfile/dotfile.ts';
import { standard } from './standard/standard.ts';

const dialects: ReadonlyMap<string, Dialect> = new Map(
  [dotfile, compilot, standard].map((dialect) => [dialect.name, dialect]),
);

/** Names of every dialect, as stored with a workspace. */
export const dialectNames: readonly string[] = Object.freeze([...dialects.keys()]);

/** Undefined where no dialect has that name. */
export function dialectNamed(name: string): Dialect | undefined {
  return dialects.get(name);
}
