export { compilot } from './compilot/compilot.ts';
export type * from './dialect.ts';
export { dotfile } from './dotfile/dotfile.ts';
export { dialectNamed, dialectNames } from './registry.ts';
export { standard } from './standard/standard.ts';
export { belfryVersion } from './version.ts';
