/**
 * Values made once for a key and held for as long as the key is asked for: at most `max`, the one that was asked for
 * longest ago leaves first. What is made for a key may not depend on anything else, so nothing held is out of date.
 */
export interface Recent<Value> {
  /** `make` is called where nothing is held; what it throws is thrown, and nothing is held then. */
  readonly get: (key: string, make: () => Value) => Value;
}

export function createRecent<Value>(max: number): Recent<Value> {
  /** From the one asked for longest ago to the latest. */
  const held = new Map<string, { readonly value: Value }>();
  return {
    get: (key, make) => {
      const entry = held.get(key) ?? { value: make() };
      held.delete(key);
      const oldest = held.size >= max ? held.keys().next().value : undefined;
      if (oldest !== undefined) held.delete(oldest);
      held.set(key, entry);
      return entry.value;
    },
  };
}
