/**
 * What `make` makes of a key, made once and held, at most `max` of them: the one made first leaves first. A look-up is
 * all that a held one costs, for this is asked on every delivery. What is made depends on nothing but its key, so
 * nothing held is out of date; what `make` throws is thrown, and nothing is held then.
 */
export function madeOnce<Value extends object>(
  max: number,
  make: (key: string) => Value,
): (key: string) => Value {
  const held = new Map<string, Value>();
  return (key) => {
    const known = held.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    const first = held.size >= max ? held.keys().next().value : undefined;
    if (first !== undefined) held.delete(first);
    held.set(key, value);
    return value;
  };
}
