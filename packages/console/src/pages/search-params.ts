import { z } from 'zod';

const lengthMax = 500;

/** A search parameter of the address. What somebody wrote there by hand and is not fit counts as absent. */
export const textParam = z.string().min(1).max(lengthMax).optional().catch(undefined);

/** A search parameter that is one of these. */
export function choiceParam<const Choice extends string>(choices: readonly Choice[]) {
  return z.enum(choices).optional().catch(undefined);
}
