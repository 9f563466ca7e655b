import type { BrowsableKindsOf } from './app/browsable-kind.ts';
import { browsableKinds as compilotKinds } from './vendors/compilot/records/browsable-kinds.ts';
import { browsableKinds as dotfileKinds } from './vendors/dotfile/records/browsable-kinds.ts';

const kinds = new Map([
  ['dotfile', dotfileKinds],
  ['compilot', compilotKinds],
]);

/** The records that people may look at: none where the dialect's vendor has no API for them. */
export const recordKindsOf: BrowsableKindsOf = (dialect) => kinds.get(dialect) ?? [];
