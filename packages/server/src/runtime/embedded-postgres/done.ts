/** What came of a step that may fail for reasons outside the program; `message` is a sentence for the operator. */
export type Done<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly message: string };

export function done<Value>(value: Value): Done<Value> {
  return { ok: true, value };
}

export function failed(message: string): Done<never> {
  return { ok: false, message };
}

/** The code of a system error ("ENOENT"), or of a PostgreSQL error ("57P03"); undefined for anything else. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
